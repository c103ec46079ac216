"""Which actions are critical: how far each may slip before the last one moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An action by its key, with the keys it waits for."""

    key: str
    decided: date
    due: date
    after: tuple[str, ...]


def chained(actions: Sequence[Dated]) -> list[Dated]:
    """Those that wait for another or are waited for. What stands alone moves nobody."""
    waited_for = {key for one in actions for key in one.after}
    return [one for one in actions if one.after or one.key in waited_for]


def starts(actions: Sequence[Dated]) -> dict[str, date]:
    """An action starts when the last one it waits for is due, else when it was decided."""
    due = {action.key: action.due for action in actions}
    return {
        action.key: min(
            action.due,
            max([due[key] for key in action.after if key in due], default=action.decided),
        )
        for action in actions
    }


def slack_days(actions: Sequence[Dated]) -> dict[str, int | None]:
    """The critical-path method's backward pass over the due dates; None for what stands alone.

    >>> order = Dated(key="o", decided=date(2026, 11, 5), due=date(2026, 11, 6), after=())
    >>> build = Dated(key="b", decided=date(2026, 11, 5), due=date(2026, 12, 4), after=("o",))
    >>> store = Dated(key="s", decided=date(2026, 11, 5), due=date(2026, 11, 9), after=())
    >>> slack_days([order, build, store])
    {'b': 0, 's': None, 'o': 0}
    """
    if not actions:
        return {}
    begun, end = starts(actions), max(action.due for action in actions)
    followers = _followers(actions)
    slack: dict[str, int | None] = {}
    for action in sorted(actions, key=lambda one: one.due, reverse=True):
        alone = not action.after and not followers[action.key]
        later = [
            (begun[other.key] - action.due).days + (slack.get(other.key) or 0)
            for other in followers[action.key]
        ]
        slack[action.key] = None if alone else max(min(later, default=(end - action.due).days), 0)
    return slack


def _followers(actions: Sequence[Dated]) -> Mapping[str, Sequence[Dated]]:
    return {
        action.key: [other for other in actions if action.key in other.after] for action in actions
    }
