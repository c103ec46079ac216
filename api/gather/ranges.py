"""A number of every option over all demand draws, and where those draws come from."""

from collections.abc import Sequence

from agents.briefs.outcomes import rests_on
from api import formats
from api.tongue import say
from api.views.numbers import RangeLine, RangeView
from planning.company import Company
from planning.metrics import Metric
from planning.options import SolvedOption
from planning.outcome_range import OutcomeRange, Spread

SHOWN_DRIVERS = 3


def range_view(
    company: Company, metric: Metric, options: Sequence[SolvedOption]
) -> RangeView | None:
    """None where no option was kept with a range of this number."""
    ranged = [
        (option.scenario.name, option.range, spread)
        for option in options
        if option.range is not None and (spread := option.range.spread(metric.key)) is not None
    ]
    if not ranged:
        return None
    return RangeView(
        says=_says(ranged[0][1]),
        first=ranged[0][0],
        lines=tuple(
            _line(company, metric, name, found, spread, first=not at)
            for at, (name, found, spread) in enumerate(ranged)
        ),
    )


def _says(found: OutcomeRange) -> str:
    draws = formats.number(found.draws)
    return say(
        "What each option decides stands, and demand comes otherwise {draws} times, the same way"
        " for every option (seed {seed}). {rests_on}; each month ahead takes the error of one past"
        " month.",
        draws=draws,
        seed=found.seed,
        rests_on=rests_on(found),
    )


def _line(
    company: Company,
    metric: Metric,
    name: str,
    found: OutcomeRange,
    spread: Spread,
    *,
    first: bool,
) -> RangeLine:
    low, middle, high = (
        formats.number(value, metric.decimals) for value in (spread.low, spread.middle, spread.high)
    )
    names = {item.sku: item.name for item in company.items}
    drivers = [f"{names[one.sku]} {one.share_pct:.0f} %" for one in found.drivers[:SHOWN_DRIVERS]]
    return RangeLine(
        option=name,
        low=low,
        middle=middle,
        high=high,
        best_in=f"{formats.number(found.best_in)} of {formats.number(found.draws)}",
        ahead_in="" if first else formats.number(found.ahead_in),
        drivers=", ".join(drivers),
    )
