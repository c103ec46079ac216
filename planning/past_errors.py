"""How far off an item's forecasts were: orders per unit forecast, month by month.

A recorded forecast (`past_forecasts.csv`) says what people were off; where an item has too few, the
naive floor is tried on its own orders. The floor knows no trend, so its mean error isn't counted:
only the scatter around it is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planning.accuracy import Outcome
from planning.company import Company
from planning.company_records import PastForecast
from planning.forecast_choice import FLOOR, LEAST_TRAINING_MONTHS, back_test

LAG_MONTHS = 1
LEAST_MONTHS = 3
"""Fewer errors than that say nothing about what is likely."""
MOST_MONTHS = 12
RATIO_MOST = 3.0
"""A month with orders of more than that many times the forecast counts as that many."""
STREAMS = ("consensus", "regional", "marketing", "statistical")
"""Whose forecasts count, the nearest to what is planned with first."""


class ErrorsFrom(StrEnum):
    RECORDED = "recorded forecasts"
    FLOOR = "naive forecasts of its own orders"
    NONE = "nothing: too short a past"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastErrors:
    """A / F of the latest months, oldest first; empty where nothing is known."""

    sku: str
    source: ErrorsFrom
    ratios: tuple[float, ...]


def past_errors(company: Company, more: Iterable[PastForecast] = ()) -> tuple[PastErrors, ...]:
    """Of every item, over all its regions and tiers together; `more` are of earlier cycles."""
    ordered = _ordered(company)
    recorded = _recorded((*company.past_forecasts, *more), ordered)
    return tuple(
        _errors(item.sku, recorded.get(item.sku, ()), ordered[item.sku]) for item in company.items
    )


def _errors(sku: str, recorded: tuple[float, ...], months: dict[date, int]) -> PastErrors:
    if len(recorded) >= LEAST_MONTHS:
        return PastErrors(sku=sku, source=ErrorsFrom.RECORDED, ratios=recorded)
    naive = _floor(months)
    if len(naive) >= LEAST_MONTHS:
        return PastErrors(sku=sku, source=ErrorsFrom.FLOOR, ratios=naive)
    return PastErrors(sku=sku, source=ErrorsFrom.NONE, ratios=())


def _ordered(company: Company) -> dict[str, dict[date, int]]:
    total: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for line in company.history:
        total[line.sku][line.month] += line.units
    return total


def _recorded(
    said: tuple[PastForecast, ...], ordered: dict[str, dict[date, int]]
) -> dict[str, tuple[float, ...]]:
    """By item, of the one stream that says most months; a month counts where all of it is known."""
    sums: dict[tuple[str, str], dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for one in said:
        if one.lag_months == LAG_MONTHS and one.month in ordered[one.sku]:
            sums[one.sku, one.stream][one.month] += one.units
    found: dict[str, tuple[float, ...]] = {}
    for (sku, _stream), months in sorted(sums.items(), key=lambda one: _rung(one[0][1])):
        ratios = _ratios((months[month], ordered[sku][month]) for month in sorted(months))
        if len(ratios) > len(found.get(sku, ())):
            found[sku] = ratios
    return found


def _rung(stream: str) -> int:
    return STREAMS.index(stream) if stream in STREAMS else len(STREAMS)


def _floor(months: dict[date, int]) -> tuple[float, ...]:
    """Tested one month ahead on up to twelve months, around their own mean."""
    units = [months[month] for month in sorted(months)]
    first = max(LEAST_TRAINING_MONTHS, len(units) - MOST_MONTHS)
    tested = back_test(FLOOR, units, range(first, len(units)))
    ratios = _ratios((one.forecast_units, one.actual_units) for one in _told(tested))
    mean = sum(ratios) / len(ratios) if ratios else 1.0
    return tuple(ratio / mean for ratio in ratios) if mean else ()


def _told(tested: Iterable[Outcome]) -> list[Outcome]:
    return [one for one in tested if one.forecast_units > 0]


def _ratios(pairs: Iterable[tuple[int, int]]) -> tuple[float, ...]:
    """Orders per unit forecast, of the latest months in which anything was forecast."""
    ratios = [min(actual / forecast, RATIO_MOST) for forecast, actual in pairs if forecast > 0]
    return tuple(ratios[-MOST_MONTHS:])
