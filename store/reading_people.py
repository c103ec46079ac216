"""People as the pages need them: who they are, and what waits for each."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.tables.gates import DecisionRow, RequestRow, SeatRow
from store.tables.inputs import InputRequestRow
from store.tables.people import CompanyRow, PersonRow

OWED = ("asked", "sent_back", "escalated")


def company(session: Session, company_id: int) -> CompanyRow:
    return session.scalars(select(CompanyRow).where(CompanyRow.id == company_id)).one()


def names(session: Session, company_id: int) -> dict[int, PersonRow]:
    rows = session.scalars(select(PersonRow).where(PersonRow.company_id == company_id))
    return {row.id: row for row in rows}


def people(session: Session, company_id: int) -> Sequence[PersonRow]:
    return session.scalars(
        select(PersonRow).where(PersonRow.company_id == company_id).order_by(PersonRow.id)
    ).all()


def decisions_waiting(session: Session, company_id: int) -> dict[int, int]:
    """Open requests by the person whose answer they lack."""
    counted = (
        select(SeatRow.person_id, func.count())
        .join(RequestRow, RequestRow.id == SeatRow.request_id)
        .outerjoin(
            DecisionRow, (DecisionRow.seat_id == SeatRow.id) & DecisionRow.ended_at.is_(None)
        )
        .where(
            SeatRow.company_id == company_id,
            RequestRow.closed_at.is_(None),
            DecisionRow.id.is_(None),
        )
        .group_by(SeatRow.person_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def waits_for(session: Session, company_id: int, person_id: int) -> int:
    """Open requests that lack this person's own answer."""
    counted = (
        select(func.count())
        .select_from(SeatRow)
        .join(RequestRow, RequestRow.id == SeatRow.request_id)
        .outerjoin(
            DecisionRow, (DecisionRow.seat_id == SeatRow.id) & DecisionRow.ended_at.is_(None)
        )
        .where(
            SeatRow.company_id == company_id,
            SeatRow.person_id == person_id,
            RequestRow.closed_at.is_(None),
            DecisionRow.id.is_(None),
        )
    )
    return session.scalar(counted) or 0


def inputs_owed(session: Session, company_id: int) -> dict[int, int]:
    counted = (
        select(InputRequestRow.owner_id, func.count())
        .where(InputRequestRow.company_id == company_id, InputRequestRow.state.in_(OWED))
        .group_by(InputRequestRow.owner_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def demo_companies(session: Session) -> Sequence[CompanyRow]:
    """For the sign-in page of the demo, before anybody belongs to a company."""
    return session.scalars(select(CompanyRow).order_by(CompanyRow.id)).all()
