"""Long lists, part by part: what comes after a thing in the order of its list."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session, aliased

from store.reading_requests import RequestRecord, request_record
from store.tables.gates import DecisionRow, RequestRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    row: DecisionRow
    gate: str
    person: str
    on_behalf_of: str | None


def decisions_after(
    session: Session, company_id: int, after: UUID | None, most: int
) -> Sequence[DecisionLine]:
    """Decisions in the order they were made."""
    other = aliased(PersonRow)
    listed = (
        select(DecisionRow, RequestRow.gate, PersonRow.key, other.key)
        .join(RequestRow, RequestRow.id == DecisionRow.request_id)
        .join(PersonRow, PersonRow.id == DecisionRow.person_id)
        .outerjoin(other, other.id == DecisionRow.on_behalf_of_id)
        .where(DecisionRow.company_id == company_id)
        .order_by(DecisionRow.decided_at, DecisionRow.id)
        .limit(most)
    )
    if after is not None:
        at = select(DecisionRow.decided_at).where(
            DecisionRow.company_id == company_id, DecisionRow.id == after
        )
        last = tuple_(at.scalar_subquery(), after)
        listed = listed.where(tuple_(DecisionRow.decided_at, DecisionRow.id) > last)
    return [
        DecisionLine(row=row, gate=gate, person=person, on_behalf_of=whose)
        for row, gate, person, whose in session.execute(listed)
    ]


def requests_after(
    session: Session, company_id: int, after: UUID | None, most: int, *, only_open: bool
) -> list[RequestRecord]:
    """Requests in the order they were opened."""
    listed = (
        select(RequestRow.id)
        .where(RequestRow.company_id == company_id)
        .order_by(RequestRow.opened_at, RequestRow.id)
        .limit(most)
    )
    if only_open:
        listed = listed.where(RequestRow.closed_at.is_(None))
    if after is not None:
        at = select(RequestRow.opened_at).where(
            RequestRow.company_id == company_id, RequestRow.id == after
        )
        last = tuple_(at.scalar_subquery(), after)
        listed = listed.where(tuple_(RequestRow.opened_at, RequestRow.id) > last)
    found = (request_record(session, company_id, one) for one in session.scalars(listed))
    return [record for record in found if record is not None]
