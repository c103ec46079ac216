"""Lines: the hours they have and work, what may be made on them, and their fences."""

from collections import defaultdict
from collections.abc import Iterator

from planning.periods import periods_of
from planning.plan import Plan
from planning.rules import Case
from planning.supply.checking.violation import HOURS_TOLERANCE, Violation, differs, exceeds
from planning.supply.facts import available_hours, available_overtime_hours
from planning.supply.openings import (
    change_allowed,
    fenced,
    made_in_house,
    moved_demand,
    part_hours,
    routings_from,
    scheduled_units,
)

THOUSAND = 1000


def capacity(case: Case, plan: Plan) -> Iterator[Violation]:
    """A week may be off by what rounding to whole units adds: a unit or two of each item there."""
    company = case.company
    ways = 2 + 2 * len(company.routings)
    for resource, line in zip(company.resources, plan.resources, strict=True):
        here = [i.hours_per_1000_units for i in company.items if i.resource == resource.code]
        here += [r.hours_per_1000_units for r in company.routings if r.resource == resource.code]
        parts = [part_hours(p) for p in made_in_house(company) if p.resource == resource.code]
        rounding = ways * float(sum(here)) / THOUSAND + sum(parts) / THOUSAND + 1e-5
        regular = available_hours(resource, company)
        overtime = available_overtime_hours(case.rules.overtime_on(resource), company)
        yield from differs("hours available", resource.code, regular, line.available_hours)
        for kind, worked, limit in (
            ("regular", line.regular_hours, regular),
            ("overtime", line.overtime_hours, overtime),
        ):
            most = [hours + rounding for hours in limit]
            yield from exceeds("within capacity", f"{resource.code} {kind} hours", worked, most)


def overtime(case: Case, plan: Plan) -> Iterator[Violation]:
    if case.rules.overtime:
        return
    for what, units in (
        *((line.sku, line.overtime_units) for line in plan.items),
        *((line.sku, line.overtime_units) for line in plan.moved),
        *((line.code, line.started_overtime) for line in plan.components),
    ):
        yield from exceeds("overtime allowed", what, units, (0,) * len(units))


def moved(case: Case, plan: Plan) -> Iterator[Violation]:
    """Other lines make what is theirs, outside their fences, and no more than is made at all."""
    lines = {line.code: line for line in case.company.resources}
    for routing, first, line in zip(
        case.company.routings, routings_from(case), plan.moved, strict=True
    ):
        there = lines[routing.resource]
        most = [
            0 if first is None or t < first or fenced(there, period) else float("inf")
            for t, period in enumerate(periods_of(case.company))
        ]
        what = f"{line.sku} on {line.resource}"
        yield from exceeds("line allowed", what, line.regular_units, most)
        yield from exceeds("line allowed", what, line.overtime_units, most)
    for kind, own, elsewhere in (
        (
            "regular",
            {i.sku: i.regular_units for i in plan.items},
            moved_units(plan, "regular_units"),
        ),
        (
            "overtime",
            {i.sku: i.overtime_units for i in plan.items},
            moved_units(plan, "overtime_units"),
        ),
    ):
        for sku, units in elsewhere.items():
            yield from exceeds("part of what is made", f"{sku} {kind}", units, own[sku])


def served(case: Case, plan: Plan) -> Iterator[Violation]:
    """Lines opened for regions make what goes there, and no more than each asks for."""
    asked = moved_demand(case)
    yield from exceeds(
        "no more than the region asks for",
        "moved demand",
        [line.units for line in plan.served],
        [one.most_units for one in asked],
    )
    made = {(line.sku, line.resource): line for line in plan.moved}
    for key in dict.fromkeys((one.sku, one.resource) for one in asked):
        total = sum(made[key].regular_units) + sum(made[key].overtime_units)
        given = sum(line.units for line in plan.served if (line.sku, line.resource) == key)
        yield from differs("made for a region", " on ".join(key), [total], [given])


def moved_units(plan: Plan, field: str) -> dict[str, list[int]]:
    """By item and period, what lines make that aren't its own: `field` of the moved lines."""
    periods = len(plan.weeks)
    total: dict[str, list[int]] = defaultdict(lambda: [0] * periods)
    for line in plan.moved:
        for week, units in enumerate(getattr(line, field)):
            total[line.sku][week] += units
    return total


def loads(case: Case, plan: Plan) -> Iterator[Violation]:
    periods = len(plan.weeks)
    regular: dict[str, list[float]] = defaultdict(lambda: [0.0] * periods)
    overtime: dict[str, list[float]] = defaultdict(lambda: [0.0] * periods)
    for code, hours, in_time, extra in _work(case, plan):
        for total, units in ((regular, in_time), (overtime, extra)):
            if any(units):
                both = zip(total[code], units, strict=True)
                total[code] = [worked + hours * number for worked, number in both]
    for line in plan.resources:
        for expected, found in (
            (regular[line.code], line.regular_hours),
            (overtime[line.code], line.overtime_hours),
        ):
            what = line.code
            yield from differs("hours as made", what, expected, found, tolerance=HOURS_TOLERANCE)


Work = tuple[str, float, tuple[float, ...] | list[int], tuple[float, ...] | list[int]]


def _work(case: Case, plan: Plan) -> Iterator[Work]:
    """Line, hours per unit, and what is made there in regular hours and in overtime."""
    regular, overtime = moved_units(plan, "regular_units"), moved_units(plan, "overtime_units")
    for item, line in zip(case.company.items, plan.items, strict=True):
        yield (
            item.resource,
            float(item.hours_per_1000_units) / THOUSAND,
            [a - b for a, b in zip(line.regular_units, regular[item.sku], strict=True)],
            [a - b for a, b in zip(line.overtime_units, overtime[item.sku], strict=True)],
        )
    for routing, made in zip(case.company.routings, plan.moved, strict=True):
        hours = float(routing.hours_per_1000_units) / THOUSAND
        yield routing.resource, hours, made.regular_units, made.overtime_units
    for setup, times in zip(case.company.setups, plan.setups, strict=True):
        yield setup.resource, float(setup.hours), list(times.setups), [0] * len(times.setups)
    for part, started in zip(case.company.components, plan.components, strict=True):
        if part.resource is not None:
            yield part.resource, part_hours(part), started.started, started.started_overtime


def fences(case: Case, plan: Plan) -> Iterator[Violation]:
    """Where a line is frozen or slushy, no more is made of an item than its schedule allows.

    Less may be made, where it can't be helped: that isn't against the rules, it is a shortfall.
    """
    company = case.company
    lines, released = {line.code: line for line in company.resources}, scheduled_units(company)
    regular, overtime = moved_units(plan, "regular_units"), moved_units(plan, "overtime_units")
    changes = {
        code: [change_allowed(one, period) for period in periods_of(company)]
        for code, one in lines.items()
    }
    for item, line in zip(company.items, plan.items, strict=True):
        if all(change is None for change in changes[item.resource]):
            continue
        most: list[float] = []
        for week, change in enumerate(changes[item.resource]):
            limit = float("inf")
            if change is not None:
                limit = released[item.sku][week] * (1 + change) + 1
            most.append(limit + regular[item.sku][week] + overtime[item.sku][week])
        yield from exceeds("inside the fence", item.sku, line.made_units, most)
