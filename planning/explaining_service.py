"""Where a share of units shipped comes from, and what an option no longer asks for."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from planning.company import Company
from planning.demand import agreed_demand, promoted_weeks
from planning.explained import Part
from planning.metrics import affected_skus, service_key
from planning.plan import Plan, SalesLine

NON_CORE = "service_non_core_pct"
FORMULA = "100 × Σ units shipped ÷ Σ units asked for"
EXCLUDED = "Σ units agreed − asked for"


def service_parts(company: Company, plan: Plan, key: str) -> Iterator[Part]:
    """What each item's shipped units are of all that is asked for, percent."""
    if key == NON_CORE:
        chosen = {item.sku for item in company.items if not item.core}
        lines = [line for line in plan.sales if line.sku in chosen]
    else:
        lines = [line for line in plan.sales if service_key(line.tier) == key]
    counted = _in_scope(company, lines)
    whole = sum(asked for asked, _ in counted.values())
    if not whole:
        yield Part(says="Nothing is asked for", value=Decimal(100), sources=("forecast.csv",))
    for sku, (asked, shipped) in counted.items():
        yield Part(
            says=f"{shipped:,} units of {sku} shipped of {asked:,}, of {whole:,} in all",
            value=Decimal(100 * shipped) / max(whole, 1),
            sources=(f"plan: asked and shipped of {sku}", "forecast.csv"),
        )


def excluded_parts(company: Company, plan: Plan) -> Iterator[Part]:
    asked = {(line.sku, line.tier): sum(line.demand_units) for line in plan.sales}
    for row in agreed_demand(company):
        less = sum(row.units) - asked.get((row.sku, row.tier), 0)
        yield Part(
            says=f"{less:,} units of {row.sku} for {row.tier}",
            value=Decimal(less),
            sources=(f"forecast.csv {row.sku} {row.tier}", f"plan: asked of {row.sku}"),
        )


def _in_scope(company: Company, lines: list[SalesLine]) -> dict[str, tuple[int, int]]:
    """Asked and shipped units by item, where and when service is counted."""
    weeks, skus = promoted_weeks(company), affected_skus(company)
    found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for line in lines:
        if line.sku in skus:
            asked, shipped = found[line.sku]
            asked += sum(line.demand_units[t] for t in weeks)
            shipped += sum(line.shipped_units[t] for t in weeks)
            found[line.sku] = asked, shipped
    return found
