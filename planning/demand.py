"""Weekly demand by item and customer tier, regions summed: what a supply plan is asked for."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from planning.calendar_weeks import (
    WEEK,
    DayWeight,
    days_of_month,
    monday_of,
    month_weights,
    planning_weeks,
    split_by,
    working_day_weight,
)
from planning.company import Company, DemandLine, Promotion
from planning.once import once_a_company
from planning.periods import Period, by_period, periods_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandRow:
    """Units of one SKU asked for by one tier, a number per planning period."""

    sku: str
    tier: str
    units: tuple[int, ...]


def agreed_demand(company: Company) -> tuple[DemandRow, ...]:
    """The forecast in weeks: one row per SKU and tier, in the company's order, zeros included.

    A promoted day weighs 1 + uplift working days, so the uplift falls inside its window.

    Of the last few companies it is kept: their options ask for it again and again.
    """
    asked = _what_it_depends_on(company)
    for known, rows in tuple(_KEPT):
        if all(one is other for one, other in zip(known, asked, strict=True)):
            return rows
    rows = _in_weeks(company)
    _KEPT.append((asked, rows))
    return rows


_KEPT: deque[tuple[tuple[object, ...], tuple[DemandRow, ...]]] = deque(maxlen=4)


def _what_it_depends_on(company: Company) -> tuple[object, ...]:
    """Told apart by identity: a changed company shares what of it wasn't changed."""
    return (
        *(company.forecast, company.promotions, company.items, company.tiers),
        *(company.closed_days, company.plan_start, company.horizon_weeks, company.weekly_weeks),
    )


def _in_weeks(company: Company) -> tuple[DemandRow, ...]:
    by_key: dict[tuple[str, str], dict[date, int]] = defaultdict(lambda: defaultdict(int))
    weights: dict[tuple[tuple[Promotion, ...], date], dict[date, Fraction | int]] = {}
    for (sku, tier, month), units in _regions_summed(company.forecast).items():
        running = _running(company, sku, tier)
        if (running, month) not in weights:
            weights[running, month] = month_weights(month, _day_weight(company, running))
        for monday, part in split_by(units, weights[running, month]).items():
            by_key[sku, tier][monday] += part
    weeks = planning_weeks(company.plan_start, company.horizon_weeks)
    return tuple(
        DemandRow(
            sku=item.sku,
            tier=tier.code,
            units=by_period(
                company, tuple(by_key[item.sku, tier.code][monday] for monday in weeks)
            ),
        )
        for item in company.items
        for tier in company.tiers
    )


def without_uplift(
    demand: tuple[DemandRow, ...],
    company: Company,
    *,
    applies: Callable[[Promotion, DemandRow], bool] = lambda _promotion, _row: True,
) -> tuple[DemandRow, ...]:
    """Demand with the uplift taken out where it applies: round(D * 100 / (100 + uplift)).

    In a month of n weeks, k of them promoted, it is round(D * n / (n + k * uplift / 100)).
    """
    weeks = periods_of(company)
    for promotion in company.promotions:
        shares = _plain_shares(promotion, weeks)
        demand = tuple(
            _plain_row(row, shares)
            if is_promoted(promotion, row) and applies(promotion, row)
            else row
            for row in demand
        )
    return demand


def with_uplift(company: Company, promotion_code: str, uplift_pct: Decimal) -> Company:
    """The company as if the promotion lifted demand by another percentage; the rest stays.

    A month's units scale with its day weights: units * weight at the new uplift / at the old.
    """
    old = next(one for one in company.promotions if one.code == promotion_code)
    new = replace(old, uplift_pct=uplift_pct)
    changed = replace(
        company, promotions=tuple(new if one is old else one for one in company.promotions)
    )

    known: dict[tuple[tuple[Promotion, ...], date], Fraction | int] = {}

    def scaled(line: DemandLine) -> DemandLine:
        if line.sku not in old.skus or line.tier not in old.tiers:
            return line
        before = _weight_of(company, _running(company, line.sku, line.tier), line.month, known)
        after = _weight_of(changed, _running(changed, line.sku, line.tier), line.month, known)
        return replace(line, units=round(line.units * after / before)) if before else line

    return replace(changed, forecast=tuple(map(scaled, company.forecast)))


def total_units(demand: tuple[DemandRow, ...]) -> int:
    return sum(sum(row.units) for row in demand)


def is_promoted(promotion: Promotion, row: DemandRow) -> bool:
    return row.sku in promotion.skus and row.tier in promotion.tiers


@once_a_company
def promoted_weeks(company: Company) -> tuple[int, ...]:
    """Indices of the planning periods in which some promotion runs; all of them if none does."""
    weeks = periods_of(company)
    inside = tuple(
        at
        for at, period in enumerate(weeks)
        if any(promoted_in(promotion, period) for promotion in company.promotions)
    )
    return inside or tuple(range(len(weeks)))


def _regions_summed(lines: tuple[DemandLine, ...]) -> dict[tuple[str, str, date], int]:
    summed: dict[tuple[str, str, date], int] = defaultdict(int)
    for line in lines:
        summed[line.sku, line.tier, line.month] += line.units
    return summed


def _running(company: Company, sku: str, tier: str) -> tuple[Promotion, ...]:
    return tuple(p for p in company.promotions if sku in p.skus and tier in p.tiers)


def _day_weight(company: Company, running: tuple[Promotion, ...]) -> DayWeight:
    plain = working_day_weight(frozenset(company.closed_days))
    if not running:
        return plain

    def weight(day: date) -> Fraction:
        share = Fraction(plain(day))
        for promotion in running:
            if _runs(promotion, monday_of(day)):
                share *= 1 + Fraction(promotion.uplift_pct) / 100
        return share

    return weight


def _weight_of(
    company: Company,
    running: tuple[Promotion, ...],
    month: date,
    known: dict[tuple[tuple[Promotion, ...], date], Fraction | int],
) -> Fraction | int:
    """The weight of a whole month, worked out once."""
    if (running, month) not in known:
        known[running, month] = sum(map(_day_weight(company, running), days_of_month(month)))
    return known[running, month]


def _runs(promotion: Promotion, monday: date) -> bool:
    return promotion.starts <= monday < promotion.starts + WEEK * promotion.weeks


def promoted_in(promotion: Promotion, period: Period) -> int:
    """How many of the period's weeks it runs in."""
    return sum(_runs(promotion, period.starts + WEEK * week) for week in range(period.weeks))


def _plain_shares(promotion: Promotion, periods: tuple[Period, ...]) -> tuple[Fraction | None, ...]:
    """By period, what of its demand would come without the promotion; None where it doesn't run."""
    uplift = Fraction(promotion.uplift_pct) / 100
    running = [(period.weeks, promoted_in(promotion, period)) for period in periods]
    return tuple(
        weeks / (weeks + uplift * promoted) if promoted else None for weeks, promoted in running
    )


def _plain_row(row: DemandRow, shares: tuple[Fraction | None, ...]) -> DemandRow:
    return DemandRow(
        sku=row.sku,
        tier=row.tier,
        units=tuple(
            units if share is None else round(units * share)
            for units, share in zip(row.units, shares, strict=True)
        ),
    )
