"""Weekly actuals: kept with the file they came in; of each week the newest counts."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from planning.actuals import Actual, ActualKind, summed
from store.tables.actuals import ActualRow, ActualsFileRow


def keep(
    session: Session,
    company_id: int,
    *,
    name: str,
    sha256: str,
    content: bytes,
    at: datetime,
    actuals: Iterable[Actual],
) -> int | None:
    """The file and what it says; None where the same file is there already."""
    file_id: int | None = session.scalar(
        insert(ActualsFileRow)
        .values(company_id=company_id, name=name, sha256=sha256, content=content, at=at)
        .on_conflict_do_nothing()
        .returning(ActualsFileRow.id)
    )
    if file_id is None:
        return None
    rows = tuple(actuals)
    session.add_all(
        ActualRow(
            company_id=company_id,
            actuals_file_id=file_id,
            week=week,
            kind=kind.value,
            code=code,
            quantity=quantity,
        )
        for kind in ActualKind
        for (code, week), quantity in summed(rows, kind).items()
    )
    session.flush()
    return file_id


def of_weeks(session: Session, company_id: int, weeks: Sequence[date]) -> tuple[Actual, ...]:
    """What is known of these weeks; a later file's word takes the place of an earlier one's."""
    rows = session.scalars(
        select(ActualRow)
        .where(ActualRow.company_id == company_id, ActualRow.week.in_(weeks))
        .order_by(ActualRow.actuals_file_id, ActualRow.id)
    )
    newest = {
        (row.week, row.kind, row.code): Actual(
            week=row.week, kind=ActualKind(row.kind), code=row.code, quantity=row.quantity
        )
        for row in rows
    }
    return tuple(newest.values())
