"""Which regions are served from lines that don't make their items as a rule."""

from collections.abc import Mapping, Sequence

from planning.plan_network import MovedLine, ServedLine
from planning.rules import Case, MovedDemand
from planning.supply.openings import moved_demand


def served_lines(case: Case, moved: Sequence[MovedLine]) -> tuple[ServedLine, ...]:
    """What a line makes goes to the regions it was opened for, the cheapest way first."""
    made = {
        (line.sku, line.resource): sum(line.regular_units) + sum(line.overtime_units)
        for line in moved
    }
    given = _given(moved_demand(case), made)
    return tuple(
        ServedLine(sku=one.sku, resource=one.resource, region=one.region, units=units)
        for one, units in zip(moved_demand(case), given, strict=True)
    )


def _given(demand: Sequence[MovedDemand], made: Mapping[tuple[str, str], int]) -> list[int]:
    left, given = dict(made), [0] * len(demand)
    for at in sorted(range(len(demand)), key=lambda place: demand[place].extra_cost_eur):
        key = demand[at].sku, demand[at].resource
        given[at] = min(left[key], demand[at].most_units)
        left[key] -= given[at]
    return given
