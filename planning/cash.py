"""Cash by calendar month: what is collected and paid, and what a plan's stock is worth at its end.

Customers pay `collect_days` after the period a unit ships in, suppliers are paid `pay_days` after
an order arrives; the rest of an item's variable cost, and premiums, are paid as they fall due.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from planning.calendar_weeks import DAY, WEEK
from planning.company import Company
from planning.periods import periods_of
from planning.plan import Plan
from planning.plan_prices import sold_at
from planning.recipes import deep_uses

CENT = Decimal("0.01")
NOTHING = Decimal(0)
MILLIONTH = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class CashMonth:
    """EUR in whole cents, paid or received in one calendar month."""

    month: date
    collected: Decimal
    paid_to_suppliers: Decimal
    paid_for_making: Decimal
    """Energy and labour: an item's variable cost less its components."""

    @property
    def net(self) -> Decimal:
        return self.collected - self.paid_to_suppliers - self.paid_for_making


def cash_by_month(company: Company, plan: Plan) -> tuple[CashMonth, ...]:
    """Every month money moves in, in order; open orders on the way are paid for, too."""
    sums: dict[date, list[Decimal]] = defaultdict(lambda: [NOTHING, NOTHING, NOTHING])
    for place, (_, flows) in enumerate(FLOWS):
        for one in flows(company, plan):
            sums[one.day.replace(day=1)][place] += one.eur
    return tuple(
        CashMonth(
            month=month,
            collected=_cents(sums[month][0]),
            paid_to_suppliers=_cents(sums[month][1]),
            paid_for_making=_cents(sums[month][2]),
        )
        for month in sorted(sums)
    )


class Moved(NamedTuple):
    """EUR paid or received on a day for an item or a component."""

    day: date
    code: str
    eur: Decimal


Flow = Iterator[Moved]


def _collected(company: Company, plan: Plan) -> Flow:
    ends = _ends(company)
    for sold in sold_at(company, plan):
        day = ends[sold.period] + DAY * company.collect_days
        yield Moved(day, sold.sku, sold.units * sold.price_eur)


def _to_suppliers(company: Company, plan: Plan) -> Flow:
    cost = {part.code: part.unit_cost_eur for part in company.components}
    for part, line in zip(company.components, plan.components, strict=True):
        for quantities, lead, each in (
            (line.ordered, part.lead_time_weeks, part.unit_cost_eur),
            (
                line.expedited,
                part.expedite_lead_time_weeks or 0,
                part.unit_cost_eur + part.expedite_premium_eur,
            ),
        ):
            yield from _paid(company, plan, (part.code, quantities), lead, each)
    for source, sourced in zip(company.sources, plan.sourced, strict=True):
        each = cost[source.component] + source.extra_cost_eur
        placed = source.component, sourced.ordered
        yield from _paid(company, plan, placed, source.lead_time_weeks, each)
    for supply in company.open_supply:
        if supply.code in cost:
            arrives = max(supply.arrives, company.plan_start)
            day = arrives + DAY * company.pay_days
            yield Moved(day, supply.code, supply.quantity * cost[supply.code])


def _paid(
    company: Company,
    plan: Plan,
    ordered: tuple[str, tuple[int, ...]],
    lead_weeks: int,
    each: Decimal,
) -> Flow:
    code, quantities = ordered
    for placed, quantity in zip(plan.weeks, quantities, strict=True):
        if quantity:
            day = placed + WEEK * lead_weeks + DAY * company.pay_days
            yield Moved(day, code, quantity * each)


def _for_making(company: Company, plan: Plan) -> Flow:
    """What an item costs beyond what is bought for it, in the period it is made."""
    bought = {p.code: p.unit_cost_eur for p in company.components if p.resource is None}
    inside: dict[str, Decimal] = defaultdict(Decimal)
    for (sku, code), per_unit in deep_uses(company).items():
        if code in bought:
            inside[sku] += bought[code] * Decimal(per_unit).quantize(MILLIONTH)
    cost = {item.sku: item.variable_cost_eur - inside[item.sku] for item in company.items}
    for line in plan.items:
        for end, units in zip(_ends(company), line.made_units, strict=True):
            if units:
                yield Moved(end, line.sku, units * cost[line.sku])


FLOWS = (
    ("collected", _collected),
    ("paid_to_suppliers", _to_suppliers),
    ("paid_for_making", _for_making),
)
"""What moves money, by the names of a month's sums."""


def _ends(company: Company) -> list[date]:
    """The last day of each period."""
    return [period.starts + WEEK * period.weeks - DAY for period in periods_of(company)]


def _cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_EVEN)
