"""How the sheets of an input's owner are to be read, as people said: kept, and read back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables.inputs import SubmissionRow
from store.tables.layouts import ConfirmedLayoutRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    shape_id: str
    reading: dict[str, Any]
    by: str
    """The person's name."""
    at: datetime


def add_layout(
    session: Session,
    submission: SubmissionRow,
    *,
    owner_id: int,
    shape_id: str,
    reading: dict[str, Any],
    by: PersonRow,
    at: datetime,
) -> None:
    """What was said about a version holds for whatever comes from its owner in that shape."""
    session.add(
        ConfirmedLayoutRow(
            company_id=submission.company_id,
            owner_id=owner_id,
            shape_id=shape_id,
            reading=reading,
            submission_id=submission.id,
            confirmed_by=by.id,
            confirmed_at=at,
        )
    )
    session.flush()


def layouts_of(session: Session, owner_id: int) -> tuple[Layout, ...]:
    """The last word on each shape, newest first."""
    rows = session.execute(
        select(ConfirmedLayoutRow, PersonRow.name)
        .join(PersonRow, PersonRow.id == ConfirmedLayoutRow.confirmed_by)
        .where(ConfirmedLayoutRow.owner_id == owner_id)
        .order_by(ConfirmedLayoutRow.id.desc())
    )
    last: dict[str, Layout] = {}
    for row, name in rows:
        layout = Layout(shape_id=row.shape_id, reading=row.reading, by=name, at=row.confirmed_at)
        last.setdefault(row.shape_id, layout)
    return tuple(last.values())
