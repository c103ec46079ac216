"""The life of an action: which state may follow which."""

from enum import StrEnum
from types import MappingProxyType

from gates.errors import MoveNotAllowed


class ActionState(StrEnum):
    WAITING = "waiting"
    """What it depends on isn't done; its owner hasn't been asked."""
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    DONE = "done"
    CANCELLED = "cancelled"
    CARRIED = "carried"
    """The cycle closed with it open; it goes on in the next."""


OPEN = frozenset(
    {ActionState.WAITING, ActionState.ASSIGNED, ActionState.IN_PROGRESS, ActionState.BLOCKED}
)
_ENDINGS = frozenset({ActionState.DONE, ActionState.CANCELLED, ActionState.CARRIED})

MOVES = MappingProxyType(
    {
        ActionState.WAITING: _ENDINGS - {ActionState.DONE} | {ActionState.ASSIGNED},
        ActionState.ASSIGNED: _ENDINGS | {ActionState.IN_PROGRESS, ActionState.BLOCKED},
        ActionState.IN_PROGRESS: _ENDINGS | {ActionState.BLOCKED},
        ActionState.BLOCKED: _ENDINGS | {ActionState.IN_PROGRESS},
        ActionState.DONE: frozenset[ActionState](),
        ActionState.CANCELLED: frozenset[ActionState](),
        ActionState.CARRIED: frozenset[ActionState](),
    }
)


def move(now: ActionState, to: ActionState) -> ActionState:
    """The new state. Raises `MoveNotAllowed` when it can't follow the present one."""
    if to not in MOVES[now]:
        raise MoveNotAllowed(f"An action that is {now.value} can't become {to.value}.")
    return to
