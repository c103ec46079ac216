"""Saying how far long work is: to whoever watches, or to nobody."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial

from planning.scenario import Scenario


class Stage(StrEnum):
    SHORT = "short"
    """Planning what was agreed, and finding what is short."""
    OPTION = "option"
    """Solving the options, one after the other."""
    SEARCH = "search"
    """Trying other settings of the levers; ends sooner where nothing is better."""
    RANGE = "range"
    """What breaks each option, and how it may turn out."""


Tell = Callable[[str, str, int, int], None]
"""A stage, what of it is begun, how many are done, of how many."""


def to_nobody(_stage: str, _what: str, _done: int, _of: int) -> None:
    """Nobody watches."""


def followed(tell: Tell) -> Callable[[Sequence[Scenario]], Iterable[Scenario]]:
    """Hands scenarios on one by one, and tells which one is begun."""
    return partial(_followed, tell)


def _followed(tell: Tell, scenarios: Sequence[Scenario]) -> Iterator[Scenario]:
    for done, scenario in enumerate(scenarios):
        tell(Stage.OPTION, scenario.name, done, len(scenarios))
        yield scenario
