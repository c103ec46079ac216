"""A person says what a reply means: it settles the case, and is kept as an example with a name."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from agents.replies.case import day_meant
from agents.replies.values import AnswerIntent
from gates.chain import Channel
from gates.errors import NobodyByThatName, Refusal
from gates.people import Role, person
from runtime.late_mail import take_as_read
from runtime.office import Office
from store import ledger, replies
from store.ledger import Occasion
from store.people import everyone, person_by_key
from store.tables.effects import MessageRow
from store.tables.people import PersonRow

MAY_READ = frozenset({Role.SOP_LEAD})
_NEEDS_NUMBER = {AnswerIntent.PROVIDES_VALUE, AnswerIntent.PARTIAL}


class MayNotRead(Refusal):
    """Only the S&OP lead can say what a reply means."""


class ReplyIsSettled(Refusal):
    """What this reply means has been settled already."""


class ReadingIncomplete(Refusal):
    """A value or a part needs its number, and a handing over needs the person."""


class NotThere(LookupError):
    """There is no such reply in this company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What a reply says. `when` is a week (2026-W31) or a day; `delegate` a person's key."""

    intent: AnswerIntent
    quantity: Decimal | None = None
    unit: str = ""
    when: str | None = None
    delegate: str | None = None
    reason: str = ""
    unchanged: bool = False
    """The numbers stay as last month."""


def correct_reading(
    office: Office, *, company_id: int, person_key: str, message_id: int, said: Corrected
) -> None:
    """Keep what the reply says, and let its case take it so. Raises a `Refusal` or `NotThere`."""
    with office.sessions(company_id) as session:
        who = person_by_key(session, company_id, person_key)
        row = replies.lock_reply(session, company_id, message_id)
        if row is None or row.reading is None:
            raise NotThere
        if Role(who.role) not in MAY_READ:
            raise MayNotRead
        if row.reading.get("leads") != replies.CLARIFY or replies.CORRECTED in row.reading:
            raise ReplyIsSettled
        names = {one.key: one.name for one in everyone(session, company_id)}
        _check(said, names)
        _keep(office, session, row, who, said, names)


def _check(said: Corrected, names: dict[str, str]) -> None:
    if said.delegate is not None and said.delegate not in names:
        raise NobodyByThatName
    lacks_number = said.intent in _NEEDS_NUMBER and said.quantity is None and not said.unchanged
    if lacks_number or (said.intent is AnswerIntent.DELEGATES and said.delegate is None):
        raise ReadingIncomplete
    if said.when is not None:
        day_meant(said.when, said.intent)  # raises where it is neither week, day nor month


def _keep(
    office: Office,
    session: Session,
    row: MessageRow,
    who: PersonRow,
    said: Corrected,
    names: dict[str, str],
) -> None:
    """The correction beside the reading, the example, the ring and the history, at once."""
    assert row.reading is not None
    at = office.now()
    read, company_id = row.reading, who.company_id
    plain = _plain(said)
    row.reading = read | {replies.CORRECTED: plain | {"by": who.key, "by_name": who.name}}
    row.state = "new"
    replies.keep_example(
        session,
        company_id,
        replies.NewExample(
            message_id=row.id,
            person_id=who.id,
            asked=read["asked"],
            read={name: value for name, value in read.items() if name != "asked"},
            expected=_expected(said, read, names),
            made_at=at,
        ),
    )
    session.flush()
    if row.case_id is not None:
        take_as_read(office, session, row.case_id, row.id)
    ledger.append(
        session,
        Occasion(
            company_id=company_id, channel=Channel.WEB, case_id=row.case_id, brief_sha256=None
        ),
        at=at,
        kind="reply_read",
        actor=person(who.key, Role(who.role)),
        subject=f"message:{row.id}",
        facts=plain | {"was": str(read.get("intent", ""))},
    )


def _plain(said: Corrected) -> dict[str, Any]:
    return {
        "intent": said.intent.value,
        "quantity": None if said.quantity is None else str(said.quantity),
        "unit": said.unit or None,
        "when": said.when,
        "delegate": said.delegate,
        "reason": said.reason or None,
        "unchanged": said.unchanged,
    }


def _expected(said: Corrected, read: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """The label, in the names of the corpus; what the form doesn't ask stays as we read it."""
    same = read.get("intent") == said.intent.value
    return {
        "intent": said.intent.value,
        "quantity": None if said.quantity is None else str(said.quantity),
        "unit": said.unit or None,
        "when": said.when,
        "rest_when": read.get("rest_when") if same else None,
        "delegate": names[said.delegate] if said.delegate else None,
        "reference": read.get("reference") if same else None,
    }
