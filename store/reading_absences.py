"""Who said by mail that they are away, by rule or by whoever read it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from store.tables.effects import MessageRow
from store.tables.people import PersonRow

AWAY = "out_of_office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """`until` is the day that was named, or nothing where none was."""

    person: str
    until: date | None
    said_at: datetime
    named: tuple[str, ...]
    """Keys of the colleagues the message names, perhaps as deputies."""


def last_absences(session: Session, company_id: int) -> dict[str, Absence]:
    """By person: the absence their last message told of; who has written since is back."""
    latest = (
        select(MessageRow.sender_id, MessageRow.reading, MessageRow.received_at, PersonRow.key)
        .join(PersonRow, PersonRow.id == MessageRow.sender_id)
        .where(MessageRow.company_id == company_id, MessageRow.state.in_(("read", "ignored")))
        .order_by(MessageRow.sender_id, MessageRow.received_at.desc(), MessageRow.id.desc())
        .ext(distinct_on(MessageRow.sender_id))
    )
    return {
        key: Absence(
            person=key,
            until=_day(reading),
            said_at=said_at,
            named=tuple(reading.get("named") or ()),
        )
        for _, reading, said_at, key in session.execute(latest)
        if reading is not None and reading.get("intent") == AWAY
    }


def _day(reading: dict[str, str]) -> date | None:
    said = reading.get("absent_until") or reading.get("date")
    return date.fromisoformat(said) if said else None
