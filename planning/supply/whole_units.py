"""A solved plan in whole units."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

import numpy as np

from planning.plan import Plan, ResourceLine, Unproven
from planning.plan_network import SetupLine
from planning.rules import Case
from planning.supply.facts import available_hours, weeks_of
from planning.supply.layout import Layout, Numbers
from planning.supply.network import THOUSAND, Network, network_of
from planning.supply.prices import price_lines
from planning.supply.served import served_lines
from planning.supply.whole_items import Made, moved_lines, whole_items, whole_made
from planning.supply.whole_parts import (
    Bought,
    sourced_lines,
    swapped_lines,
    whole_bought,
    whole_parts,
)
from planning.supply.whole_sales import whole_sales
from planning.supply.whole_setups import setup_lines, without_traces


def whole_plan(
    case: Case, layout: Layout, values: Numbers, *, unproven: tuple[Unproven, ...] = ()
) -> Plan:
    company, network = case.company, network_of(case.company)
    values = without_traces(case, network, layout, values)
    sales, stood_in = whole_sales(case, layout, values)
    made = whole_made(case, layout, values)
    moved = moved_lines(case, made)
    setups = setup_lines(case, network, made)
    bought = whole_bought(company, network, layout, values)
    return Plan(
        weeks=weeks_of(company),
        sales=sales,
        items=whole_items(case, layout, values, made, sales, stood_in),
        components=whole_parts(case, network, bought, made.units),
        resources=_resources(case, network, made, bought, setups),
        moved=moved,
        served=served_lines(case, moved),
        prices=price_lines(case),
        setups=setups,
        sourced=sourced_lines(company, bought),
        swapped=swapped_lines(company, bought),
        stood_in=stood_in,
        unproven=unproven,
    )


def _resources(
    case: Case, network: Network, made: Made, bought: Bought, setups: tuple[SetupLine, ...]
) -> tuple[ResourceLine, ...]:
    shape = len(case.company.resources), made.units.shape[1]
    regular, overtime = np.zeros(shape), np.zeros(shape)
    own_regular = made.units - made.overtime
    own_overtime = made.overtime.copy()
    routed = [network.item[one.sku] for one in case.company.routings]
    np.subtract.at(own_regular, routed, made.moved)
    np.subtract.at(own_overtime, routed, made.moved_overtime)
    for worked, in_time, extra in (
        (network.item_hours, own_regular, own_overtime),
        (network.part_hours, bought.started, bought.started_overtime),
        (network.routing_hours, made.moved, made.moved_overtime),
    ):
        hours = worked.per_thousand[:, None] / THOUSAND
        np.add.at(regular, worked.line, in_time[worked.of] * hours)
        np.add.at(overtime, worked.line, extra[worked.of] * hours)
    for setup, line in zip(case.company.setups, setups, strict=True):
        regular[network.line[line.resource]] += np.array(line.setups) * float(setup.hours)
    return tuple(
        ResourceLine(
            code=line.code,
            regular_hours=_rounded(regular[at]),
            overtime_hours=_rounded(overtime[at]),
            available_hours=available_hours(line, case.company),
        )
        for at, line in enumerate(case.company.resources)
    )


def _rounded(hours: Numbers) -> tuple[float, ...]:
    return tuple(round(value, 6) for value in hours.tolist())
