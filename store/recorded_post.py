"""The post of one cycle as its recording: who was written to, and who wrote, about which case."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables.cycles import CycleRow
from store.tables.effects import EffectRow, MessageRow
from store.tables.people import PersonRow

Letter = tuple[datetime, str, str, str]
"""When it left, its key, to whom, and the case it is about."""


def letters_of(session: Session, company_id: int, since: datetime) -> list[Letter]:
    """What left since then, in order."""
    rows = session.execute(
        select(EffectRow.sent_at, EffectRow.key, PersonRow.key, EffectRow.case_id)
        .join(PersonRow, PersonRow.id == EffectRow.to_person_id)
        .where(
            EffectRow.company_id == company_id,
            EffectRow.sent_at >= since,
            EffectRow.case_id.is_not(None),
        )
        .order_by(EffectRow.sent_at, EffectRow.id)
    )
    return [(at, key, person, case) for at, key, person, case in rows if at and case]


def messages_of(session: Session, cycle: CycleRow) -> Iterator[tuple[MessageRow, str | None]]:
    """Replies as they came, up to the cycle's end, with their sender where one is known."""
    assert cycle.closed_at is not None
    rows = session.execute(
        select(MessageRow, PersonRow.key)
        .outerjoin(PersonRow, PersonRow.id == MessageRow.sender_id)
        .where(
            MessageRow.company_id == cycle.company_id,
            MessageRow.received_at >= cycle.opened_at,
            MessageRow.received_at <= cycle.closed_at,
        )
        .order_by(MessageRow.id)
    )
    yield from ((message, sender) for message, sender in rows)


def post_of(session: Session, cycle: CycleRow) -> Iterator[dict[str, Any]]:
    """A line a mail: when, from whom, about what, and in answer to which letter."""
    letters = letters_of(session, cycle.company_id, cycle.opened_at)
    for number, (row, sender) in enumerate(messages_of(session, cycle), 1):
        answers = [
            (at, key)
            for at, key, person, case in letters
            if (person, case) == (sender, row.case_id) and at <= row.received_at
        ]
        at, key = answers[-1] if answers else (None, None)
        yield {
            "mail": f"{number:04}.eml",
            "received": row.received_at,
            "case": row.case_id,
            "from": sender,
            "letter": key,
            "asked": at,
            "request": str(row.request_id) if row.request_id else None,
            "state": row.state,
        }
