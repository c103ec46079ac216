"""A person's calendar address: made, made anew, ended."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.calendars import CalendarRow
from store.tables.people import PersonRow


def renew(session: Session, company_id: int, person_id: int, *, at: datetime) -> None:
    """Give the person an address, another one where there was one."""
    first = insert(CalendarRow).values(
        company_id=company_id, person_id=person_id, number=1, made_at=at
    )
    session.execute(
        first.on_conflict_do_update(
            index_elements=["person_id"],
            set_={"number": CalendarRow.number + 1, "made_at": at, "ended_at": None},
        )
    )


def end(session: Session, person_id: int, *, at: datetime) -> None:
    """Close the address; closing what is closed changes nothing."""
    row = session.scalar(
        select(CalendarRow).where(
            CalendarRow.person_id == person_id, CalendarRow.ended_at.is_(None)
        )
    )
    if row is not None:
        row.ended_at = at


def number_of(session: Session, person_id: int) -> int | None:
    """Of the address that opens now; None where none does."""
    return session.scalar(
        select(CalendarRow.number).where(
            CalendarRow.person_id == person_id, CalendarRow.ended_at.is_(None)
        )
    )


def owner(session: Session, person_id: int) -> tuple[PersonRow, int] | None:
    """A person whose calendar is open, with its number."""
    found = session.execute(
        select(PersonRow, CalendarRow.number)
        .join(CalendarRow, CalendarRow.person_id == PersonRow.id)
        .where(PersonRow.id == person_id, CalendarRow.ended_at.is_(None))
    ).one_or_none()
    return (found[0], found[1]) if found else None
