"""R81: a family outside everything that the other streams say."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date

from planning import figures
from planning.checks.facts import Key
from planning.checks.finding import Severity
from planning.checks.saying import Said, about_all
from planning.checks.season import rough
from planning.checks.sent import Found, Sent

OUTSIDE = 0.2
LEAST_SHARE = 0.8
"""Of a family's numbers, unexplained by another rule."""


def outside_streams(sent: Sent, explained: AbstractSet[Key]) -> Iterator[Found]:
    """A family's month, more than a fifth above or below both history and last month's forecast."""
    families: dict[tuple[str, date], list[Key]] = defaultdict(list)
    for key in sent.usual:
        if sent.facts.last.get(key):
            families[sent.facts.items[key[0]].family, key[2]].append(key)
    for (family, month), keys in families.items():
        free = [key for key in keys if key not in explained]
        if len(free) < LEAST_SHARE * len(keys):
            continue
        units = sum(sent.numbers[key].units for key in free)
        history = sum(sent.usual[key].units for key in free)
        last = sum(sent.facts.last[key] for key in free)
        low, high = min(history, last), max(history, last)
        if units > high * (1 + OUTSIDE) or units < low * (1 - OUTSIDE):
            yield _outside(sent, f"{family}, {figures.month(month)}", free, units)


def _outside(sent: Sent, what: str, keys: list[Key], units: int) -> Found:
    history = rough(sum(sent.usual[key].units for key in keys))
    last = sum(sent.facts.last[key] for key in keys)
    nearest = {key: max(sent.facts.last[key], round(sent.usual[key].units)) for key in keys}
    if units < last:
        nearest = {key: min(sent.facts.last[key], round(sent.usual[key].units)) for key in keys}
    said = Said(
        rule="R81",
        severity=Severity.WARNING,
        observed=figures.number(units),
        expected=f"between about {figures.number(min(history, last))} and "
        f"{figures.number(max(history, last))}",
        says=f"{what}: {figures.number(units)} units, outside what history "
        f"({figures.number(history)}) and last month's forecast ({figures.number(last)}) say.",
        kind="outside every other stream",
        fix="Correct it, or reply with what all the others miss.",
    )
    return about_all(sent, {key: sent.numbers[key].units - nearest[key] for key in keys}, said)
