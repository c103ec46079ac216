"""Recorded mails to inputs and actions, and the newest input's letters: what words are tried on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from agents.reading_values import ReplyContext
from agents.wording import DraftRequest
from gates.letter_kinds import Kind
from graphs.action_facts import ActionFacts, action_facts
from graphs.action_words import action_context
from graphs.case_state import CaseState
from graphs.input_facts import InputFacts, input_facts
from graphs.input_words import forecast_context
from graphs.phrases import moment
from mail.incoming import Incoming, read_mail
from planning.directory import read_company
from store import people
from store.canaries import LIVED
from store.tables.cycles import CaseRow
from store.tables.effects import MessageRow

LETTERS = (
    (Kind.INPUT_REQUEST, 0),
    (Kind.INPUT_REMINDER, 0),
    (Kind.INPUT_REMINDER, 1),
    (Kind.INPUT_REMINDER, 3),
)
"""Of the letters about an input, those whose facts the input alone gives; with days of lateness."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A mail that came in, or a letter about one that is worded anew."""

    key: str
    """`mail/12`, `letter/input_reminder/3`."""
    label: str
    who: str
    """Who wrote the mail, or whom the letter is to."""
    about: str
    at: datetime
    text: str = ""
    """The mail, as it came."""
    reply: ReplyContext | None = None
    letter: DraftRequest | None = None


def mails(session: Session, company_id: int, most: int) -> Iterator[Recorded]:
    """The newest mails to inputs and actions that say something in words."""
    found = (
        select(MessageRow)
        .join(CaseRow, CaseRow.id == MessageRow.case_id)
        .where(MessageRow.company_id == company_id, CaseRow.kind.in_(LIVED))
        .order_by(MessageRow.id.desc())
        .limit(most)
    )
    for message in session.scalars(found):
        mail = read_mail(message.content)
        if not mail.attachments:
            yield _mail(session, message, mail)


def _mail(session: Session, message: MessageRow, mail: Incoming) -> Recorded:
    case = session.get_one(CaseRow, message.case_id)
    everyone = people.everyone(session, case.company_id)
    about: InputFacts | ActionFacts
    if case.kind == "follow_up":
        about, what = (action := action_facts(session, _state(case))), action.title
        at = message.received_at.astimezone(ZoneInfo(action.owner.timezone))
        context = action_context(action, mail, everyone, at)
    else:
        about, what = (asked := input_facts(session, _state(case))), asked.what
        at = message.received_at.astimezone(ZoneInfo(asked.owner.timezone))
        company = read_company(asked.files)
        context = forecast_context(company, asked, everyone, mail.text, at, mail.subject)
    return Recorded(
        key=f"mail/{message.id}",
        label=f"mail {message.id}",
        who=about.owner.name,
        about=what,
        at=message.received_at,
        text=mail.text,
        reply=context,
    )


def letters(session: Session, company_id: int) -> Iterator[Recorded]:
    """What the newest input's owner is written, on time and late."""
    newest = session.scalar(
        select(CaseRow.id)
        .where(CaseRow.company_id == company_id, CaseRow.kind == "input_request")
        .order_by(CaseRow.subject_id.desc())
        .limit(1)
    )
    if newest is None:
        return
    facts = input_facts(session, _state(session.get_one(CaseRow, newest)))
    owner = facts.owner
    plain = DraftRequest(
        kind=Kind.INPUT_REQUEST,
        to_name=owner.name,
        locale=owner.language,
        facts={
            "what": facts.what,
            "due": moment(facts.due_at, owner.timezone, owner.language),
            "holds_up": facts.holds_up,
            "escalates_to": facts.lead.name,
        },
    )
    for kind, late in LETTERS:
        words = kind.value.replace("_", " ")
        yield Recorded(
            key=f"letter/{kind.value}/{late}",
            label=f"{words}, {late} days late" if late else words,
            who=owner.name,
            about=facts.what,
            at=facts.due_at,
            letter=replace(plain, kind=kind, days_late=late),
        )


def _state(case: CaseRow) -> CaseState:
    return {"company_id": case.company_id, "case_id": case.id, "subject_id": case.subject_id}
