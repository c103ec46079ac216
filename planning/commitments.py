"""What a locked plan promises: quantities made, bought, expedited and on stock, by a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from planning.calendar_weeks import DAY, WEEK, working_day_by
from planning.company import Company, Item
from planning.periods import period_of
from planning.plan import Plan
from planning.scenario import CYCLE_WEEKS

FRIDAY, THURSDAY = 4 * DAY, 3 * DAY


class CommitmentKind(StrEnum):
    PRODUCTION = "production"
    PURCHASE = "purchase"
    EXPEDITE = "expedite"
    STOCK = "stock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    kind: CommitmentKind
    code: str
    name: str
    quantity: int
    unit: str
    order_by: date | None
    """The day an order must be placed; nothing is ordered for production and stock."""
    due: date


def commitments_of(company: Company, plan: Plan) -> tuple[Commitment, ...]:
    """Production by week until the next cycle locks, by month after; orders by the week placed.

    Stock is promised where something is built for a promotion: above safety stock, the week before
    it starts.
    """
    return (
        *(one for item in company.items for one in _production(company, plan, item)),
        *_orders(company, plan),
        *_other_orders(company, plan),
        *_stock(company, plan),
    )


def _production(company: Company, plan: Plan, item: Item) -> Iterator[Commitment]:
    made = plan.item(item.sku).made_units
    for weeks in _periods(plan.weeks):
        if quantity := sum(made[week] for week in weeks):
            yield Commitment(
                kind=CommitmentKind.PRODUCTION,
                code=item.sku,
                name=item.name,
                quantity=quantity,
                unit="units",
                order_by=None,
                due=working_day_by(plan.weeks[weeks[-1]] + FRIDAY, company.closed_days),
            )


def _periods(mondays: Sequence[date]) -> list[list[int]]:
    """Weeks one by one for a cycle, then together by the month their Thursday falls in."""
    near = [[week] for week in range(len(mondays))][:CYCLE_WEEKS]
    far = range(CYCLE_WEEKS, len(mondays))
    months = groupby(far, key=lambda week: (mondays[week] + THURSDAY).replace(day=1))
    return near + [list(weeks) for _, weeks in months]


def _orders(company: Company, plan: Plan) -> Iterator[Commitment]:
    for part, line in zip(company.components, plan.components, strict=True):
        for kind, quantities, lead in (
            (CommitmentKind.EXPEDITE, line.expedited, part.expedite_lead_time_weeks or 0),
            (CommitmentKind.PURCHASE, line.ordered, part.lead_time_weeks),
        ):
            for placed, quantity in zip(plan.weeks, quantities, strict=True):
                if quantity:
                    yield Commitment(
                        kind=kind,
                        code=part.code,
                        name=part.name,
                        quantity=quantity,
                        unit=part.unit,
                        order_by=working_day_by(placed, company.closed_days),
                        due=working_day_by(placed + WEEK * lead, company.closed_days),
                    )


def _other_orders(company: Company, plan: Plan) -> Iterator[Commitment]:
    """What is ordered from other suppliers."""
    parts = {part.code: part for part in company.components}
    for source, line in zip(company.sources, plan.sourced, strict=True):
        part = parts[source.component]
        for placed, quantity in zip(plan.weeks, line.ordered, strict=True):
            if quantity:
                due = placed + WEEK * source.lead_time_weeks
                yield Commitment(
                    kind=CommitmentKind.PURCHASE,
                    code=part.code,
                    name=f"{part.name}, {source.supplier}",
                    quantity=quantity,
                    unit=part.unit,
                    order_by=working_day_by(placed, company.closed_days),
                    due=working_day_by(due, company.closed_days),
                )


def _stock(company: Company, plan: Plan) -> Iterator[Commitment]:
    items = {item.sku: item for item in company.items}
    for promotion in company.promotions:
        week = period_of(company, promotion.starts - WEEK)
        if week is None:
            continue
        for sku in promotion.skus:
            units = plan.item(sku).stock_units[week]
            if units > items[sku].safety_stock_units:
                yield Commitment(
                    kind=CommitmentKind.STOCK,
                    code=sku,
                    name=items[sku].name,
                    quantity=units,
                    unit="units",
                    order_by=None,
                    due=working_day_by(plan.weeks[week] + FRIDAY, company.closed_days),
                )
