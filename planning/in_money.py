"""A plan in money, by month, and the ways to its revenue: what pages, briefs and JSON show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from planning.bridge import CENT
from planning.cash import CashMonth, cash_by_month
from planning.company import Company
from planning.plan import Plan
from planning.plan_money import stock_value_by_week
from planning.sold import MonthsBridge, SoldLine, budget_lines, months_bridge, sold_lines
from planning.write_off_risk import at_risk

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockMonth:
    """EUR in whole cents, at the end of the last planning period that begins in the month."""

    month: date
    period: int
    """The planning period at whose end it is counted."""
    value: Decimal
    at_risk: Decimal
    """Of it, what may end as waste."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """From one revenue to the plan's."""

    key: str
    """`budget`, `last_plan` or `first`: what it comes from."""
    before: tuple[SoldLine, ...]
    after: tuple[SoldLine, ...]
    bridge: MonthsBridge


@dataclass(frozen=True, slots=True, kw_only=True)
class InMoney:
    cash: tuple[CashMonth, ...]
    stock: tuple[StockMonth, ...]
    ways: tuple[Way, ...]
    """Only those that have a month in common with the plan."""


def in_money(
    company: Company,
    plan: Plan,
    *,
    last_plan: Sequence[SoldLine] = (),
    first: Sequence[SoldLine] = (),
) -> InMoney:
    """`last_plan` is what the plan before sells, `first` what the first option does."""
    sold = sold_lines(company, plan)
    before = (("budget", budget_lines(company)), ("last_plan", last_plan), ("first", first))
    return InMoney(
        cash=cash_by_month(company, plan),
        stock=stock_by_month(company, plan),
        ways=tuple(ways_to(sold, before)),
    )


def ways_to(
    sold: Sequence[SoldLine], before: Iterable[tuple[str, Sequence[SoldLine]]]
) -> Iterable[Way]:
    for key, lines in before:
        if (steps := months_bridge(lines, sold)) is not None:
            yield Way(key=key, before=tuple(lines), after=tuple(sold), bridge=steps)


def stock_by_month(company: Company, plan: Plan) -> tuple[StockMonth, ...]:
    values, risks = stock_value_by_week(company, plan), at_risk(company, plan)
    last = {starts.replace(day=1): at for at, starts in enumerate(plan.weeks)}
    return tuple(
        StockMonth(
            month=month,
            period=at,
            value=_cents(values[at]),
            at_risk=_cents(sum((one.eur for one in risks[at]), NOTHING)),
        )
        for month, at in last.items()
    )


def _cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_EVEN)
