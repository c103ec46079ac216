"""Where a number comes from: its formula, its parts, and the row each was read from."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from planning.company import Company
from planning.explained import Explanation, Part
from planning.explaining_money import explain_month
from planning.explaining_service import (
    EXCLUDED,
    FORMULA,
    NON_CORE,
    excluded_parts,
    service_parts,
)
from planning.metrics import service_key
from planning.plan import Plan
from planning.plan_money import (
    holding_costs,
    money_of,
    overtime_costs,
    setup_costs,
    sourcing_costs,
    stock_value_by_week,
)
from planning.plan_prices import sold_at
from planning.write_off_risk import riskiest

NOTHING = Decimal(0)


class NotExplained(Exception):
    """This number has no explanation; ask for one of those that are known."""


def explain(company: Company, plan: Plan, key: str) -> Explanation:
    """A number of the plan by its key in the registry of `planning.metrics`, or of a month."""
    if key in FORMULAS:
        formula, parts = FORMULAS[key]
        found = tuple(part for part in parts(company, plan) if part.value)
    elif key in SUMS:
        formula = " ".join(f"{'+' if sign > 0 else '−'} {name}" for sign, name in SUMS[key])
        formula = formula.removeprefix("+ ")
        money = money_of(company, plan)
        found = tuple(
            Part(says=name, value=sign * money[name], sources=(f"explain {name}",), key=name)
            for sign, name in SUMS[key]
            if money[name]
        )
    elif key in (services := services_of(company)):
        formula = FORMULA
        found = tuple(part for part in service_parts(company, plan, key) if part.value)
    elif (month := explain_month(company, plan, key)) is not None:
        return month
    else:
        known = ", ".join((*sorted((*FORMULAS, *SUMS, *services)), "cash_YYYY-MM", "stock_YYYY-MM"))
        raise NotExplained(f"{key}; known are {known}")
    value = sum((part.value for part in found), NOTHING)
    return Explanation(key=key, formula=formula, value=value, parts=found)


def services_of(company: Company) -> tuple[str, ...]:
    return (*(service_key(tier.code) for tier in company.tiers), NON_CORE)


def _sold(_company: Company, plan: Plan) -> Iterator[Part]:
    for sku, units in _shipped(plan).items():
        yield Part(
            says=f"{units:,} units of {sku}",
            value=Decimal(units),
            sources=(f"plan: shipped of {sku}",),
        )


def _lost(_company: Company, plan: Plan) -> Iterator[Part]:
    for line in plan.sales:
        units = sum(line.lost_units)
        yield Part(
            says=f"{units:,} units of {line.sku} for {line.tier}",
            value=Decimal(units),
            sources=(f"plan: asked and shipped of {line.sku}, {line.tier}", "forecast.csv"),
        )


def _revenue(company: Company, plan: Plan) -> Iterator[Part]:
    for (sku, price), units in _by_price(company, plan).items():
        yield Part(
            says=f"{units:,} units of {sku} at €{price}",
            value=units * price,
            sources=(f"plan: shipped of {sku}", f"items.csv {sku} price_eur", *_raised(plan, sku)),
        )


def _by_price(company: Company, plan: Plan) -> dict[tuple[str, Decimal], int]:
    """Units shipped by item and the price they were sold at."""
    units: dict[tuple[str, Decimal], int] = {}
    for one in sold_at(company, plan):
        key = one.sku, one.price_eur
        units[key] = units.get(key, 0) + one.units
    return units


def _raised(plan: Plan, sku: str) -> tuple[str, ...]:
    return tuple(f"plan: price of {sku}" for line in plan.prices if line.sku == sku)


def _margin(company: Company, plan: Plan) -> Iterator[Part]:
    items = {item.sku: item for item in company.items}
    for (sku, price), units in _by_price(company, plan).items():
        each = price - items[sku].variable_cost_eur
        yield Part(
            says=f"{units:,} units of {sku} at €{each} of margin",
            value=units * each,
            sources=(
                f"plan: shipped of {sku}",
                f"items.csv {sku} price_eur, variable_cost_eur",
                *_raised(plan, sku),
            ),
        )
    for line in plan.stood_in:
        cheaper = items[line.sku].variable_cost_eur - items[line.substitute].variable_cost_eur
        units = sum(line.units)
        yield Part(
            says=f"{units:,} units of {line.substitute} instead of {line.sku}",
            value=units * cheaper,
            sources=(f"plan: {line.substitute} for {line.sku}", "items.csv variable_cost_eur"),
        )


def _expedite(company: Company, plan: Plan) -> Iterator[Part]:
    premium = {part.code: part.expedite_premium_eur for part in company.components}
    for line in plan.components:
        quantity = sum(line.expedited)
        yield Part(
            says=f"{quantity:,} of {line.code} at €{premium[line.code]}",
            value=quantity * premium[line.code],
            sources=(
                f"plan: expedited of {line.code}",
                f"components.csv {line.code} expedite_premium_eur",
            ),
        )


def _written_off(company: Company, plan: Plan) -> Iterator[Part]:
    cost = {item.sku: item.variable_cost_eur for item in company.items}
    for line in plan.items:
        units = sum(line.written_off_units)
        yield Part(
            says=f"{units:,} units of {line.sku} at €{cost[line.sku]}",
            value=units * cost[line.sku],
            sources=(f"plan: written off of {line.sku}", f"items.csv {line.sku} variable_cost_eur"),
        )


def _overtime(company: Company, plan: Plan) -> Iterator[Part]:
    premium = {line.code: line.overtime_premium_eur_per_hour for line in company.resources}
    for code, line, hours, eur in overtime_costs(company, plan):
        yield Part(
            says=f"{hours:,f} h of {line} on {code} at €{premium[line]}",
            value=eur,
            sources=(
                f"plan: overtime of {code}",
                f"resources.csv {line} overtime_premium_eur_per_hour",
            ),
        )


def _holding(company: Company, plan: Plan) -> Iterator[Part]:
    for code, table, kept, eur in holding_costs(company, plan):
        yield Part(
            says=f"{kept:,f} weeks of stock of {code}",
            value=eur,
            sources=(
                f"plan: stock of {code}",
                f"{table}.csv {code}",
                "company.toml holding_pct_per_year",
            ),
        )


def _sourcing(company: Company, plan: Plan) -> Iterator[Part]:
    for code, where, quantity, eur in sourcing_costs(company, plan):
        yield Part(
            says=f"{quantity:,f} of {code} from {where}",
            value=eur,
            sources=(
                f"plan: {code}, {where}",
                "routings.csv, lanes.csv, sources.csv, alternates.csv",
            ),
        )


def _setups(company: Company, plan: Plan) -> Iterator[Part]:
    for code, line, times, eur in setup_costs(company, plan):
        yield Part(
            says=f"{times:f} setups of {line} for {code}",
            value=eur,
            sources=(f"plan: setups of {code} on {line}", f"setups.csv {code} {line} cost_eur"),
        )


def _ordering(company: Company, plan: Plan) -> Iterator[Part]:
    for part, line in zip(company.components, plan.components, strict=True):
        orders = sum(map(bool, line.ordered))
        each = part.order_cost_eur or NOTHING
        yield Part(
            says=f"{orders} orders of {part.code} at €{each}",
            value=orders * each,
            sources=(f"plan: orders of {part.code}", f"components.csv {part.code} order_cost_eur"),
        )


def _peak(company: Company, plan: Plan) -> Iterator[Part]:
    """The stock of the week in which it is worth most, item by item."""
    values = stock_value_by_week(company, plan)
    week = values.index(max(values))
    costs = {item.sku: item.variable_cost_eur for item in company.items}
    costs |= {part.code: part.unit_cost_eur for part in company.components}
    stocks = [(line.sku, Decimal(line.stock_units[week]), "items.csv") for line in plan.items]
    stocks += [
        (line.code, Decimal(str(line.stock[week])), "components.csv") for line in plan.components
    ]
    for code, quantity, file in stocks:
        yield Part(
            says=f"{quantity:,f} of {code} at €{costs[code]}",
            value=quantity * costs[code],
            sources=(f"plan: stock of {code}, {plan.weeks[week]}", f"{file} {code}"),
        )


def _risk(company: Company, plan: Plan) -> Iterator[Part]:
    week, rows = riskiest(company, plan)
    for one in rows:
        yield Part(
            says=f"{one.units:,} units of {one.sku} more than its cover asks for",
            value=one.eur,
            sources=(
                f"plan: stock and demand of {one.sku}, {plan.weeks[week]}",
                f"items.csv {one.sku} shelf_life_weeks, max_cover_weeks, variable_cost_eur",
            ),
        )


def _shipped(plan: Plan) -> dict[str, int]:
    total: dict[str, int] = {}
    for line in plan.sales:
        total[line.sku] = total.get(line.sku, 0) + sum(line.shipped_units)
    return total


FORMULAS: dict[str, tuple[str, Callable[[Company, Plan], Iterator[Part]]]] = {
    "units_sold_units": ("Σ units shipped", _sold),
    "lost_units": ("Σ units asked for − shipped − waiting", _lost),
    "excluded_units": (EXCLUDED, excluded_parts),
    "revenue_eur": ("Σ units shipped × price", _revenue),
    "variable_margin_eur": ("Σ units shipped × (price − variable cost)", _margin),
    "expedite_eur": ("Σ quantity expedited × premium", _expedite),
    "overtime_eur": ("Σ overtime hours × premium", _overtime),
    "holding_eur": ("Σ stock × weeks kept × cost × yearly rate ÷ 52", _holding),
    "sourcing_eur": ("Σ quantity from elsewhere × what it costs more there", _sourcing),
    "ordering_eur": ("Σ orders placed × cost of one", _ordering),
    "setup_eur": ("Σ setups × cost of one", _setups),
    "write_off_eur": ("Σ units past their shelf life × variable cost", _written_off),
    "write_off_risk_eur": (
        "Σ max(0, stock − demand of the cover to come) × variable cost, in the week it is most",
        _risk,
    ),
    "working_capital_peak_eur": ("Σ stock × cost, in the week it is most", _peak),
}

_EXTRA = (
    "overtime_eur",
    "expedite_eur",
    "holding_eur",
    "ordering_eur",
    "setup_eur",
    "sourcing_eur",
    "write_off_eur",
)
SUMS: dict[str, tuple[tuple[int, str], ...]] = {
    "extra_cost_eur": tuple((1, name) for name in _EXTRA),
    "margin_after_cost_eur": (
        (1, "variable_margin_eur"),
        *((-1, name) for name in _EXTRA),
    ),
}
