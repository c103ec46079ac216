"""What is still owed about an input, read from our tables: the first that is so leads on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gates.playbook import Playbook
from graphs import input_escalating, input_letters
from graphs.clarifying import clarity_owed
from graphs.input_stand_in import answers_for
from graphs.own_calendar import OwnCalendar
from graphs.reminding import patience_ends, reminders_due
from store import baselines, effects, messages, people, submissions
from store.tables.cycles import CaseRow
from store.tables.inputs import InputRequestRow

OWED = frozenset({"asked", "received", "sent_back"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An input as a look finds it."""

    session: Session
    case: CaseRow
    asked: InputRequestRow
    book: Playbook
    at: datetime


def is_over(found: Found) -> bool:
    return baselines.frozen(found.session, found.asked.cycle_id) is not None


def is_unasked(found: Found) -> bool:
    """The owner, or who stands in for them by now, has no letter yet."""
    owner = answers_for(found.session, found.asked, found.at)
    key = input_letters.asked_key(found.case.id, owner.key)
    return not effects.is_held(found.session, found.case.company_id, key)


def was_unclear(found: Found) -> bool:
    return clarity_owed(found.session, found.case)


def is_wrong(found: Found) -> bool:
    latest = submissions.latest_submission(found.session, found.asked.id)
    if latest is None or latest.state != "received":
        return False
    return submissions.blocked(found.session, latest.id)


def was_answered(found: Found) -> bool:
    return bool(messages.new_messages(found.session, found.case.id))


def stands(found: Found) -> bool:
    """Nothing blocks the latest version, or what did was waived by somebody."""
    latest = submissions.latest_submission(found.session, found.asked.id)
    if latest is None or latest.state not in {"received", "sent_back"}:
        return False
    return not submissions.blocked(found.session, latest.id)


def was_decided(found: Found) -> bool:
    return input_escalating.decided(found.session, found.case, found.asked)


def needs_a_person(found: Found) -> bool:
    late = found.at >= patience_ends(found.asked.due_at, found.book.inputs)
    return found.asked.state in OWED and late


def needs_reminding(found: Found) -> bool:
    own = OwnCalendar(people.by_id(found.session, found.asked.owner_id).timezone)
    due = reminders_due(found.asked.due_at, found.book.inputs, found.at, own)
    return found.asked.state in OWED and found.asked.reminders < due


STEPS: tuple[tuple[Callable[[Found], bool], str], ...] = (
    (is_over, "finish"),
    (is_unasked, "ask"),
    (was_unclear, "clarify"),
    (is_wrong, "send_back"),
    (stands, "accept"),
    (was_answered, "read"),
    (was_decided, "settle"),
    (needs_a_person, "escalate"),
    (needs_reminding, "remind"),
)
"""The first that is so leads on; when none is, the case waits."""
