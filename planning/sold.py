"""What is sold by region, item and month: of a plan, of the budget, of the plan before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from planning.bridge import Bridge, Sold, bridge
from planning.calendar_weeks import WEEK, days_of_month, largest_remainder, working_day_weight
from planning.company import Company
from planning.company_records import plan_rates
from planning.periods import Period, periods_of
from planning.plan import Plan
from planning.plan_prices import sold_at

DAY = WEEK / 7
OWN = Decimal(1)

Place = tuple[str, str, date]
"""Region, item and month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldLine:
    """Units of an item in a region and a calendar month, and what they come to."""

    region: str
    sku: str
    month: date
    units: int
    revenue_eur: Decimal
    currency: str
    """In which the region is budgeted; the company's own where nothing else is said."""
    eur: Decimal
    """What one unit of that currency is worth in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthsBridge:
    """From one revenue to another, over the months that both have."""

    months: tuple[date, ...]
    steps: Bridge


def months_bridge(before: Iterable[SoldLine], after: Iterable[SoldLine]) -> MonthsBridge | None:
    """Price, volume, mix and rate, region by region and item by item; None without a month of both.

    Where one of them is in another currency than the other, both count in euros.
    """
    both = counted_in(before, after)
    return MonthsBridge(months=both.months, steps=bridge(*both[1:])) if both.months else None


class Counted(NamedTuple):
    """What a bridge counts: what is sold in the months that both have."""

    months: tuple[date, ...]
    before: dict[Place, Sold]
    after: dict[Place, Sold]


def counted_in(before: Iterable[SoldLine], after: Iterable[SoldLine]) -> Counted:
    old, new = ({(one.region, one.sku, one.month): one for one in s} for s in (before, after))
    months = {place[2] for place in old} & {place[2] for place in new}
    differ = {place for place in {*old} & {*new} if old[place].currency != new[place].currency}

    def counted(lines: dict[Place, SoldLine]) -> dict[Place, Sold]:
        return {
            place: _sold(one, own=place in differ)
            for place, one in lines.items()
            if place[2] in months and one.units
        }

    return Counted(tuple(sorted(months)), counted(old), counted(new))


def budget_lines(company: Company) -> tuple[SoldLine, ...]:
    return tuple(
        SoldLine(
            region=one.region,
            sku=one.sku,
            month=one.month,
            units=one.units,
            revenue_eur=one.units * one.price * (one.eur or OWN),
            currency=one.currency or company.currency,
            eur=one.eur or OWN,
        )
        for one in company.budget
    )


def sold_lines(company: Company, plan: Plan) -> tuple[SoldLine, ...]:
    """What the plan ships, in whole units, of the months that lie whole in it.

    A period's units of an item and tier go to regions and months in proportion to the forecast of
    each and to its working days in the period, by largest remainder.
    """
    units, revenue = defaultdict[Place, int](int), defaultdict[Place, Decimal](Decimal)
    for place, part, price in _placed(company, plan):
        units[place] += part
        revenue[place] += part * price
    currency = {(one.region, one.sku): one.currency for one in company.budget}
    rates = plan_rates(company.rates, company.plan_start)
    lines: list[SoldLine] = []
    for region, sku, month in sorted(units):
        if _is_whole(company, month):
            own = currency.get((region, sku)) or company.currency
            lines.append(
                SoldLine(
                    region=region,
                    sku=sku,
                    month=month,
                    units=units[region, sku, month],
                    revenue_eur=revenue[region, sku, month],
                    currency=own,
                    eur=rates[own].eur if own in rates else OWN,
                )
            )
    return tuple(lines)


def _placed(company: Company, plan: Plan) -> Iterator[tuple[Place, int, Decimal]]:
    forecast = defaultdict[tuple[str, str, date], dict[str, int]](dict)
    for line in company.forecast:
        forecast[line.sku, line.tier, line.month][line.region] = line.units
    spans = [_days_by_month(company, period) for period in periods_of(company)]
    regions = [region.code for region in company.regions]
    for one in sold_at(company, plan):
        places = [(region, month) for month in spans[one.period] for region in regions]
        weights = [
            forecast[one.sku, one.tier, month].get(region, 0) * spans[one.period][month]
            for region, month in places
        ]
        parts = largest_remainder(one.units, weights)
        for (region, month), part in zip(places, parts, strict=True):
            if part:
                yield (region, one.sku, month), part, one.price_eur


def _days_by_month(company: Company, period: Period) -> dict[date, Fraction]:
    """The share of each calendar month's working days that lies in the period."""
    works = working_day_weight(frozenset(company.closed_days))
    days = defaultdict[date, Fraction](Fraction)
    for day in (period.starts + DAY * at for at in range(7 * period.weeks)):
        days[day.replace(day=1)] += works(day)
    whole = {month: sum(map(works, days_of_month(month))) for month in days}
    return {month: n / whole[month] if whole[month] else n for month, n in days.items()}


def _is_whole(company: Company, month: date) -> bool:
    days = days_of_month(month)
    end = company.plan_start + WEEK * company.horizon_weeks
    return company.plan_start <= days[0] and days[-1] < end


def _sold(line: SoldLine, *, own: bool) -> Sold:
    """`own`: counted in euros, whatever its currency."""
    rate = OWN if own else line.eur
    return Sold(
        units=line.units,
        price=Fraction(line.revenue_eur) / line.units / Fraction(rate),
        rate=rate,
    )
