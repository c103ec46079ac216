"""Timers of an action, by its owner's own calendar: reminders, and when a person is asked."""

from datetime import datetime

from sqlalchemy.orm import Session

from graphs.own_calendar import OwnCalendar
from graphs.reminding import patience_ends, reminders_due, set_timers
from store import cases, cycles, people
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow


def own_calendar(session: Session, action: ActionRow) -> OwnCalendar:
    return OwnCalendar(people.by_id(session, action.owner_id).timezone)


def start_timers(session: Session, action: ActionRow, at: datetime) -> None:
    """For the day it is due now; what lies in the first half of the time counts as given."""
    case = session.get_one(CaseRow, cycles.action_case(action.id))
    own, cadence = own_calendar(session, action), cycles.playbook_of(session, case).actions
    action.reminders = set_timers(session, case, action.due_at, cadence, at, own)
    ends = patience_ends(action.due_at, cadence, own)
    key = f"patience/{action.due_at:%Y-%m-%dT%H:%M}/works"
    cases.add_wait(session, case=case, key=key, due_at=ends)


def reminders_owed(session: Session, action: ActionRow, at: datetime) -> int:
    """How many reminders of its day should have been given by now."""
    case = session.get_one(CaseRow, cycles.action_case(action.id))
    cadence = cycles.playbook_of(session, case).actions
    return reminders_due(action.due_at, cadence, at, own_calendar(session, action))
