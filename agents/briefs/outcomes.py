"""How an option may turn out: its range in the measures' units, its chart, and why it is likely."""

from decimal import Decimal

from agents.briefs.measures import THOUSAND, brief_metrics
from gates.brief import Chart, Point
from gates.outcome import Between, Outcome
from planning import written
from planning.company import Company
from planning.options import SolvedOption
from planning.outcome_range import OutcomeRange

MARGIN = "margin_after_cost_eur"
WHOLE, TENTH = Decimal(1), Decimal("0.1")


def outcome_of(company: Company, option: SolvedOption) -> Outcome | None:
    found = option.range
    if found is None:
        return None
    divided = {metric.key: metric.unit != "%" for metric in brief_metrics(company)}
    return Outcome(
        seed=found.seed,
        draws=found.draws,
        best_in=found.best_in,
        ahead_in=found.ahead_in,
        by_measure={
            one.key: Between(low=one.low / by, middle=one.middle / by, high=one.high / by)
            for one in found.spreads
            if one.key in divided
            for by in (THOUSAND if divided[one.key] else 1,)
        },
        rests_on=rests_on(found),
    )


def rests_on(found: OutcomeRange) -> str:
    """Where the draws come from.

    >>> rests_on(OutcomeRange(seed=1, draws=500, best_in=1, ahead_in=0, spreads=(), drivers=(),
    ...     recorded_items=2, floor_items=22, certain_items=0))
    'Errors of recorded forecasts for two items, of naive ones for 22 items'
    """
    parts = [
        f"{what} for {written.counted(count, 'item')}"
        for what, count in (
            ("of recorded forecasts", found.recorded_items),
            ("of naive ones", found.floor_items),
            ("none known", found.certain_items),
        )
        if count
    ]
    return f"Errors {', '.join(parts)}" if parts else "No errors known"


def range_chart(option: SolvedOption) -> tuple[Chart, ...]:
    """The margin after cost: low, middle and high of all draws, and as agreed."""
    spread = option.range.spread(MARGIN) if option.range else None
    if option.range is None or spread is None:
        return ()
    agreed = option.metrics[MARGIN]
    points = (
        ("low", spread.low),
        ("middle", spread.middle),
        ("high", spread.high),
        ("as agreed", agreed),
    )
    share = written.number(100 * Decimal(option.range.best_in) / option.range.draws)
    return (
        Chart(
            key="range",
            label="Margin if demand errs",
            note="€k; eight of ten demand draws lie on the bar, the dot is the middle, the line "
            "as agreed",
            kind="range",
            unit="€k",
            limit=None,
            limit_is_floor=True,
            points=tuple(
                Point(label=label, value=(value / THOUSAND).quantize(WHOLE))
                for label, value in points
            ),
            caption=f"earns most in {share} %",
            caption_is_bad=False,
        ),
    )
