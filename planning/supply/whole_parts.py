"""What is bought, started and kept of components, over every level."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from typing import NamedTuple

import numpy as np

from planning.company import Company
from planning.periods import arrival_periods
from planning.plan import ComponentLine
from planning.plan_network import SourcedLine, SwappedLine
from planning.rules import Case
from planning.supply.item_rows import came_in
from planning.supply.layout import Layout, Numbers
from planning.supply.network import THOUSAND, Network
from planning.supply.rounding import Whole, up, up_to_a_thousandth


class Bought(NamedTuple):
    """By component, by component made in the house, by source and by alternate; and period."""

    ordered: Whole
    expedited: Whole
    started: Numbers
    started_overtime: Numbers
    sourced: Whole
    swapped: Numbers


def whole_bought(company: Company, network: Network, layout: Layout, values: Numbers) -> Bought:
    ordered = up(values[layout.ordered] * THOUSAND)
    started = up_to_a_thousandth(values[layout.ordered[network.made]] * THOUSAND)
    ordered[network.made] = 0
    lots = [c for c, part in enumerate(company.components) if part.order_multiple is not None]
    for place, c in enumerate(lots):
        multiples = np.rint(values[layout.lots[place]]).astype(np.int64)
        ordered[c] = multiples * (company.components[c].order_multiple or 1)
    return Bought(
        ordered=ordered,
        expedited=up(values[layout.expedited] * THOUSAND),
        started=started,
        started_overtime=up_to_a_thousandth(values[layout.part_overtime] * THOUSAND),
        sourced=up(values[layout.sourced] * THOUSAND),
        swapped=up_to_a_thousandth(values[layout.swapped] * THOUSAND),
    )


def whole_parts(
    case: Case, network: Network, bought: Bought, made: Whole
) -> tuple[ComponentLine, ...]:
    company = case.company
    stock = np.cumsum(_flow(company, network, bought, made), axis=1)
    place = {c: m for m, c in enumerate(network.made.tolist())}
    return tuple(
        ComponentLine(
            code=part.code,
            stock=tuple(round(quantity, 3) + 0.0 for quantity in stock[c].tolist()),
            ordered=tuple(bought.ordered[c].tolist()),
            expedited=tuple(bought.expedited[c].tolist()),
            started=tuple(bought.started[place[c]].tolist()) if c in place else (),
            started_overtime=(
                tuple(bought.started_overtime[place[c]].tolist()) if c in place else ()
            ),
        )
        for c, part in enumerate(company.components)
    )


def _flow(company: Company, network: Network, bought: Bought, made: Whole) -> Numbers:
    """What each component's stock grows by in each period."""
    periods = made.shape[1]
    flow = came_in(company, [part.code for part in company.components], periods) * THOUSAND
    for c, part in enumerate(company.components):
        _arrive(company, flow[c], bought.ordered[c], part.lead_time_weeks)
        _arrive(company, flow[c], bought.expedited[c], part.expedite_lead_time_weeks or 0)
    for s, one in enumerate(company.sources):
        _arrive(company, flow[network.part[one.component]], bought.sourced[s], one.lead_time_weeks)
    started = bought.started + bought.started_overtime
    for m, c in enumerate(network.made.tolist()):
        _arrive(company, flow[c], started[m], company.components[c].lead_time_weeks)
    for a, swap in enumerate(company.alternates):
        flow[network.part[swap.component]] += bought.swapped[a]
        flow[network.part[swap.alternate]] -= float(swap.qty_per_unit) * bought.swapped[a]
    into, component, per_unit = network.item_uses
    np.subtract.at(flow, component, per_unit[:, None] * made[into])
    into, component, per_unit = network.part_uses
    place = {c: m for m, c in enumerate(network.made.tolist())}
    own = [place[c] for c in into.tolist()]
    np.subtract.at(flow, component, per_unit[:, None] * started[own])
    return flow


def _arrive(company: Company, flow: Numbers, orders: Numbers | Whole, lead_weeks: int) -> None:
    if orders.any():
        for placed, arrival in enumerate(arrival_periods(company, lead_weeks)):
            if arrival is not None:
                flow[arrival] += orders[placed]


def sourced_lines(company: Company, bought: Bought) -> tuple[SourcedLine, ...]:
    return tuple(
        SourcedLine(
            component=one.component,
            supplier=one.supplier,
            ordered=tuple(bought.sourced[s].tolist()),
        )
        for s, one in enumerate(company.sources)
    )


def swapped_lines(company: Company, bought: Bought) -> tuple[SwappedLine, ...]:
    return tuple(
        SwappedLine(
            component=one.component,
            alternate=one.alternate,
            quantity=tuple(bought.swapped[a].tolist()),
        )
        for a, one in enumerate(company.alternates)
    )
