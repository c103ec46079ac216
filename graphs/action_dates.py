"""Dates of an action that move: the original always stays on record."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gates.action import ActionState
from graphs.reminding import DAY_ENDS
from planning.calendar_weeks import working_day_after
from planning.directory import read_company
from store import actions, cycles, people
from store.actions import NewUpdate
from store.people import Addressee
from store.tables.actions import ActionRow


def working_day_later(
    session: Session, company_id: int, who: Addressee, at: datetime, *, days: int
) -> date:
    """Some working days of the company after today, where the person is."""
    company = read_company(cycles.company_files(session, company_id))
    today = at.astimezone(ZoneInfo(who.timezone)).date()
    return working_day_after(today, days, company.closed_days)


def give_a_day(session: Session, action: ActionRow, at: datetime) -> None:
    """What it waited for was late: nobody is asked for what was due before they were asked."""
    if action.state != ActionState.WAITING or action.due_at > at:
        return
    owner = people.by_id(session, action.owner_id)
    day = working_day_later(session, action.company_id, owner, at, days=1)
    action.due_at = datetime.combine(day, DAY_ENDS, ZoneInfo(owner.timezone))
    said = f"What it waited for was late: due {day.isoformat()}."
    actions.note(session, action, NewUpdate(kind="date_moved", text=said, at=at))
