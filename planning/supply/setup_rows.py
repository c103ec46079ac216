"""Rows about setting a line up for an item: hours it takes once in a period, and what it allows."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

import numpy as np

from planning.company import Company
from planning.company_network import Setup
from planning.rules import Case
from planning.supply.facts import available_hours, available_overtime_hours
from planning.supply.layout import Columns, Layout, Numbers
from planning.supply.network import THOUSAND, Network
from planning.supply.openings import scheduled_units
from planning.supply.rows import RowNumbers, Rows


def add_setup_rows(
    case: Case, network: Network, layout: Layout, rows: Rows, demand: Numbers, hours: RowNumbers
) -> None:
    """made <= most * y, and the setup's hours beside the others of its line."""
    for columns, setup in zip(layout.set_up, case.company.setups, strict=True):
        most = np.minimum(_wanted(case, network, demand, setup), _makes(case, network, setup))
        row = rows.add(len(columns), upper=0.0)
        for made in made_there(case.company, network, layout, setup):
            rows.put(row, made, 1.0)
        rows.put(row, columns, -most)
        line = network.line[setup.resource]
        rows.put(hours[line, :, 0], columns, float(setup.hours))


def made_there(
    company: Company, network: Network, layout: Layout, setup: Setup
) -> tuple[Columns, Columns]:
    """The columns of what is made of the item on that line, in regular hours and in overtime."""
    at = network.item[setup.sku]
    if company.items[at].resource == setup.resource:
        return layout.regular[at], layout.overtime[at]
    k = routing_of(company, setup)
    return layout.moved[k], layout.moved_overtime[k]


def routing_of(company: Company, setup: Setup) -> int:
    return next(
        k
        for k, one in enumerate(company.routings)
        if (one.sku, one.resource) == (setup.sku, setup.resource)
    )


def _wanted(case: Case, network: Network, demand: Numbers, setup: Setup) -> float:
    """Thousand units: all that could ever be wanted of the item in one period."""
    company, at = case.company, network.item[setup.sku]
    own = float(demand[at].sum()) + company.items[at].safety_stock_units / THOUSAND
    for one in company.substitutes:
        if one.substitute == setup.sku:
            own += float(demand[network.item[one.sku]].sum())
    own += sum(w.units for w in case.rules.prebuild if w.sku == setup.sku) / THOUSAND
    return own + 2 * sum(scheduled_units(company)[setup.sku]) / THOUSAND


def _makes(case: Case, network: Network, setup: Setup) -> Numbers:
    """Thousand units: all that the line could make of it in each period."""
    company = case.company
    line = company.resources[network.line[setup.resource]]
    hours = np.array(available_hours(line, company))
    if case.rules.overtime:
        hours = hours + available_overtime_hours(case.rules.overtime_on(line), company)
    item = company.items[network.item[setup.sku]]
    per_thousand = (
        item.hours_per_1000_units
        if item.resource == setup.resource
        else company.routings[routing_of(company, setup)].hours_per_1000_units
    )
    if not per_thousand:
        return np.full(len(hours), np.inf)
    return hours / float(per_thousand)
