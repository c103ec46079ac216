"""The measures options are compared by, in units people read: thousand units, thousand euros."""

from collections.abc import Iterator
from decimal import Decimal

from gates.brief import Metric
from planning.company import Company
from planning.metrics import metrics_of
from planning.options import SolvedOption

THOUSAND = Decimal(1000)
SHOWN_AS = {"units": ("k units", 1), "EUR": ("€k", 0), "%": ("%", 1)}
EMPHASIS = "margin_after_cost_eur"
IN_EXTRA_COST = {"overtime_eur", "expedite_eur", "holding_eur"}
"""Parts of the extra cost, which is shown as one."""


def brief_metrics(company: Company) -> tuple[Metric, ...]:
    return tuple(_metrics(company))


def brief_values(company: Company, option: SolvedOption) -> dict[str, Decimal]:
    """In the units of `brief_metrics`, unrounded, so that differences add up."""
    divided = {metric.key: metric.unit != "%" for metric in metrics_of(company)}
    return {
        metric.key: option.metrics[metric.key] / (THOUSAND if divided[metric.key] else 1)
        for metric in _metrics(company)
    }


def _metrics(company: Company) -> Iterator[Metric]:
    all_core = all(item.core for item in company.items)
    for metric in metrics_of(company):
        if metric.key in IN_EXTRA_COST or (metric.key == "service_non_core_pct" and all_core):
            continue
        unit, decimals = SHOWN_AS[metric.unit]
        yield Metric(
            key=metric.key,
            label=metric.label,
            unit=unit,
            better=metric.better.value,
            decimals=decimals,
            emphasis=metric.key == EMPHASIS,
        )
