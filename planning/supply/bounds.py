"""Upper bounds of the supply model's variables: what the case's rules let a plan do."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from math import inf

import numpy as np

from planning.company import Company
from planning.periods import arrival_periods, periods_of, shares_before
from planning.rules import Case
from planning.supply.layout import Columns, Layout, Numbers
from planning.supply.network import THOUSAND, Network
from planning.supply.openings import (
    fenced,
    moved_demand,
    open_alternates,
    open_sources,
    open_substitutes,
    routings_from,
)


def column_upper(case: Case, network: Network, layout: Layout, demand: Numbers) -> Numbers:
    upper = np.full(layout.count, inf)
    upper[layout.shipped] = demand
    if not case.rules.overtime:
        for columns in (layout.overtime, layout.moved_overtime, layout.part_overtime):
            upper[columns] = 0
    upper[layout.expedited] = 0
    _expedited(case, network, layout, upper)
    for limit in case.rules.order_limits:
        if limit.component in network.part:
            column = layout.ordered[network.part[limit.component], limit.week]
            upper[column] = limit.quantity / THOUSAND
    _in_time(case.company, network, layout, upper)
    _opened(case, network, layout, upper)
    upper[layout.served] = [one.most_units / THOUSAND for one in moved_demand(case)]
    _waits(case.company, layout, upper, demand)
    upper[layout.placed] = 1
    upper[layout.set_up] = 1
    return upper


def _expedited(case: Case, network: Network, layout: Layout, upper: Numbers) -> None:
    weeks = np.array([period.weeks for period in periods_of(case.company)])
    for expedite in case.rules.expedite:
        c = network.part.get(expedite.component)
        part = None if c is None else case.company.components[c]
        if part is not None and part.expedite_lead_time_weeks is not None:
            most = min(expedite.max_per_week, part.expedite_max_per_week)
            upper[layout.expedited[c]] = most * weeks / THOUSAND


def _in_time(company: Company, network: Network, layout: Layout, upper: Numbers) -> None:
    """What can't arrive inside the horizon isn't ordered."""
    for c, part in enumerate(company.components):
        _close(company, layout.ordered[c], part.lead_time_weeks, upper)
        _close(company, layout.expedited[c], part.expedite_lead_time_weeks or 0, upper)
    for s, source in enumerate(company.sources):
        _close(company, layout.sourced[s], source.lead_time_weeks, upper)
    for m, c in enumerate(network.made.tolist()):
        lead = company.components[c].lead_time_weeks
        _close(company, layout.part_overtime[m], lead, upper)


def _close(company: Company, placed: Columns, lead_weeks: int, upper: Numbers) -> None:
    in_time = sum(arrival is not None for arrival in arrival_periods(company, lead_weeks))
    upper[placed[in_time:]] = 0


def _opened(case: Case, network: Network, layout: Layout, upper: Numbers) -> None:
    company, periods = case.company, periods_of(case.company)
    for k, (routing, first) in enumerate(zip(company.routings, routings_from(case), strict=True)):
        line = company.resources[network.line[routing.resource]]
        shut = [
            first is None or t < first or fenced(line, period) is not None
            for t, period in enumerate(periods)
        ]
        for columns in (layout.moved[k], layout.moved_overtime[k]):
            upper[columns[shut]] = 0
    weeks = np.array([period.weeks for period in periods])
    for s, (source, may) in enumerate(zip(company.sources, open_sources(case), strict=True)):
        columns = layout.sourced[s]
        if not may:
            upper[columns] = 0
        elif source.max_per_week is not None:
            upper[columns] = np.minimum(upper[columns], source.max_per_week * weeks / THOUSAND)
    for a, may in enumerate(open_alternates(case)):
        upper[layout.swapped[a]] = inf if may else 0
    for at, (one, may) in enumerate(zip(company.substitutes, open_substitutes(case), strict=True)):
        for g, tier in enumerate(company.tiers):
            upper[layout.stood_in[at, g]] = inf if may and tier.code in one.tiers else 0


def _waits(company: Company, layout: Layout, upper: Numbers, demand: Numbers) -> None:
    waits = [g for g, tier in enumerate(company.tiers) if tier.waits_weeks is not None]
    for place, g in enumerate(waits):
        recent = np.array(shares_before(company, company.tiers[g].waits_weeks or 0))
        upper[layout.shipped[:, g]] = inf
        upper[layout.waiting[:, place]] = demand[:, g] @ recent.T
