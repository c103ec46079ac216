"""When somebody who owes an answer is reminded, and when somebody else is asked instead."""

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from gates.cadence import Cadence
from graphs.own_calendar import OwnCalendar
from store import cases
from store.tables.cycles import CaseRow

DAY_ENDS = time(17)
"""Where they are: until then a day's work is on time."""


def reminder_times(
    due_at: datetime, cadence: Cadence, own: OwnCalendar | None = None
) -> list[datetime]:
    """The last reminder comes at the deadline or as long before it as the cadence says, the others
    so many hours apart before it.

    By their reader's own calendar, what would come on a free day or in quiet hours comes earlier.
    """
    step = timedelta(hours=cadence.reminder_hours)
    last = due_at - timedelta(hours=cadence.last_hours)
    wanted = (last - step * before for before in reversed(range(cadence.reminders_max)))
    return sorted(own.latest_by(moment) for moment in wanted) if own else list(wanted)


def reminders_due(
    due_at: datetime, cadence: Cadence, at: datetime, own: OwnCalendar | None = None
) -> int:
    """How many reminders should have been given by now."""
    return sum(moment <= at for moment in reminder_times(due_at, cadence, own))


def patience_ends(due_at: datetime, cadence: Cadence, own: OwnCalendar | None = None) -> datetime:
    """When a person is asked how to go on; by the owner's calendar not before they work again."""
    ends = due_at + timedelta(hours=cadence.grace_hours)
    return own.earliest_from(ends) if own else ends


def set_timers(
    session: Session,
    case: CaseRow,
    due_at: datetime,
    cadence: Cadence,
    at: datetime,
    own: OwnCalendar | None = None,
) -> int:
    """Ring the case at each reminder and when patience ends; says how many count as given.

    In the first half of the time nobody is reminded of what they were just asked for. The same
    deadline twice sets the same timers.
    """
    due = f"{due_at:%Y-%m-%dT%H:%M}"
    soonest = at + (due_at - at) / 2
    for number, moment in enumerate(reminder_times(due_at, cadence, own), start=1):
        if moment > soonest:
            cases.add_wait(session, case=case, key=f"reminder/{due}/{number}", due_at=moment)
    ends = patience_ends(due_at, cadence)
    cases.add_wait(session, case=case, key=f"patience/{due}", due_at=ends)
    return reminders_due(due_at, cadence, soonest, own)
