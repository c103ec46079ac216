"""Stock that may end as waste: more than customers will ask for while it keeps."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from planning.company import Company, Item
from planning.periods import Period, periods_of
from planning.plan import Plan

NOTHING = Decimal(0)


class AtRisk(NamedTuple):
    """Units of an item at a period's end beyond what is asked for within its cover."""

    sku: str
    units: int
    eur: Decimal
    """At variable cost."""


def cover_weeks(item: Item) -> int | None:
    """The weeks within which stock should be gone: its shelf life or most cover, the shorter."""
    stated = [weeks for weeks in (item.shelf_life_weeks, item.max_cover_weeks) if weeks is not None]
    return min(stated, default=None)


def at_risk(company: Company, plan: Plan) -> tuple[tuple[AtRisk, ...], ...]:
    """For each period, every item with max(0, stock - demand of the weeks of cover to come).

    Beyond the plan's end a week asks for what a week of the plan does on average.
    """
    periods = periods_of(company)
    found: list[list[AtRisk]] = [[] for _ in periods]
    if not has_risk(company):
        return tuple(map(tuple, found))
    asked = _asked(plan)
    for item, line in zip(company.items, plan.items, strict=True):
        if (cover := cover_weeks(item)) is None:
            continue
        for at, (period, stock) in enumerate(zip(periods, line.stock_units, strict=True)):
            if stock:
                wanted = _asked_within(asked[item.sku], periods, period.after, cover)
                if (excess := stock - ceil(wanted)) > 0:
                    eur = excess * item.variable_cost_eur
                    found[at].append(AtRisk(item.sku, excess, eur))
    return tuple(map(tuple, found))


def write_off_risk(company: Company, plan: Plan) -> Decimal:
    """EUR: the reserve it would take in the week in which most is at risk."""
    return max((_worth(rows) for rows in at_risk(company, plan)), default=NOTHING)


def riskiest(company: Company, plan: Plan) -> tuple[int, tuple[AtRisk, ...]]:
    """The first period in which most is at risk, and what."""
    rows = at_risk(company, plan)
    most = max(map(_worth, rows))
    return next((at, own) for at, own in enumerate(rows) if _worth(own) == most)


def has_risk(company: Company) -> bool:
    return any(cover_weeks(item) is not None for item in company.items)


def _worth(rows: tuple[AtRisk, ...]) -> Decimal:
    return sum((one.eur for one in rows), NOTHING)


def _asked(plan: Plan) -> dict[str, list[int]]:
    asked: dict[str, list[int]] = {}
    for line in plan.sales:
        own = asked.setdefault(line.sku, [0] * len(plan.weeks))
        for at, units in enumerate(line.demand_units):
            own[at] += units
    return asked


def _asked_within(
    asked: list[int], periods: tuple[Period, ...], first: int, weeks: int
) -> Fraction:
    """Of the weeks from `first` on; a month's units lie evenly in its weeks."""
    end = periods[-1].after
    inside = sum(_shares(asked, periods, first, first + weeks), Fraction(0))
    beyond = max(first + weeks - max(first, end), 0)
    return inside + Fraction(sum(asked), end) * beyond


def _shares(
    asked: list[int], periods: tuple[Period, ...], first: int, after: int
) -> Iterator[Fraction]:
    for units, period in zip(asked, periods, strict=True):
        weeks = min(period.after, after) - max(period.first, first)
        if weeks > 0:
            yield Fraction(units * weeks, period.weeks)
