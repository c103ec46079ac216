"""Setups of a plan in whole units: where something is made of an item on a line."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from planning.plan_network import SetupLine
from planning.rules import Case
from planning.supply.layout import Layout, Numbers
from planning.supply.network import Network
from planning.supply.rounding import Whole
from planning.supply.setup_rows import made_there, routing_of
from planning.supply.whole_items import Made

HALF = 0.5


def without_traces(case: Case, network: Network, layout: Layout, values: Numbers) -> Numbers:
    """Without what a line that isn't set up makes within the solver's tolerance."""
    if not layout.set_up.size:
        return values
    values = values.copy()
    for columns, setup in zip(layout.set_up, case.company.setups, strict=True):
        idle = values[columns] < HALF
        for made in made_there(case.company, network, layout, setup):
            values[made[idle]] = 0.0
    return values


def setup_lines(case: Case, network: Network, made: Made) -> tuple[SetupLine, ...]:
    company = case.company
    own = made.units.copy()
    there: list[Whole] = []
    for k, one in enumerate(company.routings):
        elsewhere = made.moved[k] + made.moved_overtime[k]
        own[network.item[one.sku]] -= elsewhere
        there.append(elsewhere)
    return tuple(
        SetupLine(
            sku=one.sku,
            resource=one.resource,
            setups=tuple(
                int(units > 0)
                for units in (
                    own[network.item[one.sku]]
                    if company.items[network.item[one.sku]].resource == one.resource
                    else there[routing_of(company, one)]
                ).tolist()
            ),
        )
        for one in company.setups
    )
