"""Outcome ranges of options under demand uncertainty, all of them on the same draws."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from zlib import crc32

import numpy as np

from planning.company import Company
from planning.company_records import PastForecast
from planning.demand_draws import DRAWS, draw
from planning.levers_of_supply import ShareFairly
from planning.metrics import service_key
from planning.options import SolvedOption
from planning.outcome_range import HIGH_PCT, LOW_PCT, Driver, OutcomeRange, Spread
from planning.past_errors import ErrorsFrom, past_errors
from planning.scenario import Scenario, case_of
from planning.simulated_money import Outcomes, outcomes
from planning.supply.layout import Numbers

DRIVERS_MOST = 5
CENT = Decimal("0.01")
EQUAL_EUR = 0.005
"""Margins closer than half a cent are the same."""


def seed_of(company: Company) -> int:
    """The same for every option of a plan, and kept with each."""
    return crc32(f"{company.slug} {company.plan_start}".encode())


def with_ranges(
    company: Company,
    options: Sequence[SolvedOption],
    *,
    more: Iterable[PastForecast] = (),
    draws: int = DRAWS,
) -> tuple[SolvedOption, ...]:
    """The options, each with its range; the first is the one they are held against.

    `more` are forecasts of earlier cycles, beside those the company's own directory records.
    """
    errors = past_errors(company, more)
    drawn = draw(company, errors, seed=seed_of(company), draws=draws)
    found = [
        outcomes(_own(company, one.scenario), one.plan, drawn, fair=_fair(one.scenario))
        for one in options
    ]
    best = np.max([one.margin for one in found], axis=0)
    sources = Counter(one.source for one in errors)
    return tuple(
        replace(
            option,
            range=OutcomeRange(
                seed=drawn.seed,
                draws=draws,
                best_in=int(np.sum(one.margin >= best - EQUAL_EUR)),
                ahead_in=int(np.sum(one.margin > found[0].margin + EQUAL_EUR)),
                spreads=_spreads(company, one),
                drivers=_drivers(company, one),
                recorded_items=sources[ErrorsFrom.RECORDED],
                floor_items=sources[ErrorsFrom.FLOOR],
                certain_items=sources[ErrorsFrom.NONE],
            ),
        )
        for option, one in zip(options, found, strict=True)
    )


def _own(company: Company, scenario: Scenario) -> Company:
    return case_of(company, scenario).company if scenario.levers else company


def _fair(scenario: Scenario) -> bool:
    """Without a decision orders are served first come, first served."""
    shares = any(isinstance(lever, ShareFairly) for lever in scenario.levers)
    return shares or not scenario.levers


def _spreads(company: Company, found: Outcomes) -> tuple[Spread, ...]:
    by_rank = sorted(company.tiers, key=lambda tier: tier.rank)
    named = {
        "margin_after_cost_eur": found.margin,
        "revenue_eur": found.revenue,
        "units_sold_units": found.units_sold,
        "lost_units": found.lost,
        "working_capital_peak_eur": found.peak,
        **{service_key(tier.code): found.service_pct[:, at] for at, tier in enumerate(by_rank)},
    }
    return tuple(_spread(key, values) for key, values in named.items())


def _spread(key: str, values: Numbers) -> Spread:
    low, middle, high = np.quantile(values, (LOW_PCT / 100, 0.5, HIGH_PCT / 100))
    return Spread(key=key, low=_exact(low), middle=_exact(middle), high=_exact(high))


def _exact(value: float) -> Decimal:
    return Decimal(str(value)).quantize(CENT)


def _drivers(company: Company, found: Outcomes) -> tuple[Driver, ...]:
    """By cov(item, whole) / var(whole): over all items they add up to one."""
    whole = found.margin_by_item.sum(axis=1)
    spread = float(np.var(whole))
    if not spread:
        return ()
    off = found.margin_by_item - found.margin_by_item.mean(axis=0)
    shares = (off.T @ (whole - whole.mean())) / len(whole) / spread
    largest: list[int] = np.argsort(-shares, kind="stable")[:DRIVERS_MOST].tolist()
    return tuple(
        Driver(sku=company.items[at].sku, share_pct=_exact(100 * float(shares[at])))
        for at in largest
    )
