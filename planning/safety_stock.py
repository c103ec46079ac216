"""How much safety stock a service level asks for, and what a company keeps beside that.

What goes wrong over a lead time is taken as normal. The plan itself treats safety stock as a target
it may fall short of; these formulas say how high the target should be. Their examples are those of
Chopra and Meindl, Supply Chain Management, in the chapter on safety inventory.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, stdev

from planning.company import Company
from planning.demand import agreed_demand
from planning.past_errors import past_errors
from planning.recipes import deep_uses

NORMAL = NormalDist()
WEEKS_PER_MONTH = 52 / 12
SERVICE = 0.95
HALVINGS = 60
MOST_SIGMAS = 10.0


def lead_time_sigma(
    *, periods: float, demand: float, demand_sigma: float, periods_sigma: float = 0.0
) -> float:
    """Scatter of what is asked for over a lead time that may itself be uncertain.

    sqrt(periods * demand_sigma**2 + demand**2 * periods_sigma**2)

    2,500 a week give or take 500, two weeks:

    >>> round(lead_time_sigma(periods=2, demand=2_500, demand_sigma=500))
    707

    2,500 tablets a day give or take 500, seven days give or take seven:

    >>> round(lead_time_sigma(periods=7, demand=2_500, demand_sigma=500, periods_sigma=7), -1)
    17550.0
    """
    return sqrt(periods * demand_sigma**2 + demand**2 * periods_sigma**2)


def for_cycle_service(service: float, sigma: float) -> float:
    """Safety stock with which a share of all lead times ends without a shortage.

    9 of 10 lead times, with the 707 and the 17,550 of above (the book: 906 and 22,491):

    >>> round(for_cycle_service(0.9, 707))
    906
    >>> round(for_cycle_service(0.9, 17_550))
    22491
    """
    return max(NORMAL.inv_cdf(service) * sigma, 0.0)


def cycle_service(safety_stock: float, sigma: float) -> float:
    """The other way round. 1,000 units against the 707 (the book: 0.92):

    >>> round(cycle_service(1_000, 707), 2)
    0.92
    """
    return NORMAL.cdf(safety_stock / sigma)


def short_per_cycle(safety_stock: float, sigma: float) -> float:
    """Units short in a lead time on average: sigma times the standard loss function.

    1,000 units against the 707 (the book: 25):

    >>> round(short_per_cycle(1_000, 707))
    25
    """
    z = safety_stock / sigma
    return sigma * (NORMAL.pdf(z) - z * (1 - NORMAL.cdf(z)))


def for_fill_rate(fill_rate: float, sigma: float, lot: float) -> float:
    """Safety stock with which a share of all units ships from stock, ordered in lots.

    97.5 % in lots of 10,000 with the 707 (the book: 67); it may be below zero, since large lots
    alone serve most:

    >>> round(for_fill_rate(0.975, 707, 10_000))
    67
    """
    wanted = (1 - fill_rate) * lot
    low, high = -MOST_SIGMAS * sigma, MOST_SIGMAS * sigma
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if short_per_cycle(middle, sigma) > wanted else (low, middle)
    return high


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyStock:
    sku: str
    kept: int
    """As `items.csv` states it."""
    wanted: int | None
    """For 95 of 100 lead times without a shortage; None where no past says how far off it is."""
    lead_weeks: int
    """Of the slowest thing bought for it, on any level: sooner nothing more can be made."""


def safety_stocks(company: Company) -> tuple[SafetyStock, ...]:
    """Of every item. Past errors are of months; a week's scatter is a month's ÷ √(52/12)."""
    weekly = _weekly(company)
    errors = {one.sku: one.ratios for one in past_errors(company)}
    leads = _leads(company)
    return tuple(
        SafetyStock(
            sku=item.sku,
            kept=item.safety_stock_units,
            wanted=_wanted(weekly[item.sku], errors[item.sku], leads[item.sku]),
            lead_weeks=leads[item.sku],
        )
        for item in company.items
    )


def _wanted(weekly: float, ratios: tuple[float, ...], lead_weeks: int) -> int | None:
    if len(ratios) < 2:  # noqa: PLR2004 # one number has no scatter
        return None
    sigma = weekly * stdev(ratios) * sqrt(WEEKS_PER_MONTH)
    over = lead_time_sigma(periods=lead_weeks, demand=weekly, demand_sigma=sigma)
    return round(for_cycle_service(SERVICE, over))


def _weekly(company: Company) -> dict[str, float]:
    units: dict[str, int] = {}
    for row in agreed_demand(company):
        units[row.sku] = units.get(row.sku, 0) + sum(row.units)
    return {sku: total / company.horizon_weeks for sku, total in units.items()}


def _leads(company: Company) -> dict[str, int]:
    bought = {one.code: one.lead_time_weeks for one in company.components if one.resource is None}
    leads = dict.fromkeys((item.sku for item in company.items), 1)
    for sku, code in deep_uses(company):
        if code in bought and sku in leads:
            leads[sku] = max(leads[sku], bought[code])
    return leads
