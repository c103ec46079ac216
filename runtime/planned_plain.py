"""A planning run as JSON."""

from typing import Any

from planning.accuracy import DEFINITIONS
from planning.bridge import Sold, bridge
from planning.cash import cash_by_month
from planning.company import Company
from planning.constraints import constraint_content
from planning.forecast import BaselineForecast
from planning.forecast_choice import LAG_MONTHS
from planning.metrics import metrics_of
from planning.options import SolvedOption, option_content
from planning.plain_values import plain
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
            option_content(company, option) | _money(company, option, planned.options[0])
            for option in planned.options
        ],
    }


def _money(company: Company, option: SolvedOption, first: SolvedOption) -> dict[str, Any]:
    """Cash by month, and the way from the first option's revenue to this one's."""
    steps = bridge(_sold(company, first), _sold(company, option))
    return {
        "cash": [
            plain(month) | {"net": str(month.net)} for month in cash_by_month(company, option.plan)
        ],
        "revenue_bridge": plain(steps),
    }


def _sold(company: Company, option: SolvedOption) -> dict[str, Sold]:
    units: dict[str, int] = {item.sku: 0 for item in company.items}
    for line in option.plan.sales:
        units[line.sku] += sum(line.shipped_units)
    return {item.sku: Sold(units=units[item.sku], price=item.price_eur) for item in company.items}


def _accuracy(baseline: BaselineForecast) -> dict[str, Any]:
    return {
        "wape": baseline.wape,
        "floor_wape": baseline.floor_wape,
        "lag_months": LAG_MONTHS,
        "definitions": DEFINITIONS,
        "methods": {
            method: sum(one.method == method for one in baseline.series)
            for method in sorted({one.method for one in baseline.series})
        },
    }
