"""One letter a person: what else of theirs is to be reminded of now goes along."""

from datetime import datetime

from sqlalchemy.orm import Session

from gates.action import ActionState
from graphs.action_splitting import is_split
from graphs.action_timers import reminders_owed
from graphs.phrases import moment
from store import actions, looks, people
from store.actions import NewUpdate
from store.tables.actions import ActionRow

CHASED = (ActionState.ASSIGNED, ActionState.IN_PROGRESS)


def also_due(session: Session, action: ActionRow, at: datetime) -> list[ActionRow]:
    """Other actions of the same owner for which a reminder is owed, soonest first.

    What is proven, split or being looked at again isn't chased.
    """
    others = actions.owned(session, action.company_id, action.owner_id, CHASED)
    return [
        other
        for other in others
        if other.id != action.id
        and other.evidence is None
        and other.reminders < reminders_owed(session, other, at)
        and not is_split(session, other)
        and not looks.is_suspended(session, other.request_id)
    ]


def as_lines(session: Session, others: list[ActionRow]) -> tuple[str, ...]:
    zone = people.by_id(session, others[0].owner_id).timezone if others else "UTC"
    return tuple(f"{one.title}, {moment(one.due_at, zone)}" for one in others)


def count_along(session: Session, others: list[ActionRow], at: datetime) -> None:
    """They are reminded of with this letter, and not by one of their own."""
    for other in others:
        other.reminders = reminders_owed(session, other, at)
        name = people.by_id(session, other.owner_id).name
        said = f"{name} was reminded, in one letter with another action."
        actions.note(session, other, NewUpdate(kind="reminded", text=said, at=at))
