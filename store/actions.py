"""Actions: made by a decision, moved along their life, closed by evidence, carried over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gates.action import OPEN, ActionState, move
from store.tables.actions import ActionRow, ActionUpdateRow

FINISHED = ("done", "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """An action as a decision makes it. `key` makes making it twice harmless."""

    cycle_id: int
    request_id: UUID | None
    key: str
    title: str
    deliverable: str
    owner_id: int
    depends_on: tuple[str, ...]
    done_when: dict[str, Any]
    due_at: datetime
    part_of: int | None = None
    """The action it is a part of."""


def make(session: Session, company_id: int, new: NewAction) -> int:
    """Add the action unless it exists; returns its id. It waits until its turn comes."""
    session.execute(
        insert(ActionRow)
        .values(
            company_id=company_id,
            cycle_id=new.cycle_id,
            request_id=new.request_id,
            key=new.key,
            title=new.title,
            deliverable=new.deliverable,
            owner_id=new.owner_id,
            depends_on=list(new.depends_on),
            done_when=new.done_when,
            due_at=new.due_at,
            original_due_at=new.due_at,
            state=ActionState.WAITING.value,
            reminders=0,
            escalations=0,
            part_of=new.part_of,
        )
        .on_conflict_do_nothing()
    )
    return session.scalars(
        select(ActionRow.id).where(ActionRow.cycle_id == new.cycle_id, ActionRow.key == new.key)
    ).one()


def locked(session: Session, company_id: int, action_id: int) -> ActionRow | None:
    """One action of the company, for whoever changes it; others wait."""
    return session.scalar(
        select(ActionRow)
        .where(ActionRow.company_id == company_id, ActionRow.id == action_id)
        .with_for_update()
    )


def of_cycle(session: Session, cycle_id: int) -> Sequence[ActionRow]:
    return session.scalars(
        select(ActionRow).where(ActionRow.cycle_id == cycle_id).order_by(ActionRow.id)
    ).all()


def parts_of(session: Session, action_id: int) -> Sequence[ActionRow]:
    return session.scalars(
        select(ActionRow).where(ActionRow.part_of == action_id).order_by(ActionRow.id)
    ).all()


def still_open(session: Session, cycle_id: int) -> int:
    return (
        session.scalar(
            select(func.count())
            .select_from(ActionRow)
            .where(ActionRow.cycle_id == cycle_id, ActionRow.state.in_([s.value for s in OPEN]))
        )
        or 0
    )


def may_begin(session: Session, action: ActionRow) -> bool:
    """Whether everything the action depends on is done or was called off."""
    if not action.depends_on:
        return True
    ready = session.scalar(
        select(func.count())
        .select_from(ActionRow)
        .where(
            ActionRow.cycle_id == action.cycle_id,
            ActionRow.key.in_(action.depends_on),
            ActionRow.state.in_(FINISHED),
        )
    )
    return ready == len(action.depends_on)


def waiting_for(session: Session, action: ActionRow) -> list[ActionRow]:
    """The open actions of the cycle that wait for this one."""
    return [
        other
        for other in of_cycle(session, action.cycle_id)
        if action.key in other.depends_on and ActionState(other.state) in OPEN
    ]


def begins_without(session: Session, action: ActionRow) -> list[ActionRow]:
    """Those of them that wait for nothing else, so that they begin when it is called off."""
    finished = {
        other.key
        for other in of_cycle(session, action.cycle_id)
        if ActionState(other.state).value in FINISHED
    }
    return [
        other
        for other in waiting_for(session, action)
        if set(other.depends_on) <= finished | {action.key}
    ]


def set_state(action: ActionRow, to: ActionState) -> None:
    """Move the action along its life; the same state again changes nothing."""
    if action.state != to.value:
        action.state = move(ActionState(action.state), to).value


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUpdate:
    """Something that happened to an action, for its history."""

    kind: str
    text: str
    at: datetime
    person_id: int | None = None
    message_id: int | None = None


def note(session: Session, action: ActionRow, update: NewUpdate) -> None:
    session.add(
        ActionUpdateRow(
            company_id=action.company_id,
            action_id=action.id,
            person_id=update.person_id,
            kind=update.kind,
            text=update.text,
            message_id=update.message_id,
            at=update.at,
        )
    )
    session.flush()


def history(session: Session, action_id: int) -> Sequence[ActionUpdateRow]:
    """Oldest first."""
    return session.scalars(
        select(ActionUpdateRow)
        .where(ActionUpdateRow.action_id == action_id)
        .order_by(ActionUpdateRow.at, ActionUpdateRow.id)
    ).all()


def owned(
    session: Session, company_id: int, owner_id: int, states: Sequence[ActionState]
) -> Sequence[ActionRow]:
    """A person's actions in some states, soonest due first, held until the transaction ends."""
    return session.scalars(
        select(ActionRow)
        .where(
            ActionRow.company_id == company_id,
            ActionRow.owner_id == owner_id,
            ActionRow.state.in_([state.value for state in states]),
        )
        .order_by(ActionRow.due_at, ActionRow.id)
        .with_for_update()
    ).all()


def carry_open(session: Session, cycle_id: int) -> int:
    """The cycle closes: what is still open goes on in the next. Says how many."""
    open_ones = [a for a in of_cycle(session, cycle_id) if ActionState(a.state) in OPEN]
    for action in open_ones:
        set_state(action, ActionState.CARRIED)
    return len(open_ones)


def open_of(session: Session, request_id: UUID) -> list[ActionRow]:
    """Actions a decision made that are still open."""
    rows = session.scalars(
        select(ActionRow).where(ActionRow.request_id == request_id).order_by(ActionRow.id)
    )
    return [row for row in rows if ActionState(row.state) in OPEN]


def call_off(session: Session, request_id: UUID, update: NewUpdate) -> list[ActionRow]:
    """The decision fell: what it made and is still open ends. Hands over what was called off.

    Its actions give up their keys, so that a later decision of the cycle can make its own.
    """
    called_off = open_of(session, request_id)
    for action in called_off:
        set_state(action, ActionState.CANCELLED)
        note(session, action, update)
    for action in session.scalars(select(ActionRow).where(ActionRow.request_id == request_id)):
        action.key = f"{request_id}/{action.key}"
        action.depends_on = [f"{request_id}/{key}" for key in action.depends_on]
    session.flush()
    return called_off


def carried_from(session: Session, cycle_id: int) -> Sequence[ActionRow]:
    """Actions an earlier cycle left open and that no later cycle has taken up."""
    return session.scalars(
        select(ActionRow)
        .where(
            ActionRow.cycle_id == cycle_id,
            ActionRow.state == ActionState.CARRIED.value,
            ActionRow.carried_to.is_(None),
        )
        .order_by(ActionRow.id)
    ).all()
