"""Which options are worth offering: none that another beats in everything, none that is a copy."""

from collections.abc import Sequence
from decimal import Decimal

from planning.company import Company
from planning.lever_grid import earned_by
from planning.metrics import Better, Metric, metrics_of, service_key
from planning.options import SolvedOption
from planning.scenario import DO_NOTHING

SAME_SHARE = Decimal("0.001")
"""Of what a measure comes to, of all units sold where it counts units; closer is no difference."""
SAME_POINTS = Decimal("0.1")
"""The same of a percentage."""
CHOSEN_BY = (
    "margin_after_cost_eur",
    "lost_units",
    "excluded_units",
    "service_non_core_pct",
    "working_capital_peak_eur",
    "write_off_risk_eur",
)
"""Beside the service of each tier. The other measures say how these come about."""


def worth_offering(company: Company, options: Sequence[SolvedOption]) -> tuple[SolvedOption, ...]:
    """In their order. Doing nothing always is, and so is the best beside it: there are two."""
    measures = _measures(company)
    acting = [one for one in options if one.scenario.key != DO_NOTHING]
    kept = [one for one in options if one.scenario.key == DO_NOTHING]
    for one in sorted(acting, key=lambda one: _earned(company, one), reverse=True):
        is_first = all(other.scenario.key == DO_NOTHING for other in kept)
        others = [other for other in options if other is not one]
        is_beaten = any(_beats(other, one, measures) for other in others)
        is_copy = any(_is_copy(other, one, measures) for other in kept)
        if is_first or not (is_beaten or is_copy):
            kept.append(one)
    keys = {one.scenario.key for one in kept}
    return tuple(one for one in options if one.scenario.key in keys)


def _earned(company: Company, option: SolvedOption) -> tuple[bool, Decimal]:
    return earned_by(company, option.plan, option.metrics)


def _measures(company: Company) -> tuple[Metric, ...]:
    wanted = {*CHOSEN_BY, *(service_key(tier.code) for tier in company.tiers)}
    return tuple(metric for metric in metrics_of(company) if metric.key in wanted)


def _beats(one: SolvedOption, other: SolvedOption, measures: Sequence[Metric]) -> bool:
    """No worse in anything, and better in something by more than no difference."""
    ahead = [_ahead(one, other, metric) for metric in measures]
    return all(lead >= 0 for lead in ahead) and not _is_copy(one, other, measures)


def _is_copy(one: SolvedOption, other: SolvedOption, measures: Sequence[Metric]) -> bool:
    return all(
        abs(_ahead(one, other, metric)) <= _no_difference(one, other, metric) for metric in measures
    )


def _ahead(one: SolvedOption, other: SolvedOption, metric: Metric) -> Decimal:
    lead = one.metrics[metric.key] - other.metrics[metric.key]
    return lead if metric.better is Better.HIGHER else -lead


def _no_difference(one: SolvedOption, other: SolvedOption, metric: Metric) -> Decimal:
    if metric.unit == "%":
        return SAME_POINTS
    key = "units_sold_units" if metric.unit == "units" else metric.key
    return SAME_SHARE * max(abs(one.metrics[key]), abs(other.metrics[key]))
