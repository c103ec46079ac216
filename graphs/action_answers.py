"""What an answer does to its action: closes it, moves it, hands it over, or falls short."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from agents.reading_values import Reading, Verdict
from agents.replies.splits import SplitSaid
from agents.replies.values import AnswerIntent
from gates.action import ActionState
from gates.evidence import Evidence, EvidenceKind, is_done, plain_evidence
from graphs.action_facts import ActionFacts
from graphs.action_offers import offer
from graphs.action_split_by_mail import split_as_said
from graphs.action_splitting import is_split
from graphs.action_timers import start_timers
from graphs.reminding import DAY_ENDS
from graphs.tools import Tools
from planning import written
from store import actions, people
from store.actions import NewUpdate
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow
from store.tables.effects import MessageRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One message, read: what it says and, where there is some, the evidence in it."""

    message: MessageRow
    reading: Reading
    evidence: Evidence | None
    at: datetime
    beside: dict[str, Any]
    """What is kept with its reading."""
    split: SplitSaid | None = None
    """The parts it is to be split into, where it speaks of that."""
    taken_on: bool = False
    """A promise to do it, which proves nothing."""


def take(
    tools: Tools,
    session: Session,
    case: CaseRow,
    action: ActionRow,
    facts: ActionFacts,
    answer: Answer,
) -> str:
    """Let the answer take effect on the action; says why it falls short, if it does."""
    _remember(session, action, facts, answer)
    if is_split(session, action):
        return "it has been split; each part is answered for by itself"
    if answer.split is not None or answer.taken_on:
        return _at_once(tools, session, action, facts, answer)
    if answer.evidence is not None:
        return _proven(action, facts, answer)
    reading = answer.reading
    if reading.intent is AnswerIntent.OUT_OF_OFFICE:
        return ""
    if reading.verdict is not Verdict.ACCEPT:
        return reading.why
    return _said(session, case, action, facts, answer)


def _at_once(
    tools: Tools, session: Session, action: ActionRow, facts: ActionFacts, answer: Answer
) -> str:
    """Split, or taken on: neither proves anything."""
    if answer.split is not None:
        return split_as_said(tools, session, action, answer.split, answer.message)
    actions.set_state(action, ActionState.IN_PROGRESS)
    said = NewUpdate(kind="accepted", text=f"{facts.owner.name} is at work on it.", at=answer.at)
    actions.note(session, action, said)
    return ""


def _proven(action: ActionRow, facts: ActionFacts, answer: Answer) -> str:
    """Enough closes the action. A part of it is no word against the whole, so it isn't kept."""
    assert answer.evidence is not None
    verdict = is_done(facts.done_when, answer.evidence)
    if verdict.done or answer.reading.intent is not AnswerIntent.PARTIAL:
        action.last_evidence = plain_evidence(answer.evidence)
        action.last_evidence_at = answer.message.received_at
    if verdict.done:
        action.evidence = plain_evidence(answer.evidence)
        return ""
    actions.set_state(action, ActionState.IN_PROGRESS)
    return verdict.why


def _said(
    session: Session, case: CaseRow, action: ActionRow, facts: ActionFacts, answer: Answer
) -> str:
    """What an accepted answer without evidence does."""
    reading = answer.reading
    if reading.intent is AnswerIntent.DELEGATES and reading.person_key is not None:
        return _hand_over(session, action, reading.person_key, reading.reason, answer.at)
    other_day = reading.intent is AnswerIntent.DECLINES or _promised(facts, reading)
    if other_day and reading.date is not None:
        return _move_date(session, case, action, facts, reading.date, answer.at)
    if reading.intent is AnswerIntent.DECLINES:
        actions.set_state(action, ActionState.BLOCKED)
        return ""
    return f"it doesn't show {facts.done_when.says}"


def _promised(facts: ActionFacts, reading: Reading) -> bool:
    """Said to be done on a day to come, where no number has to be shown."""
    bare = facts.done_when.kind in {EvidenceKind.STATEMENT, EvidenceKind.FILE}
    return bare and reading.intent is AnswerIntent.CONFIRMS_DONE


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
        return f"{written.day(to)} is past"
    action.due_at = due_at
    actions.set_state(action, ActionState.IN_PROGRESS)
    start_timers(session, action, at)
    said = f"{facts.owner.name} moved it to {written.day(to)}."
    actions.note(session, action, NewUpdate(kind="date_moved", text=said, at=at))
    return ""


def _hand_over(
    session: Session, action: ActionRow, to: str, reason: str | None, at: datetime
) -> str:
    """A colleague of the directory is asked; it is theirs only with their yes."""
    receiver = people.by_key(session, action.company_id, to)
    if receiver.person_id == action.owner_id:
        return f"it is {receiver.name}’s already"
    asked = offer(session, action, receiver, reason=reason or "", at=at)
    return "" if asked else "somebody has been asked already to take it over"
