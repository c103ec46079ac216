"""What an owner answered about an action: evidence, a new date, a refusal, or not enough."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from langgraph.runtime import Runtime
from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from agents.reading_values import Asked, Colleague, Intent, Reading, ReplyContext, Verdict
from gates.action import ActionState
from gates.canonical import sha256
from gates.evidence import DoneWhen, Evidence, EvidenceKind, is_done, plain_evidence
from graphs.action_facts import ActionFacts, action_facts
from graphs.case_state import CaseState
from graphs.clarifying import CLARIFY
from graphs.reminding import DAY_ENDS, set_timers
from graphs.tools import Tools
from mail.incoming import Incoming, read_mail
from store import actions, cycles, messages, people
from store.actions import NewUpdate
from store.people import Addressee
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow
from store.tables.effects import MessageRow

_READINGS = TypeAdapter(Reading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One message, read: what it says and, where there is some, the evidence in it."""

    message: MessageRow
    reading: Reading
    evidence: Evidence | None
    at: datetime


def read(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Take the oldest unread message. Language is asked outside the transaction."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        facts = action_facts(session, state)
        waiting = messages.new_messages(session, state["case_id"])
        everyone = people.everyone(session, state["company_id"])
    if not waiting:
        return {}
    answer = _understood(tools, facts, waiting[0], everyone)
    with tools.sessions(state["company_id"]) as session:
        action = session.get_one(ActionRow, facts.action_id)
        case = session.get_one(CaseRow, state["case_id"])
        short = _taken(session, case, action, facts, answer)
        kept: dict[str, Any] = _READINGS.dump_python(answer.reading, mode="json")
        owed = {"why": short, "leads": CLARIFY} if short else {"leads": "taken"}
        messages.mark_read(session, answer.message.id, kept | owed)
    tools.reached("action.read")
    return {}


def _understood(
    tools: Tools, facts: ActionFacts, message: MessageRow, everyone: tuple[Addressee, ...]
) -> Answer:
    mail = read_mail(message.content)
    zone = ZoneInfo(facts.owner.timezone)
    at = message.received_at.astimezone(zone)
    wanted = facts.done_when
    reading = tools.language().read_reply(
        ReplyContext(
            text=mail.text,
            now=at,
            asked=Asked.NUMBER if wanted.kind is EvidenceKind.SIGNED_NUMBER else Asked.ACTION,
            expected_quantity=wanted.at_least,
            sender_key=facts.owner.key,
            people=tuple(Colleague(key=who.key, name=who.name) for who in everyone),
            names=tuple({word for who in everyone for word in who.name.split()}),
        )
    )
    evidence = _evidence(wanted, facts, message, mail, reading)
    return Answer(message=message, reading=reading, evidence=evidence, at=at)


def _evidence(
    wanted: DoneWhen, facts: ActionFacts, message: MessageRow, mail: Incoming, reading: Reading
) -> Evidence | None:
    """What the message proves, of the kind that is wanted. Doubtful words prove nothing."""
    source = f"message:{message.id}"
    found = Evidence(kind=wanted.kind, by_person=facts.owner.key, source=source)
    if wanted.kind is EvidenceKind.FILE:
        files = [sha256(one.content) for one in mail.attachments if one.content]
        return replace(found, sha256=files[0]) if files else None
    if reading.verdict is not Verdict.ACCEPT:
        return None
    says_so = reading.intent in {Intent.CONFIRMS_DONE, Intent.PROVIDES_VALUE, Intent.PARTIAL}
    if wanted.kind is EvidenceKind.STATEMENT:
        return found if reading.intent is Intent.CONFIRMS_DONE else None
    if says_so and reading.quantity is not None:
        return replace(found, quantity=reading.quantity, by=reading.date)
    return None


def _taken(
    session: Session, case: CaseRow, action: ActionRow, facts: ActionFacts, answer: Answer
) -> str:
    """Let the answer take effect on the action; says why it falls short, if it does."""
    _remember(session, action, facts, answer)
    if answer.evidence is not None:
        return _proven(action, facts, answer.evidence)
    reading = answer.reading
    if reading.intent is Intent.OUT_OF_OFFICE:
        return ""
    if reading.verdict is not Verdict.ACCEPT:
        return reading.why
    return _said(session, case, action, facts, answer)


def _proven(action: ActionRow, facts: ActionFacts, evidence: Evidence) -> str:
    verdict = is_done(facts.done_when, evidence)
    if verdict.done:
        action.evidence = plain_evidence(evidence)
        return ""
    actions.set_state(action, ActionState.IN_PROGRESS)
    return verdict.why


def _said(
    session: Session, case: CaseRow, action: ActionRow, facts: ActionFacts, answer: Answer
) -> str:
    """What an accepted answer without evidence does."""
    reading = answer.reading
    if reading.intent is Intent.PROPOSES_DATE and reading.date is not None:
        return _move_date(session, case, action, facts, reading.date, answer.at)
    if reading.intent is Intent.DELEGATES and reading.person_key is not None:
        return _hand_over(session, action, reading.person_key, answer.at)
    if reading.intent is Intent.DECLINES:
        actions.set_state(action, ActionState.BLOCKED)
        return ""
    return f"it doesn't show {facts.done_when.says}"


def _remember(session: Session, action: ActionRow, facts: ActionFacts, answer: Answer) -> None:
    actions.note(
        session,
        action,
        NewUpdate(
            kind="answered",
            text=answer.message.text[:500],
            at=answer.message.received_at,
            person_id=facts.owner.person_id,
            message_id=answer.message.id,
        ),
    )


def _move_date(
    session: Session,
    case: CaseRow,
    action: ActionRow,
    facts: ActionFacts,
    to: date,
    at: datetime,
) -> str:
    """A new date from its owner; the original stays on record. One in the past is none."""
    due_at = datetime.combine(to, DAY_ENDS, ZoneInfo(facts.owner.timezone))
    if due_at <= at:
        return f"{to.isoformat()} is past"
    action.due_at = due_at
    actions.set_state(action, ActionState.IN_PROGRESS)
    cadence = cycles.playbook_of(session, case).actions
    action.reminders = set_timers(session, case, due_at, cadence, at)
    said = f"New date from {facts.owner.name}: {to.isoformat()}."
    actions.note(session, action, NewUpdate(kind="date_moved", text=said, at=at))
    return ""


def _hand_over(session: Session, action: ActionRow, to: str, at: datetime) -> str:
    """The action goes to a colleague of the directory, who is asked in turn."""
    receiver = people.by_key(session, action.company_id, to)
    action.owner_id = receiver.person_id
    said = f"Handed over to {receiver.name}."
    actions.note(session, action, NewUpdate(kind="handed_over", text=said, at=at))
    return ""
