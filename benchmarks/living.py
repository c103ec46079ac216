"""Weeks of real orders lived with some production: what ships and what stands in stock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.calendar_weeks import monday_of
from planning.records import Daily

Weekly = Mapping[str, Mapping[date, Decimal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """Weeks of real orders against some production."""

    ordered: int
    shipped: int
    made: int
    mean_stock: int
    """Units of all items at a week's end."""

    @property
    def fill_pct(self) -> float:
        return 100 * self.shipped / self.ordered


def by_week(days: Daily) -> Weekly:
    """Units by item and the Monday of their week."""
    weeks: dict[str, dict[date, Decimal]] = {}
    for sku, own in days.items():
        for day, units in own.items():
            monday = monday_of(day)
            in_week = weeks.setdefault(sku, {})
            in_week[monday] = in_week.get(monday, Decimal(0)) + units
    return weeks


def live(
    stock: dict[str, int], asked: Mapping[str, int], made: Mapping[str, int]
) -> tuple[int, int, int, int]:
    """One week: ordered, shipped, made and what is left; the stock goes on from there."""
    shipped = 0
    for sku, units in asked.items():
        there = stock.get(sku, 0) + made[sku]
        out = min(there, units)
        stock[sku] = there - out
        shipped += out
    left = sum(stock[sku] for sku in asked)
    return sum(asked.values()), shipped, sum(made.values()), left


def lived(weeks: list[tuple[int, int, int, int]]) -> Lived:
    """All weeks together."""
    ordered, shipped, made, left = (sum(column) for column in zip(*weeks, strict=True))
    return Lived(ordered=ordered, shipped=shipped, made=made, mean_stock=round(left / len(weeks)))
