"""How much faster than stated customers may leave before a higher price loses its point."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from planning.company import Company
from planning.scenario import case_of
from planning.solved import MARGIN, Solved, replay
from planning.supply.warm_start import Memory

TENTHS = Decimal(10)
MOST_TENTHS = 50
"""Five times as fast as stated isn't tried beyond."""


def customers_leave(
    company: Company, solved: Solved, others: Sequence[Solved], memory: Memory
) -> Iterator[str]:
    """The least multiple of the stated elasticities, in tenths, at which another option earns more.

    What was expedited stays paid for, and the rest is planned again.
    """
    rival = max(others, key=lambda one: one.metrics[MARGIN], default=None)
    if rival is None or rival.metrics[MARGIN] >= solved.metrics[MARGIN]:
        return
    low, high = int(TENTHS), MOST_TENTHS
    if _earned(company, solved, high, memory) >= rival.metrics[MARGIN]:
        return
    while high - low > 1:
        half = (low + high) // 2
        if _earned(company, solved, half, memory) >= rival.metrics[MARGIN]:
            low = half
        else:
            high = half
    yield (
        f"demand answers to the price {high / TENTHS:f} times as much as stated "
        f"({rival.scenario.name} earns more)"
    )


def _earned(company: Company, solved: Solved, tenths: int, memory: Memory) -> Decimal:
    faster = tuple(
        replace(one, elasticity=one.elasticity * tenths / TENTHS) for one in company.elasticities
    )
    world = case_of(replace(company, elasticities=faster), solved.scenario)
    return replay(solved, company=company, demand=world.demand, memory=memory).margin_eur
