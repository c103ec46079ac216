"""R45: a hockey stick: as usual for months, then ever steeper towards the horizon's end."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import pairwise
from statistics import median

from planning import figures
from planning.checks.facts import Key
from planning.checks.finding import Severity
from planning.checks.saying import Said, about_all
from planning.checks.sent import Found, Sent

LEAST_MONTHS = 5
LAST_MONTHS = 3
FLAT = 0.15
"""How far the first months may be from their own level."""
STEEP = 1.25
ALREADY = 1.1
"""Last month's agreed forecast rose too, if the number is within this factor of it."""


def hockey_sticks(sent: Sent, explained: AbstractSet[Key]) -> Iterator[Found]:
    """A SKU over all tiers, each month against its own season."""
    by_sku: dict[str, dict[date, list[Key]]] = defaultdict(lambda: defaultdict(list))
    for key in sent.usual:
        by_sku[key[0]][key[2]].append(key)
    for sku, by_month in by_sku.items():
        months = sorted(by_month)
        if len(months) < LEAST_MONTHS:
            continue
        ratios = [_ratio(sent, by_month[month]) for month in months]
        end = [key for month in months[-LAST_MONTHS:] for key in by_month[month]]
        if _rises(ratios) and not explained & set(end) and not _agreed(sent, end):
            yield _hockey(sent, sku, end, ratios)


def _ratio(sent: Sent, keys: list[Key]) -> float:
    usual = sum(sent.usual[key].units for key in keys)
    return sum(sent.numbers[key].units for key in keys) / usual if usual else 1.0


def _rises(ratios: list[float]) -> bool:
    start, end = ratios[:-LAST_MONTHS], ratios[-LAST_MONTHS:]
    level = median(start)
    if level <= 0 or any(abs(one / level - 1) > FLAT for one in start):
        return False
    return all(after > before for before, after in pairwise(end)) and end[-1] > STEEP * level


def _agreed(sent: Sent, keys: list[Key]) -> bool:
    last = [sent.facts.last.get(key) for key in keys]
    if any(one is None for one in last):
        return False
    return sum(sent.numbers[key].units for key in keys) < ALREADY * sum(one or 0 for one in last)


def _hockey(sent: Sent, sku: str, keys: list[Key], ratios: list[float]) -> Found:
    level = median(ratios[:-LAST_MONTHS])
    off = {key: sent.numbers[key].units - round(sent.usual[key].units * level) for key in keys}
    said = Said(
        rule="R45",
        severity=Severity.WARNING,
        expected="a rise with a reason, or the season's own level",
        says=f"{sent.facts.name(sku)} stays near its usual and then climbs to "
        f"{100 * (ratios[-1] / level - 1):+.0f} % in {figures.month(keys[-1][2])}, "
        "the horizon's end.",
        kind="hockey sticks",
        fix="Correct the last months, or reply with what makes them grow.",
    )
    return about_all(sent, off, said)
