"""Finished goods: what is asked for, shipped, waits, stands in, is kept and written off."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from math import floor

from planning.company import Company, Tier
from planning.periods import shares_before
from planning.plan import Plan, SalesLine
from planning.rules import Case
from planning.supply.checking.violation import Violation, differs, exceeds
from planning.supply.facts import opening_stock, receipts_by_code
from planning.supply.openings import open_substitutes

NEARLY = 0.001


def demand(case: Case, plan: Plan) -> Iterator[Violation]:
    tiers = {tier.code: tier for tier in case.company.tiers}
    for row, line in zip(case.demand, plan.sales, strict=True):
        what = f"{line.sku} to {line.tier}"
        yield from differs("demand as agreed", what, row.units, line.demand_units)
        yield from _waits(case.company, tiers[line.tier], line)
        lost_units = line.lost_units
        if min(lost_units) >= 0:
            continue
        for week, lost in enumerate(lost_units):
            if lost < 0:
                yield Violation(rule="no more than asked", what=what, week=week, by=-lost)


def _waits(company: Company, tier: Tier, line: SalesLine) -> Iterator[Violation]:
    """Whoever waits does so until the wait is over: no longer, and nobody gives up before."""
    if tier.waits_weeks is None:
        return
    recent, expected, waited = shares_before(company, tier.waits_weeks), list[int](), 0
    for shares, asked, shipped, waits in zip(
        recent, line.demand_units, line.shipped_units, line.waiting_units, strict=True
    ):
        shared = zip(shares, line.demand_units, strict=True)
        young = floor(sum(share * units for share, units in shared) + NEARLY)
        expected.append(min(asked + waited - shipped, young))
        waited = waits
    what = f"{line.sku} to {line.tier}"
    yield from differs("waits as long as agreed", what, expected, line.waiting_units)


def stood_in(case: Case, plan: Plan) -> Iterator[Violation]:
    shipped = {(line.sku, line.tier): line.shipped_units for line in plan.sales}
    ways = {
        (one.sku, one.substitute): one.tiers if may else ()
        for one, may in zip(case.company.substitutes, open_substitutes(case), strict=True)
    }
    instead: dict[tuple[str, str], list[int]] = {}
    for line in plan.stood_in:
        what = f"{line.substitute} for {line.sku} to {line.tier}"
        if line.tier not in ways[line.sku, line.substitute]:
            none = (0,) * len(line.units)
            yield from exceeds("substitute allowed", what, line.units, none)
        total = instead.setdefault((line.sku, line.tier), [0] * len(line.units))
        for week, units in enumerate(line.units):
            total[week] += units
    for (sku, tier), both in instead.items():
        yield from exceeds("part of what ships", f"{sku} to {tier}", both, shipped[sku, tier])


def finished_stock(case: Case, plan: Plan) -> Iterator[Violation]:
    opening, receipts = opening_stock(case.company), receipts_by_code(case.company)
    gone = _gone(plan)
    for line in plan.items:
        none = (0,) * len(line.stock_units)
        flows = zip(
            receipts.get(line.sku, none),
            line.regular_units,
            line.overtime_units,
            gone[line.sku],
            line.written_off_units or none,
            strict=True,
        )
        changes = [came + made + more - went - old for came, made, more, went, old in flows]
        stock = list(accumulate(changes, initial=opening.get(line.sku, 0)))[1:]
        yield from differs("stock balance", line.sku, stock, line.stock_units)


def _gone(plan: Plan) -> dict[str, list[int]]:
    """What left each item's own stock: shipped for itself or for another item."""
    periods = len(plan.weeks)
    gone: dict[str, list[int]] = defaultdict(lambda: [0] * periods)
    moves = [
        *((line.sku, 1, line.shipped_units) for line in plan.sales),
        *((line.substitute, 1, line.units) for line in plan.stood_in),
        *((line.sku, -1, line.units) for line in plan.stood_in),
    ]
    for sku, sign, units in moves:
        own = gone[sku]
        gone[sku] = [went + sign * number for went, number in zip(own, units, strict=True)]
    return gone


def shelf_life(case: Case, plan: Plan) -> Iterator[Violation]:
    """No more on stock than came in within the shelf life.

    Each tier's shipments are rounded down by themselves, so less than a unit of each may stay.
    """
    company = case.company
    opening, receipts = opening_stock(company), receipts_by_code(company)
    lines = {line.sku: line for line in plan.items}
    rounding = len(company.tiers) * (1 + len(company.substitutes)) + 2
    for item in company.items:
        if item.shelf_life_weeks is None:
            continue
        line = lines[item.sku]
        came = [
            a + b
            for a, b in zip(
                receipts.get(item.sku, (0,) * len(line.stock_units)), line.made_units, strict=True
            )
        ]
        came[0] += opening.get(item.sku, 0)
        most = [
            sum(share * units for share, units in zip(shares, came, strict=True)) + rounding
            for shares in shares_before(company, item.shelf_life_weeks)
        ]
        yield from exceeds("within shelf life", item.sku, line.stock_units, most)
