"""A company's supply network as positions and coefficients, for whole blocks of rows at once."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planning.company import Company
from planning.once import once_a_company
from planning.supply.facts import component_per_unit
from planning.supply.layout import Numbers
from planning.supply.openings import part_hours

Positions = NDArray[np.int64]
THOUSAND = 1000


class Uses(NamedTuple):
    """What goes into what: three columns of the same length."""

    into: Positions
    component: Positions
    per_unit: Numbers


class Hours(NamedTuple):
    """Which line works how long for a unit of what."""

    of: Positions
    line: Positions
    per_thousand: Numbers


class Network(NamedTuple):
    item: dict[str, int]
    part: dict[str, int]
    line: dict[str, int]
    tier: dict[str, int]
    made: Positions
    """Positions of the components made in the house."""
    item_uses: Uses
    part_uses: Uses
    """`into` is a component's position."""
    item_hours: Hours
    part_hours: Hours
    """`of` counts within `made`."""
    routing_hours: Hours
    """`of` is the routing's position."""


@once_a_company
def network_of(company: Company) -> Network:
    item = {one.sku: at for at, one in enumerate(company.items)}
    part = {one.code: at for at, one in enumerate(company.components)}
    line = {one.code: at for at, one in enumerate(company.resources)}
    lines = [(one, part[one.component], component_per_unit(one)) for one in company.recipe]
    made = [at for at, one in enumerate(company.components) if one.resource is not None]
    return Network(
        item=item,
        part=part,
        line=line,
        tier={one.code: at for at, one in enumerate(company.tiers)},
        made=_whole(made),
        item_uses=_uses((item[one.sku], c, a) for one, c, a in lines if one.sku in item),
        part_uses=_uses((part[one.sku], c, a) for one, c, a in lines if one.sku in part),
        item_hours=_hours(
            (i, line[one.resource], float(one.hours_per_1000_units))
            for i, one in enumerate(company.items)
        ),
        part_hours=_hours(
            (m, line[str(one.resource)], part_hours(one) * THOUSAND)
            for m, one in enumerate(company.components[at] for at in made)
        ),
        routing_hours=_hours(
            (k, line[one.resource], float(one.hours_per_1000_units))
            for k, one in enumerate(company.routings)
        ),
    )


def routed_items(company: Company, network: Network) -> Positions:
    """By routing, the item it makes."""
    return _whole(network.item[one.sku] for one in company.routings)


def _whole(numbers: Iterable[int]) -> Positions:
    return np.array(list(numbers), dtype=np.int64)


def _uses(lines: Iterable[tuple[int, int, float]]) -> Uses:
    rows = list(lines)
    return Uses(
        _whole(row[0] for row in rows),
        _whole(row[1] for row in rows),
        np.array([row[2] for row in rows], dtype=np.float64),
    )


def _hours(lines: Iterable[tuple[int, int, float]]) -> Hours:
    return Hours(*_uses(lines))
