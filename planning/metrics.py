"""The numbers options are compared by: one registry, computed from the published plan."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from planning.company import Company
from planning.demand import agreed_demand, promoted_weeks, total_units
from planning.once import once_a_company
from planning.plan import Plan, SalesLine
from planning.plan_money import money_of, stock_value_by_week
from planning.rules import Case
from planning.write_off_risk import has_risk, write_off_risk

CENT = Decimal("0.01")


class Better(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    key: str
    label: str
    unit: str
    better: Better
    decimals: int
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricValue:
    key: str
    value: Decimal


def metrics_of(company: Company) -> tuple[Metric, ...]:
    """The registry, with a service metric per tier in order of rank."""
    scope = "items on the promoted items' lines, promotion weeks" if company.promotions else "all"
    by_rank = sorted(company.tiers, key=lambda tier: tier.rank)
    services = tuple(
        Metric(
            key=service_key(tier.code),
            label=f"Service, {tier.name}",
            unit="%",
            better=Better.HIGHER,
            decimals=1,
            definition=f"Units shipped of units asked for; {scope}",
        )
        for tier in by_rank
    )
    wider = [_WIDER[key] for key, used in _uses_wider(company).items() if used]
    after = [
        one
        for metric in _AFTER_SERVICE
        for one in ((*wider, metric) if metric is _EXTRA else (metric,))
    ]
    risk = (_RISK,) if has_risk(company) else ()
    return (_UNITS_SOLD, *services, *after, *risk)


def _uses_wider(company: Company) -> dict[str, bool]:
    """Which costs a company can have at all."""
    ways = (company.routings, company.sources, company.alternates)
    return {
        "ordering_eur": any(part.order_cost_eur is not None for part in company.components),
        "setup_eur": bool(company.setups),
        "sourcing_eur": any(ways),
        "write_off_eur": any(item.shelf_life_weeks is not None for item in company.items),
    }


def service_key(tier: str) -> str:
    return f"service_{tier}_pct"


def measure(case: Case, plan: Plan) -> tuple[MetricValue, ...]:
    """Every metric of the registry, in its order."""
    company = case.company
    money = money_of(company, plan)
    lost = sum(sum(line.lost_units) for line in plan.sales)
    agreed = agreed_demand(company)
    values: dict[str, Decimal] = {
        "units_sold_units": Decimal(sum(sum(line.shipped_units) for line in plan.sales)),
        "service_non_core_pct": _non_core_service(company, plan),
        "lost_units": Decimal(lost),
        "excluded_units": Decimal(total_units(agreed) - total_units(case.demand)),
        "write_off_risk_eur": write_off_risk(company, plan),
        "working_capital_peak_eur": max(stock_value_by_week(company, plan)),
        **{
            service_key(tier.code): tier_service(company, plan, tier.code) for tier in company.tiers
        },
        **money,
    }
    return tuple(
        MetricValue(key=metric.key, value=_rounded(values[metric.key], metric))
        for metric in metrics_of(company)
    )


@once_a_company
def affected_skus(company: Company) -> frozenset[str]:
    """Items made on the lines that make promoted ones; every item if none is promoted."""
    promoted = {sku for promotion in company.promotions for sku in promotion.skus}
    lines = {item.resource for item in company.items if item.sku in promoted}
    return frozenset(item.sku for item in company.items if item.resource in lines or not lines)


def tier_service(company: Company, plan: Plan, tier: str) -> Decimal:
    """Percent of the tier's units shipped in the promotion weeks; 100 if it asks for none."""
    return _service(company, [line for line in plan.sales if line.tier == tier])


def _non_core_service(company: Company, plan: Plan) -> Decimal:
    non_core = {item.sku for item in company.items if not item.core}
    return _service(company, [line for line in plan.sales if line.sku in non_core])


def _service(company: Company, lines: list[SalesLine]) -> Decimal:
    weeks, skus = promoted_weeks(company), affected_skus(company)
    lines = [line for line in lines if line.sku in skus]
    asked = sum(line.demand_units[t] for line in lines for t in weeks)
    shipped = sum(line.shipped_units[t] for line in lines for t in weeks)
    return Decimal(100 * shipped) / asked if asked else Decimal(100)


def _rounded(value: Decimal, metric: Metric) -> Decimal:
    """Percent to a hundredth and money to the cent: finer than shown, so differences add up."""
    digits = Decimal(1) if metric.unit == "units" else CENT
    return value.quantize(digits, ROUND_HALF_EVEN)


def _eur(key: str, label: str, better: Better, definition: str) -> Metric:
    return Metric(
        key=key, label=label, unit="EUR", better=better, decimals=0, definition=definition
    )


_UNITS_SOLD = Metric(
    key="units_sold_units",
    label="Units sold",
    unit="units",
    better=Better.HIGHER,
    decimals=0,
    definition="Units shipped over the whole plan",
)

_EXTRA = _eur("extra_cost_eur", "Extra cost", Better.LOWER, "Overtime, expedite and carrying cost")
_WIDER = {
    "ordering_eur": _eur(
        "ordering_eur", "Order cost", Better.LOWER, "Orders placed, at what each costs"
    ),
    "setup_eur": _eur(
        "setup_eur", "Setups", Better.LOWER, "Lines set up for items, at what each costs"
    ),
    "sourcing_eur": _eur(
        "sourcing_eur",
        "Other sources",
        Better.LOWER,
        "What other lines, suppliers and components cost more",
    ),
    "write_off_eur": _eur(
        "write_off_eur", "Written off", Better.LOWER, "Stock past its shelf life, at variable cost"
    ),
}
"""Shown where a company can have them; part of the extra cost."""

_RISK = _eur(
    "write_off_risk_eur",
    "Write-off risk, peak",
    Better.LOWER,
    "Most stock, at variable cost, beyond what is asked for while it keeps; no part of the margin",
)

_AFTER_SERVICE = (
    Metric(
        key="service_non_core_pct",
        label="Service, non-core items",
        unit="%",
        better=Better.HIGHER,
        decimals=1,
        definition="Units shipped of units asked for, non-core items in the same scope",
    ),
    Metric(
        key="lost_units",
        label="Lost units",
        unit="units",
        better=Better.LOWER,
        decimals=0,
        definition="Units asked for and not shipped over the whole plan",
    ),
    Metric(
        key="excluded_units",
        label="Excluded demand",
        unit="units",
        better=Better.LOWER,
        decimals=0,
        definition="Agreed units the option no longer asks for, such as a promotion not run",
    ),
    _eur("revenue_eur", "Revenue", Better.HIGHER, "Units shipped at list price"),
    _eur("variable_margin_eur", "Variable margin", Better.HIGHER, "Revenue less variable cost"),
    _eur("overtime_eur", "Overtime premium", Better.LOWER, "Overtime hours at their premium"),
    _eur("expedite_eur", "Expedite premium", Better.LOWER, "Expedited quantity at its premium"),
    _eur("holding_eur", "Carrying cost", Better.LOWER, "Stock at cost, week by week, at the rate"),
    _EXTRA,
    _eur("margin_after_cost_eur", "Margin after cost", Better.HIGHER, "Margin less extra cost"),
    _eur(
        "working_capital_peak_eur",
        "Working capital, peak",
        Better.LOWER,
        "Highest week-end stock at cost, finished goods and components",
    ),
)
