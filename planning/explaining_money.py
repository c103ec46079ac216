"""Where the money of a month comes from: cash that moves in it, and what stock is worth at its end.

Keys are `cash_2026-12` and `stock_2026-12`.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from planning.cash import FLOWS
from planning.company import Company
from planning.explained import Explanation, Part
from planning.in_money import stock_by_month
from planning.plan import Plan

CASH, STOCK = "cash_", "stock_"
NOTHING = Decimal(0)

SAYS = {
    "collected": ("Collected for", Decimal(1), "company.toml collect_days"),
    "paid_to_suppliers": ("Paid to suppliers for", Decimal(-1), "company.toml pay_days"),
    "paid_for_making": ("Paid for making", Decimal(-1), "items.csv {code} variable_cost_eur"),
}
READ_FROM = {
    "collected": "plan: shipped of {code}",
    "paid_to_suppliers": "plan: orders of {code}; open_supply.csv {code}",
    "paid_for_making": "plan: made of {code}",
}


def explain_month(company: Company, plan: Plan, key: str) -> Explanation | None:
    """None where the key is of no month in which the plan has any money."""
    if key.startswith(CASH) and (month := _month(key.removeprefix(CASH))):
        parts, formula = tuple(_cash(company, plan, month)), CASH_FORMULA
    elif key.startswith(STOCK) and (month := _month(key.removeprefix(STOCK))):
        parts, formula = tuple(_stock(company, plan, month)), STOCK_FORMULA
    else:
        return None
    value = sum((part.value for part in parts), NOTHING)
    return Explanation(key=key, formula=formula, value=value, parts=parts) if parts else None


CASH_FORMULA = (
    "Σ units shipped × price, when customers pay − Σ quantity arrived × cost, when suppliers are "
    "paid − Σ units made × what they cost beyond what is bought"
)
STOCK_FORMULA = "Σ stock × cost, at the end of the last week that begins in the month"


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _cash(company: Company, plan: Plan, month: date) -> Iterator[Part]:
    for name, flows in FLOWS:
        says, sign, rule = SAYS[name]
        sums = defaultdict[str, Decimal](Decimal)
        for one in flows(company, plan):
            if one.day.replace(day=1) == month:
                sums[one.code] += one.eur
        for code, eur in sums.items():
            if eur:
                read = tuple(text.format(code=code) for text in (READ_FROM[name], rule))
                yield Part(says=f"{says} {code}", value=sign * eur, sources=read)


def _stock(company: Company, plan: Plan, month: date) -> Iterator[Part]:
    at = next((one.period for one in stock_by_month(company, plan) if one.month == month), None)
    if at is None:
        return
    costs = {item.sku: item.variable_cost_eur for item in company.items}
    costs |= {part.code: part.unit_cost_eur for part in company.components}
    kept = [(line.sku, Decimal(line.stock_units[at]), "items.csv") for line in plan.items]
    kept += [(one.code, Decimal(str(one.stock[at])), "components.csv") for one in plan.components]
    for code, quantity, file in kept:
        if quantity:
            yield Part(
                says=f"{quantity:,f} of {code} at €{costs[code]}",
                value=quantity * costs[code],
                sources=(f"plan: stock of {code}, {plan.weeks[at]}", f"{file} {code}"),
            )
