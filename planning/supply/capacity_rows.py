"""Rows about lines: the hours they have, and the schedule their fences hold them to."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from typing import NamedTuple

import numpy as np

from planning.periods import periods_of
from planning.rules import Case
from planning.supply.facts import available_hours, available_overtime_hours
from planning.supply.layout import Layout
from planning.supply.network import THOUSAND, Network
from planning.supply.openings import change_allowed, moved_demand, scheduled_units
from planning.supply.rows import RowNumbers, Rows


def add_capacity_rows(case: Case, network: Network, layout: Layout, rows: Rows) -> RowNumbers:
    """Row numbers by line, period, and regular hours or overtime."""
    company, lines = case.company, case.company.resources
    periods = layout.stock.shape[1]
    hours = np.zeros((len(lines), periods, 2))
    for at, line in enumerate(lines):
        hours[at, :, 0] = available_hours(line, company)
        hours[at, :, 1] = available_overtime_hours(case.rules.overtime_on(line), company)
    pairs = rows.add(len(lines), periods, 2, upper=hours)
    for worked, regular, overtime in (
        (network.item_hours, layout.regular, layout.overtime),
        (network.part_hours, layout.ordered[network.made], layout.part_overtime),
        (network.routing_hours, layout.moved, layout.moved_overtime),
    ):
        per_unit = worked.per_thousand[:, None]
        rows.put(pairs[worked.line, :, 0], regular[worked.of], per_unit)
        rows.put(pairs[worked.line, :, 1], overtime[worked.of], per_unit)
    return pairs


def add_served_rows(case: Case, layout: Layout, rows: Rows) -> None:
    """What a line makes for regions is what it makes: no unit more than they ask for."""
    asked = moved_demand(case)
    for k, routing in enumerate(case.company.routings):
        own = [
            at
            for at, one in enumerate(asked)
            if (one.sku, one.resource) == (routing.sku, routing.resource)
        ]
        if own:
            row = rows.add(1, lower=0.0, upper=0.0)
            for columns in (layout.moved[k], layout.moved_overtime[k]):
                rows.put(row, columns, 1.0)
            rows.put(row, layout.served[own], -1.0)


class Fence(NamedTuple):
    """Of an item in a period, the rows that say how little and how much of it is made."""

    item: int
    period: int
    least: int
    most: int


def add_fence_rows(case: Case, network: Network, layout: Layout, rows: Rows) -> list[Fence]:
    """Where a line is frozen or slushy, what it makes of an item stays near its schedule."""
    fences: list[Fence] = []
    if not layout.unkept.size:
        return fences
    company, released = case.company, scheduled_units(case.company)
    for i, item in enumerate(company.items):
        line = company.resources[network.line[item.resource]]
        for t, period in enumerate(periods_of(company)):
            change = change_allowed(line, period)
            if change is None:
                continue
            units = released[item.sku][t] / THOUSAND
            least, most = (
                rows.add(1, lower=units * (1 - change)),
                rows.add(1, upper=units * (1 + change)),
            )
            for columns in (layout.regular[i, t], layout.overtime[i, t]):
                rows.put(least, columns, 1.0)
                rows.put(most, columns, 1.0)
            rows.put(least, layout.unkept[i, t], 1.0)
            fences.append(Fence(i, t, int(least[0]), int(most[0])))
    return fences
