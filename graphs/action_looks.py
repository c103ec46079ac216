"""What is still owed about an action, read from our tables: the first that is so leads on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gates.action import OPEN, ActionState
from gates.playbook import Playbook
from graphs import action_escalating, action_letters, action_offering, action_splitting
from graphs.action_timers import is_late, reminders_owed
from graphs.clarifying import clarity_owed
from store import actions, effects, looks, messages, offers, people
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An action as a look finds it."""

    session: Session
    case: CaseRow
    action: ActionRow
    book: Playbook
    at: datetime


def is_over(found: Found) -> bool:
    return ActionState(found.action.state) not in OPEN


def is_suspended(found: Found) -> bool:
    """What made it is being looked at again: nobody is asked or chased meanwhile."""
    return looks.is_suspended(found.session, found.action.request_id)


def may_start(found: Found) -> bool:
    waiting = found.action.state == ActionState.WAITING
    its_turn = waiting and actions.may_begin(found.session, found.action)
    return its_turn and not is_suspended(found)


def still_waits(found: Found) -> bool:
    return found.action.state == ActionState.WAITING


def is_unasked(found: Found) -> bool:
    """The owner, whoever that is by now, has no letter yet."""
    owner = people.by_id(found.session, found.action.owner_id)
    key = action_letters.assigned_key(found.case.id, owner.key)
    return not effects.is_held(found.session, found.case.company_id, key)


def is_proven(found: Found) -> bool:
    return found.action.evidence is not None


def was_split(found: Found) -> bool:
    """Its parts are being worked on: they are chased, the whole isn't."""
    return action_splitting.is_split(found.session, found.action)


def parts_are_done(found: Found) -> bool:
    return action_splitting.are_done(found.session, found.action)


def offer_is_moot(found: Found) -> bool:
    """Over, proven or split while somebody is still asked to take it over."""
    ended = is_over(found) or is_proven(found) or was_split(found)
    return ended and offers.open_offer(found.session, found.action.id) is not None


def offer_is_unasked(found: Found) -> bool:
    return action_offering.is_unasked(found.session, found.case, found.action)


def offer_ran_out(found: Found) -> bool:
    row = offers.open_offer(found.session, found.action.id)
    return row is not None and row.due_at <= found.at


def offer_is_untold(found: Found) -> bool:
    return action_offering.to_tell(found.session, found.case, found.action) is not None


def was_unclear(found: Found) -> bool:
    return clarity_owed(found.session, found.case)


def was_answered(found: Found) -> bool:
    return bool(messages.new_messages(found.session, found.case.id))


def was_decided(found: Found) -> bool:
    return action_escalating.decided(found.session, found.case, found.action)


def needs_a_person(found: Found) -> bool:
    late = is_late(found.session, found.action, found.at)
    stuck = found.action.state == ActionState.BLOCKED or late
    return stuck and action_escalating.may_ask(found.session, found.case, found.action)


def needs_reminding(found: Found) -> bool:
    return found.action.reminders < reminders_owed(found.session, found.action, found.at)


STEPS: tuple[tuple[Callable[[Found], bool], str], ...] = (
    (offer_is_moot, "unask"),
    (is_over, "finish"),
    (may_start, "assign"),
    (still_waits, "wait"),
    (is_proven, "close"),
    (parts_are_done, "join"),
    (was_unclear, "clarify"),
    (was_answered, "read"),
    (offer_ran_out, "lapse"),
    (offer_is_untold, "tell_giver"),
    (was_split, "wait"),
    (is_unasked, "assign"),
    (offer_is_unasked, "offer"),
    (was_decided, "settle"),
    (is_suspended, "wait"),
    (needs_a_person, "escalate"),
    (needs_reminding, "remind"),
)
"""The first that is so leads on; when none is, the case waits."""
