"""How far an action may slip before the last one of its chain moves, and its cadence by that."""

from datetime import UTC

from sqlalchemy.orm import Session

from gates.action import OPEN, ActionState
from gates.cadence import Cadence
from gates.playbook import Playbook
from gates.risk import chased
from planning.critical_path import Dated, chained, slack_days
from store import actions
from store.tables.actions import ActionRow


def slack_of(session: Session, action: ActionRow) -> int | None:
    """In days, among what is open in its cycle as it is dated now; None for what stands alone."""
    return slack_days(_chain(session, action)).get(action.key)


def stands_alone(session: Session, action: ActionRow) -> bool:
    return all(one.key != action.key for one in _chain(session, action))


def _chain(session: Session, action: ActionRow) -> list[Dated]:
    return chained(
        [
            Dated(
                key=one.key,
                decided=one.due_at.astimezone(UTC).date(),
                due=one.due_at.astimezone(UTC).date(),
                after=tuple(str(key) for key in one.depends_on),
            )
            for one in actions.of_cycle(session, action.cycle_id)
            if ActionState(one.state) in OPEN
        ]
    )


def chased_with(book: Playbook, action: ActionRow, slack: int | None) -> Cadence:
    """The cadence of the action with so much slack."""
    since = action.timed_from or action.due_at
    return chased(book.actions, book.risk, slack, since=since, due_at=action.due_at)


def cadences(book: Playbook, action: ActionRow) -> tuple[Cadence, ...]:
    """All that may come to hold for what is in a chain: others are done, and dates move."""
    return tuple(
        dict.fromkeys(
            chased_with(book, action, slack) for slack in (None, *range(book.risk.slack_days + 1))
        )
    )
