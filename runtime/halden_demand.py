"""What Halden's customers ordered and what its planners expect, by region, item, tier and month."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from planning.calendar_weeks import days_of_month, monday_of, working_day_weight
from planning.company import DemandLine, Promotion
from runtime.halden_products import PRODUCTS

HISTORY = tuple(date(2024 + at // 12, at % 12 + 1, 1) for at in range(10, 34))
"""November 2024 to October 2026."""
FORECAST = (date(2026, 11, 1), date(2026, 12, 1), *(date(2027, month, 1) for month in range(1, 5)))

REGION_SHARE = {
    "nordics": Fraction(46, 100),
    "dach": Fraction(34, 100),
    "iberia": Fraction(20, 100),
}
TIER_SHARE = {
    "key": Fraction(46, 100),
    "retail": Fraction(34, 100),
    "convenience": Fraction(20, 100),
}

SEASON_PCT = {
    "Oat Bars": (103, 102, 101, 98, 96, 94, 92, 97, 104, 103, 100, 100),
    "Granola": (108, 105, 101, 97, 95, 92, 90, 95, 102, 105, 104, 98),
    "Seed Bars": (104, 102, 100, 100, 99, 98, 95, 97, 102, 101, 100, 99),
    "Porridge Cups": (122, 116, 106, 96, 84, 74, 70, 78, 98, 110, 118, 114),
}
"""January to December, percent of the year's mean."""

GROWTH_PCT_PER_YEAR = 4
LEVEL_MONTH = date(2026, 12, 1)
"""The month in which a product sells its stated units a week, before season."""

HISTORY_NOISE = Fraction(12, 100)
FORECAST_NOISE = Fraction(3, 100)


def history(seed: int, closed_days: tuple[date, ...]) -> tuple[DemandLine, ...]:
    """Orders of 24 months: level x season x growth x working days, and noise."""
    rng = Random(f"{seed} history")  # noqa: S311  a story, not a secret
    return tuple(
        _line(key, round(units * _noise(rng, HISTORY_NOISE)))
        for key, units in _expected(HISTORY, closed_days)
    )


def forecast(
    seed: int, closed_days: tuple[date, ...], promotion: Promotion
) -> tuple[DemandLine, ...]:
    """The planners' six months, with the promotion's uplift on the working days it runs."""
    rng = Random(f"{seed} forecast")  # noqa: S311  a story, not a secret
    lines: list[DemandLine] = []
    for key, units in _expected(FORECAST, closed_days):
        uplift = _uplift(promotion, key, closed_days)
        lines.append(_line(key, round(units * uplift * _noise(rng, FORECAST_NOISE))))
    return tuple(lines)


def expected_of(months: tuple[date, ...], closed_days: tuple[date, ...]) -> tuple[DemandLine, ...]:
    """What level, season and growth say of months nobody has planned yet."""
    return tuple(_line(key, round(units)) for key, units in _expected(months, closed_days))


Key = tuple[str, str, str, date]
"""Region, SKU, tier, month."""


def _expected(
    months: tuple[date, ...], closed_days: tuple[date, ...]
) -> Iterator[tuple[Key, Fraction]]:
    weight = working_day_weight(frozenset(closed_days))
    weeks = {month: Fraction(sum(map(weight, days_of_month(month)))) / 5 for month in months}
    for family, products in PRODUCTS:
        season = SEASON_PCT[family.name]
        usual = {
            month: weeks[month] * _trend(month) * Fraction(season[month.month - 1], 100)
            for month in months
        }
        for number, product in enumerate(products, start=1):
            for region, region_share in REGION_SHARE.items():
                for tier, tier_share in TIER_SHARE.items():
                    share = product.units_per_week * region_share * tier_share
                    for month in months:
                        yield (
                            (region, f"{family.prefix}-{number:02}", tier, month),
                            (usual[month] * share),
                        )


def _trend(month: date) -> Fraction:
    years = Fraction((month.year - LEVEL_MONTH.year) * 12 + month.month - LEVEL_MONTH.month, 12)
    return 1 + years * GROWTH_PCT_PER_YEAR / 100


def _uplift(promotion: Promotion, key: Key, closed_days: tuple[date, ...]) -> Fraction:
    _region, sku, _tier, month = key
    if sku not in promotion.skus:
        return Fraction(1)
    weight = working_day_weight(frozenset(closed_days))
    ends = promotion.starts + timedelta(weeks=promotion.weeks)
    days = days_of_month(month)
    promoted = sum(weight(day) for day in days if promotion.starts <= monday_of(day) < ends)
    return 1 + Fraction(promotion.uplift_pct) / 100 * Fraction(promoted) / sum(map(weight, days))


def _noise(rng: Random, spread: Fraction) -> Fraction:
    """1 give or take; from `random()` alone, the one draw Python promises to keep the same."""
    draws = sum(Fraction(rng.random()) for _ in range(3))
    return 1 + spread * (draws - Fraction(3, 2)) / Fraction(3, 2)


def _line(key: Key, units: int) -> DemandLine:
    region, sku, tier, month = key
    return DemandLine(region=region, sku=sku, tier=tier, month=month, units=units)
