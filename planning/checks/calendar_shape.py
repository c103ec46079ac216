"""R34: months of 4 and 5 weeks sent where calendar months were asked for."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from math import log, sqrt
from statistics import fmean, median

from planning import figures
from planning.calendar_weeks import WORKING_DAYS_PER_WEEK
from planning.checks.facts import Key, working_days_of
from planning.checks.finding import Severity
from planning.checks.saying import Said, about_all
from planning.checks.sent import Found, Sent

QUARTER = 3
PATTERNS = {"4-4-5": (4, 4, 5), "4-5-4": (4, 5, 4), "5-4-4": (5, 4, 4)}
LEAST_NUMBERS = 6
"""In a month, for its median to mean anything."""
LEAST_MONTHS = 4
PLAIN = 0.05
BETTER = 0.4


def fiscal_months(sent: Sent, explained: AbstractSet[Key]) -> Iterator[Found]:
    """Months stray from the usual as weeks per fiscal month stray from calendar weekdays.

    A level that moved as a whole doesn't count; last month's forecast is the measure, and where
    there is none, history.
    """
    by_month: dict[date, list[Key]] = defaultdict(list)
    for key, number in sent.numbers.items():
        if key not in explained and number.units > 0 and sent.facts.last.get(key):
            by_month[key[2]].append(key)
    months = [month for month in sorted(by_month) if len(by_month[month]) >= LEAST_NUMBERS]
    if len(months) < LEAST_MONTHS:
        return
    strays = _centred([median(_stray(sent, key) for key in by_month[month]) for month in months])
    plain = _size(strays)
    for name, weeks in PATTERNS.items():
        shape = _centred([_weeks_to_days(month, weeks) for month in months])
        rest = _size([stray - one for stray, one in zip(strays, shape, strict=True)])
        if plain > PLAIN and rest < BETTER * plain:
            yield _fiscal(sent, name, [key for month in months for key in by_month[month]])
            return


def _stray(sent: Sent, key: Key) -> float:
    return log(sent.numbers[key].units / sent.facts.last[key])


def _weeks_to_days(month: date, weeks: tuple[int, int, int]) -> float:
    # a fiscal month has its closed days as well
    days = working_days_of(month, ())
    return log(weeks[(month.month - 1) % QUARTER] * WORKING_DAYS_PER_WEEK / days)


def _centred(values: list[float]) -> list[float]:
    middle = fmean(values)
    return [value - middle for value in values]


def _size(values: list[float]) -> float:
    return sqrt(fmean(value * value for value in values))


def _fiscal(sent: Sent, pattern: str, keys: list[Key]) -> Found:
    off = {key: sent.numbers[key].units - sent.facts.last[key] for key in keys}
    said = Said(
        rule="R34",
        severity=Severity.WARNING,
        expected="calendar months",
        says=f"The months go up and down like a {pattern} calendar's against last month's "
        f"forecast, from {figures.month(keys[0][2])} to {figures.month(keys[-1][2])}; "
        "are these periods of 4 and 5 weeks?",
        kind="periods of 4 and 5 weeks",
        fix="Send calendar months, or reply that these are.",
    )
    return about_all(sent, off, said)
