"""Halden Foods a month later: what its systems say when the next cycle opens."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

from planning.calendar_weeks import WEEK, days_of_month
from planning.company import Company, DemandLine, Stock
from runtime.halden_demand import expected_of
from runtime.halden_weeks import World

ORDERS_NOISE = Fraction(2, 100)


def month_later(agreed: Company, world: World, plan_start: date, *, seed: str) -> Company:
    """The company at a later plan start: `agreed` is it with the forecast its last cycle froze.

    Months that are over become history as customers ordered; a month is added at the far end.
    """
    now = plan_start - WEEK
    over = {line.month for line in agreed.forecast if line.month < now.replace(day=1)}
    horizon_ends = plan_start + WEEK * agreed.horizon_weeks
    drift = world.fate.drift_pct
    families = {item.sku: item.family for item in agreed.items}
    kept = tuple(line for line in agreed.forecast if line.month not in over)
    return replace(
        agreed,
        plan_start=plan_start,
        history=(*agreed.history, *_ordered(agreed, over, drift, families, seed)),
        forecast=(*kept, *_months_to_come(agreed, kept, horizon_ends)),
        stock=tuple(
            Stock(code=code, quantity=max(units, 0)) for code, units in sorted(world.stock.items())
        ),
        open_supply=world.on_order(),
        promotions=tuple(
            one for one in agreed.promotions if one.starts + WEEK * one.weeks > plan_start
        ),
    )


def _ordered(
    agreed: Company,
    over: set[date],
    drift_pct: Mapping[str, int],
    families: Mapping[str, str],
    seed: str,
) -> tuple[DemandLine, ...]:
    rng = Random(f"{seed} orders {agreed.plan_start}")  # noqa: S311  a story, not a secret
    return tuple(
        replace(line, units=round(line.units * drift_pct.get(families[line.sku], 100) / 100 * near))
        for line in agreed.forecast
        if line.month in over
        for near in (1 + ORDERS_NOISE * Fraction(2 * rng.random() - 1),)
    )


def _months_to_come(
    agreed: Company, kept: tuple[DemandLine, ...], until: date
) -> tuple[DemandLine, ...]:
    last = max(line.month for line in kept)
    months: list[date] = []
    while (last := (max(days_of_month(last)) + WEEK / 7).replace(day=1)) < until:
        months.append(last)
    return expected_of(tuple(months), agreed.closed_days)
