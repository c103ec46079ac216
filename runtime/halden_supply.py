"""What Halden Foods has on hand and on order: enough of everything but the oat syrup."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from random import Random

from planning.calendar_weeks import WEEK
from planning.company import BomLine, Company, Component, Item, OpenSupply, Stock
from planning.demand import DemandRow, agreed_demand, promoted_weeks, without_uplift
from runtime.halden_products import OAT_SYRUP

COVERED_UPLIFT = Fraction(7, 100)
"""The part of the promotion the syrup on hand and on order is enough for."""

COMFORT = Fraction(110, 100)


def with_supply(company: Company, seed: int) -> Company:
    """The company with opening stock and open purchase orders."""
    rng = Random(f"{seed} supply")  # noqa: S311  a story, not a secret
    finished = [_finished(item, rng) for item in company.items]
    need = _weekly_need(company)
    stock, arrivals = list(finished), list[OpenSupply]()
    for component in company.components:
        total = _ordered_and_on_hand(component, company, need[component.code], finished)
        opening, open_orders = _in_parts(component, company, total, need[component.code])
        stock.append(Stock(code=component.code, quantity=opening))
        arrivals += open_orders
    return replace(company, stock=tuple(stock), open_supply=tuple(arrivals))


def _finished(item: Item, rng: Random) -> Stock:
    above_safety = Fraction(104, 100) + Fraction(rng.random()) / 10
    return Stock(code=item.sku, quantity=round(item.safety_stock_units * above_safety))


def _weekly_need(company: Company) -> dict[str, list[Fraction]]:
    """Component to its use a week if the demand without the promotion is made as it is sold."""
    rows = without_uplift(agreed_demand(company), company)
    need: dict[str, list[Fraction]] = defaultdict(lambda: [Fraction(0)] * company.horizon_weeks)
    for line in company.bom:
        per_unit = _per_unit(line)
        for row in rows:
            if row.sku == line.sku:
                uses = need[line.component]
                need[line.component] = [
                    use + units * per_unit for use, units in zip(uses, row.units, strict=True)
                ]
    return need


def _per_unit(line: BomLine) -> Fraction:
    return Fraction(line.qty_per_unit) / (1 - Fraction(line.scrap_pct) / 100)


def _ordered_and_on_hand(
    component: Component, company: Company, need: list[Fraction], finished: list[Stock]
) -> Fraction:
    inside = range(component.lead_time_weeks)
    plain = sum(need[week] for week in inside)
    if component.code != OAT_SYRUP.code:
        return plain * COMFORT
    promoted = [row for row in agreed_demand(company) if _is_promoted(company, row)]
    normal = without_uplift(tuple(promoted), company)
    per_unit = {
        line.sku: _per_unit(line) for line in company.bom if line.component == OAT_SYRUP.code
    }
    uplift_weeks = [week for week in promoted_weeks(company) if week in inside]
    extra = sum(per_unit[row.sku] * row.units[week] for row in normal for week in uplift_weeks)
    in_products = sum(per_unit.get(stock.code, Fraction(0)) * stock.quantity for stock in finished)
    return plain + COVERED_UPLIFT * extra - in_products


def _is_promoted(company: Company, row: DemandRow) -> bool:
    return any(row.sku in promotion.skus for promotion in company.promotions)


def _in_parts(
    component: Component, company: Company, total: Fraction, need: list[Fraction]
) -> tuple[int, list[OpenSupply]]:
    """What is on hand for the first week; the rest in equal deliveries, on Tuesdays."""
    weeks = range(1, component.lead_time_weeks)
    opening = min(round(total), round(need[0] * COMFORT))
    each = (round(total) - opening) // max(len(weeks), 1)
    orders = [
        OpenSupply(
            code=component.code,
            quantity=each,
            arrives=company.plan_start + WEEK * week + timedelta(days=1),
            reference=f"PO-{4100 + 10 * company.components.index(component) + number}",
        )
        for number, week in enumerate(weeks)
    ]
    return round(total) - each * len(weeks), orders
