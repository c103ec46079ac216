"""Messages that came in: kept once each, as they came, and handed to the case they answer."""

from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.effects import MessageRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message as it came. `message_id` is its sender's, empty when there is none."""

    message_id: str = ""
    content: bytes
    received_at: datetime
    state: str
    why: str | None = None
    company_id: int | None = None
    case_id: str | None = None
    request_id: UUID | None = None
    sender_id: int | None = None
    subject: str = ""
    text: str = ""
    reading: dict[str, Any] | None = None


class Kept(NamedTuple):
    """The row a message is kept in, and whether it was put there now."""

    id: int
    new: bool


def content_id(content: bytes) -> str:
    """What stands in for a Message-ID: it can't collide with a real one, which is in brackets."""
    return f"sha256:{sha256(content).hexdigest()}"


def keep_message(session: Session, message: NewMessage) -> Kept:
    """Keep a message under its Message-ID, once.

    A Message-ID is a stranger's word. Only the same person's same words for the same case are
    the same message again; anything else under a taken id is kept beside it, so that nobody
    can make an answer vanish by sending its Message-ID first.
    """
    own = content_id(message.content)
    kept = _keep_under(session, message.message_id or own, message)
    if kept.new or _is_again(session.get_one(MessageRow, kept.id), message):
        return kept
    return _keep_under(session, own, message)


def _keep_under(session: Session, key: str, message: NewMessage) -> Kept:
    added = session.scalar(
        insert(MessageRow)
        .values(asdict(message) | {"message_id": key})
        .on_conflict_do_nothing()
        .returning(MessageRow.id)
    )
    if added is not None:
        return Kept(added, new=True)
    there = session.scalars(select(MessageRow.id).where(MessageRow.message_id == key)).one()
    return Kept(there, new=False)


def _is_again(kept: MessageRow, message: NewMessage) -> bool:
    """The same bytes are the same where they would only be set aside: what they answer is over."""
    if message.state == "quarantined" and kept.content == message.content:
        return True
    whose = (message.company_id, message.case_id, message.sender_id)
    return (kept.company_id, kept.case_id, kept.sender_id) == whose and (
        _body(kept.content) == _body(message.content)
    )


def _body(content: bytes) -> bytes:
    """What follows the headers: two copies of one mail differ in what servers wrote above it."""
    return content.replace(b"\r\n", b"\n").partition(b"\n\n")[2].strip()


def new_messages(session: Session, case_id: str) -> list[MessageRow]:
    """Answers the case hasn't read, oldest first."""
    return _of_case(session, case_id, "new")


def last_read(session: Session, case_id: str) -> MessageRow | None:
    """The message the case read last."""
    return session.scalar(
        select(MessageRow)
        .where(
            MessageRow.case_id == case_id,
            MessageRow.state == "read",
            MessageRow.request_id.is_(None),
        )
        .order_by(MessageRow.received_at.desc(), MessageRow.id.desc())
        .limit(1)
    )


def automatic_messages(session: Session, case_id: str) -> list[MessageRow]:
    """What machines answered: absences (`reading["absent_until"]`) and failures to deliver."""
    return _of_case(session, case_id, "ignored")


def _of_case(session: Session, case_id: str, state: str) -> list[MessageRow]:
    rows = session.scalars(
        select(MessageRow)
        .where(MessageRow.case_id == case_id, MessageRow.state == state)
        .order_by(MessageRow.received_at, MessageRow.id)
    )
    return list(rows)


def automatic_since(session: Session, case_id: str, since: datetime) -> int:
    """How many automatic mails the case got since then."""
    counted = session.scalar(
        select(func.count())
        .select_from(MessageRow)
        .where(
            MessageRow.case_id == case_id,
            MessageRow.state == "ignored",
            MessageRow.received_at >= since,
        )
    )
    return counted or 0


def mark_read(session: Session, message_id: int, reading: dict[str, Any]) -> None:
    """The case has read the message (by its row's id) and took this from it."""
    session.execute(
        update(MessageRow)
        .where(MessageRow.id == message_id, MessageRow.state.in_(("new", "read")))
        .values(state="read", reading=reading)
    )
