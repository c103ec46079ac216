"""What is usual for a month: the same month of earlier years, grown, per working day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import log
from statistics import fmean, median

YEAR = 12
YEARS_BACK = 5
RECENT = 6
LEAST_SIGMA = 0.05
SIGMA_UNKNOWN = 0.25
RESIDUALS_NEEDED = 6
MAD_TO_SIGMA = 1.4826
GROWTH_RANGE = (0.5, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """Expected units, and how far the logarithm of the truth usually strays from theirs."""

    units: float
    sigma: float

    def times(self, factor: float) -> "Usual":
        return Usual(units=self.units * factor, sigma=self.sigma)

    def log_ratio(self, units: int) -> float:
        """ln((units + 1) / (usual + 1)); the ones keep zero readable."""
        return log((max(units, 0) + 1) / (self.units + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What a series' history says of any month: worked out once for all of its months."""

    rates: Mapping[date, float]
    """Units per working day."""
    growth: float
    sigma: float
    recent: float
    """The mean of the last six rates."""

    def usual(self, month: date, working_days: int) -> Usual:
        """E = mean over years k of rate(month - 12k) * growth^k, times the month's working days.

        Without the same month in an earlier year, the mean of the last six rates.
        """
        same = [
            self.rates[then] * self.growth**years
            for years in range(1, YEARS_BACK + 1)
            if (then := months_before(month, YEAR * years)) in self.rates
        ]
        return Usual(units=(fmean(same) if same else self.recent) * working_days, sigma=self.sigma)


def past_of(history: Mapping[date, int], working_days: Callable[[date], int]) -> Past | None:
    """Growth is the last twelve months' rates over those of the twelve before.

    >>> flat = {date(2025, at, 1): 100 for at in range(1, 13)}
    >>> past_of(flat, lambda _: 20).usual(date(2026, 3, 1), 20).units
    100.0
    """
    rates = {m: units / days for m, units in history.items() if (days := working_days(m))}
    if not rates:
        return None
    growth = _growth(rates)
    return Past(
        rates=rates,
        growth=growth,
        sigma=_sigma(rates, growth),
        recent=fmean(rates[m] for m in sorted(rates)[-RECENT:]),
    )


def _growth(rates: Mapping[date, float]) -> float:
    """1 where there aren't two whole years."""
    last = max(rates)
    recent = [rates.get(months_before(last, back)) for back in range(YEAR)]
    before = [rates.get(months_before(last, back)) for back in range(YEAR, 2 * YEAR)]
    if None in recent or None in before or not sum(filter(None, before)):
        return 1.0
    least, most = GROWTH_RANGE
    return min(max(sum(filter(None, recent)) / sum(filter(None, before)), least), most)


def _sigma(rates: Mapping[date, float], growth: float) -> float:
    """1.4826 · MAD of ln(rate / (rate a year ago · growth)): a few odd months don't widen it."""
    strays = [
        log(rate / (earlier * growth))
        for m, rate in rates.items()
        if rate > 0 and (earlier := rates.get(months_before(m, YEAR), 0.0)) > 0
    ]
    if len(strays) < RESIDUALS_NEEDED:
        return SIGMA_UNKNOWN
    middle = median(strays)
    return max(MAD_TO_SIGMA * median(abs(stray - middle) for stray in strays), LEAST_SIGMA)


def months_before(month: date, months: int) -> date:
    """The first day of the month so many months earlier."""
    at = month.year * YEAR + month.month - 1 - months
    return date(at // YEAR, at % YEAR + 1, 1)


def rough(units: float) -> int:
    """Two figures: an expectation isn't more exact than that.

    >>> rough(41234.5), rough(87.2), rough(3.4)
    (41000, 87, 3)
    """
    size = max(round(units), 0)
    step = int(10 ** max(len(str(size)) - 2, 0))
    return round(size / step) * step
