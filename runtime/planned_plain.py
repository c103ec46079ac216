"""A planning run as JSON."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from planning.accuracy import DEFINITIONS
from planning.bridge import Sold, bridge
from planning.company import Company
from planning.constraints import constraint_content
from planning.forecast_choice import LAG_MONTHS
from planning.forecast_levels import LevelledForecast
from planning.in_money import in_money
from planning.metrics import metrics_of
from planning.options import SolvedOption, option_content
from planning.plain_values import plain
from planning.plan import Plan
from planning.plan_prices import sold_at
from planning.safety_stock import safety_stocks
from planning.sold import sold_lines
from runtime.planning_run import Planned


def plain_run(planned: Planned) -> dict[str, Any]:
    company = planned.company
    return {
        "company": {"slug": company.slug, "name": company.name, "currency": company.currency},
        "plan_start": company.plan_start.isoformat(),
        "horizon_weeks": company.horizon_weeks,
        "demand": {
            "units": planned.demand_units,
            "lines": len(company.forecast),
            "source": "forecast" if planned.baseline is None else "baseline",
            "baseline": None if planned.baseline is None else _accuracy(planned.baseline),
        },
        "constraints": [constraint_content(constraint) for constraint in planned.constraints],
        "contradictions": [plain(one) for one in planned.contradictions],
        "safety_stock": [plain(one) for one in safety_stocks(company)],
        "metrics": [
            {
                "key": metric.key,
                "label": metric.label,
                "unit": metric.unit,
                "better": metric.better.value,
                "definition": metric.definition,
            }
            for metric in metrics_of(company)
        ],
        "options": [
            option_content(company, option) | _money(planned, option) for option in planned.options
        ],
    }


def _money(planned: Planned, option: SolvedOption) -> dict[str, Any]:
    """Cash by month, and the ways to this option's revenue."""
    company, plan = planned.company, option.plan
    first = _sold(company, planned.options[0].plan)
    found = in_money(company, plan, last_plan=planned.last_plan)
    ways = {way.key: plain(way.bridge) for way in found.ways}
    return {
        "cash": [plain(month) | {"net": str(month.net)} for month in found.cash],
        "stock": [plain(month) for month in found.stock],
        "revenue_bridge": plain(bridge(first, _sold(company, plan))),
        "against_budget": ways.get("budget"),
        "against_last_plan": ways.get("last_plan"),
        "sold": [plain(line) for line in sold_lines(company, plan)],
    }


def _sold(company: Company, plan: Plan) -> dict[tuple[str, int], Sold]:
    """By item and planning period, in which it has one price."""
    units, price = defaultdict[tuple[str, int], int](int), dict[tuple[str, int], Decimal]()
    for one in sold_at(company, plan):
        units[one.sku, one.period] += one.units
        price[one.sku, one.period] = one.price_eur
    return {key: Sold(units=sold, price=price[key]) for key, sold in units.items()}


def _accuracy(made: LevelledForecast) -> dict[str, Any]:
    baseline = made.baseline
    return {
        "wape": baseline.wape,
        "floor_wape": baseline.floor_wape,
        "lag_months": LAG_MONTHS,
        "definitions": DEFINITIONS,
        "methods": {
            method: sum(one.method == method for one in baseline.series)
            for method in sorted({one.method for one in baseline.series})
        },
        "levels": [plain(one) for one in made.levels],
    }
