"""Timers of an action, by its slack and its owner's own calendar: reminders, and when others are
asked.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from gates.cadence import Cadence
from gates.playbook import Playbook
from graphs.action_slack import cadences, chased_with, slack_of, stands_alone
from graphs.own_calendar import OwnCalendar
from graphs.reminding import patience_ends, reminder_times, reminders_due
from store import cases, cycles, people
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow


def own_calendar(session: Session, action: ActionRow) -> OwnCalendar:
    return OwnCalendar(people.by_id(session, action.owner_id).timezone)


def start_timers(session: Session, action: ActionRow, at: datetime) -> None:
    """For the day it is due now; what lies in the first half of the time counts as given.

    The case is rung whenever something may be owed, however much slack there is by then: what is
    owed is worked out at each look.
    """
    case = session.get_one(CaseRow, cycles.action_case(action.id))
    book, own = cycles.playbook_of(session, case), own_calendar(session, action)
    action.timed_from = at
    alone = stands_alone(session, action)
    possible = (book.actions,) if alone else cadences(book, action)
    for cadence in possible:
        _ring(session, case, action, cadence, own)
    cadence = _cadence(session, action, book)
    action.reminders = reminders_due(action.due_at, cadence, _half(action), own)


def _ring(
    session: Session, case: CaseRow, action: ActionRow, cadence: Cadence, own: OwnCalendar
) -> None:
    due = f"{action.due_at:%Y-%m-%dT%H:%M}"
    for moment in reminder_times(action.due_at, cadence, own):
        if moment > _half(action):
            key = f"reminder/{due}/{moment:%Y-%m-%dT%H:%M}"
            cases.add_wait(session, case=case, key=key, due_at=moment)
    ends = patience_ends(action.due_at, cadence, own)
    key = f"patience/{due}/{ends:%Y-%m-%dT%H:%M}"
    cases.add_wait(session, case=case, key=key, due_at=ends)


def _half(action: ActionRow) -> datetime:
    since = action.timed_from or action.due_at
    return since + (action.due_at - since) / 2


def _cadence(session: Session, action: ActionRow, book: Playbook) -> Cadence:
    return chased_with(book, action, slack_of(session, action))


def _now(session: Session, action: ActionRow) -> Cadence:
    case = session.get_one(CaseRow, cycles.action_case(action.id))
    return _cadence(session, action, cycles.playbook_of(session, case))


def reminders_owed(session: Session, action: ActionRow, at: datetime) -> int:
    """How many reminders of its day should have been given by now."""
    if action.timed_from is not None and at <= _half(action):
        return 0
    own = own_calendar(session, action)
    return reminders_due(action.due_at, _now(session, action), at, own)


def is_late(session: Session, action: ActionRow, at: datetime) -> bool:
    """Whether its day and the grace after it are over: a person is asked how to go on."""
    own = own_calendar(session, action)
    return at >= patience_ends(action.due_at, _now(session, action), own)
