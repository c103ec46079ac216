"""What is shipped in whole units: of the item, of its substitutes, now or after a wait."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from math import floor

import numpy as np

from planning.demand import DemandRow
from planning.periods import shares_before
from planning.plan import SalesLine
from planning.plan_network import StoodInLine
from planning.rules import Allocation, Case
from planning.supply.layout import Layout, Numbers
from planning.supply.network import THOUSAND
from planning.supply.rounding import NEARLY_WHOLE, Whole, down


def whole_sales(
    case: Case, layout: Layout, values: Numbers
) -> tuple[tuple[SalesLine, ...], tuple[StoodInLine, ...]]:
    shipped = values[layout.shipped] * THOUSAND
    if not case.company.substitutes and not layout.waiting.size:
        return _plain(case, shipped), ()
    return _by_tier(case, layout, values, shipped)


def _by_tier(
    case: Case, layout: Layout, values: Numbers, shipped: Numbers
) -> tuple[tuple[SalesLine, ...], tuple[StoodInLine, ...]]:
    """No more than is asked for, or waits: the solver keeps a bound to within its tolerance."""
    company, tiers = case.company, len(case.company.tiers)
    own = down(shipped).reshape(-1, shipped.shape[-1])
    instead = down(values[layout.stood_in] * THOUSAND)
    places = [(at, one.sku) for at, one in enumerate(company.substitutes)]
    waits = [
        None if tier.waits_weeks is None else np.array(shares_before(company, tier.waits_weeks))
        for tier in company.tiers
    ]
    lines: list[SalesLine] = []
    for at, (row, units) in enumerate(zip(case.demand, own, strict=True)):
        flows = [units, *(instead[place, at % tiers] for place, sku in places if sku == row.sku)]
        waiting = _at_most(flows, row, waits[at % tiers])
        total = tuple((np.sum(flows, axis=0) if len(flows) > 1 else units).tolist())
        lines.append(
            SalesLine(
                sku=row.sku,
                tier=row.tier,
                demand_units=row.units,
                shipped_units=total,
                waiting_units=waiting,
            )
        )
    return tuple(lines), _stood_in(case, instead)


def _at_most(flows: list[Whole], row: DemandRow, recent: Numbers | None) -> tuple[int, ...]:
    """Cut the flows in place to what is open in each period; what still waits then, if any may."""
    if recent is None and len(flows) == 1:
        np.minimum(flows[0], row.units, out=flows[0])
        return ()
    waiting = list[int]()
    for t, asked in enumerate(row.units):
        left = asked + (waiting[-1] if waiting else 0)
        for flow in flows:
            flow[t] = min(int(flow[t]), left)
            left -= int(flow[t])
        if recent is not None:
            young = floor(float(recent[t] @ np.array(row.units)) + NEARLY_WHOLE)
            waiting.append(min(left, young))
    return tuple(waiting)


def _stood_in(case: Case, instead: Whole) -> tuple[StoodInLine, ...]:
    return tuple(
        StoodInLine(
            sku=one.sku,
            substitute=one.substitute,
            tier=tier.code,
            units=tuple(instead[at, g].tolist()),
        )
        for at, one in enumerate(case.company.substitutes)
        for g, tier in enumerate(case.company.tiers)
    )


def _plain(case: Case, shipped: Numbers) -> tuple[SalesLine, ...]:
    """By tier, no more than is asked for; or in proportion to what each asked for of what ships."""
    asked = np.array([row.units for row in case.demand], dtype=np.int64).reshape(shipped.shape)
    if case.rules.allocation is Allocation.FAIR_SHARE:
        parts = in_proportion(down(shipped.sum(axis=1)), asked)
    else:
        parts = np.minimum(down(shipped), asked)
    return tuple(
        SalesLine(
            sku=row.sku,
            tier=row.tier,
            demand_units=row.units,
            shipped_units=tuple(own),
        )
        for row, own in zip(case.demand, parts.reshape(-1, shipped.shape[2]).tolist(), strict=True)
    )


def in_proportion(units: Whole, asked: Whole) -> Whole:
    """Units by item and period go to tiers as they asked, by largest remainder; at most as much.

    >>> in_proportion(np.array([[7]]), np.array([[[5], [3], [0]]])).ravel().tolist()
    [4, 3, 0]
    """
    whole = asked.sum(axis=1, keepdims=True)
    given = np.minimum(units[:, None, :], whole)
    spread, shares = given * asked, np.maximum(whole, 1)
    parts: Whole = spread // shares
    order = np.argsort(parts * shares - spread, axis=1, kind="stable")
    place = np.empty_like(order)
    np.put_along_axis(place, order, np.arange(asked.shape[1])[None, :, None], axis=1)
    parts[place < given - parts.sum(axis=1, keepdims=True)] += 1
    return parts
