"""Setups: once in each period in which a line makes any of an item."""

from collections.abc import Iterator

from planning.plan import Plan
from planning.rules import Case
from planning.supply.checking.lines import moved_units
from planning.supply.checking.violation import Violation, differs


def set_up(case: Case, plan: Plan) -> Iterator[Violation]:
    """A line is set up for an item exactly where it makes some of it."""
    own = {item.sku: item.resource for item in case.company.items}
    elsewhere = [moved_units(plan, "regular_units"), moved_units(plan, "overtime_units")]
    for line in plan.setups:
        if own[line.sku] == line.resource:
            made = list(plan.item(line.sku).made_units)
            for moved in elsewhere:
                made = [a - b for a, b in zip(made, moved[line.sku], strict=True)]
        else:
            there = next(m for m in plan.moved if (m.sku, m.resource) == (line.sku, line.resource))
            made = list(map(sum, zip(there.regular_units, there.overtime_units, strict=True)))
        expected = [int(units > 0) for units in made]
        yield from differs(
            "set up where made", f"{line.sku} on {line.resource}", expected, line.setups
        )
