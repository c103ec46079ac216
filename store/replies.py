"""Replies that wait for somebody to read them, and what people read in those before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased

from store.tables.cycles import CaseRow, CycleRow
from store.tables.effects import MessageRow
from store.tables.replies import ReplyExampleRow

CLARIFY = "clarify"
CORRECTED = "corrected"
CAME_LATE = "came_late"
"""In its reading: it came once the baseline was frozen."""
LATE_KIND = "late_input"


def unsettled(session: Session, company_id: int) -> Sequence[MessageRow]:
    """Replies in words that couldn't be taken as they stand, the newest first.

    Not those whose case is over, or took a later one; what came to an input after the freeze has
    a case of its own and stands here until the cycle is closed.
    """
    later = aliased(MessageRow)
    taken_later = exists().where(
        later.case_id == MessageRow.case_id,
        later.received_at > MessageRow.received_at,
        later.state == "read",
        later.reading["leads"].astext != CLARIFY,
    )
    late, its_cycle = aliased(CaseRow), aliased(CycleRow)
    came_late = exists().where(
        late.kind == LATE_KIND,
        late.subject_id == MessageRow.id,
        late.company_id == MessageRow.company_id,
        its_cycle.id == late.cycle_id,
        its_cycle.closed_at.is_(None),
    )
    over = exists().where(CaseRow.id == MessageRow.case_id, CaseRow.state == "done")
    return session.scalars(
        select(MessageRow)
        .where(
            MessageRow.company_id == company_id,
            MessageRow.state == "read",
            MessageRow.reading["leads"].astext == CLARIFY,
            MessageRow.reading.has_key("asked"),
            ~MessageRow.reading.has_key(CORRECTED),
            ~taken_later,
            or_(~over, came_late),
        )
        .order_by(MessageRow.received_at.desc(), MessageRow.id.desc())
    ).all()


def reply(session: Session, company_id: int, message_id: int) -> MessageRow | None:
    """A reply in words that was read at least once."""
    row = session.get(MessageRow, message_id)
    ours = row is not None and row.company_id == company_id
    return row if ours and row is not None and "asked" in (row.reading or {}) else None


def lock_reply(session: Session, company_id: int, message_id: int) -> MessageRow | None:
    """The same, and nobody else may settle it meanwhile."""
    session.scalar(select(MessageRow.id).where(MessageRow.id == message_id).with_for_update())
    return reply(session, company_id, message_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewExample:
    """What a person read, by what was asked and what we had read."""

    message_id: int
    person_id: int
    asked: dict[str, Any]
    read: dict[str, Any]
    expected: dict[str, Any]
    made_at: datetime


def keep_example(session: Session, company_id: int, new: NewExample) -> None:
    session.add(
        ReplyExampleRow(
            company_id=company_id,
            message_id=new.message_id,
            person_id=new.person_id,
            asked=new.asked,
            read=new.read,
            expected=new.expected,
            made_at=new.made_at,
        )
    )


def examples(session: Session) -> Sequence[tuple[ReplyExampleRow, MessageRow]]:
    """Every example with its message, oldest first; of one company inside its fence."""
    rows = session.execute(
        select(ReplyExampleRow, MessageRow)
        .join(MessageRow, MessageRow.id == ReplyExampleRow.message_id)
        .order_by(ReplyExampleRow.id)
    )
    return [(example, message) for example, message in rows]
