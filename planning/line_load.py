"""Rough-cut capacity of one line: the hours it has, and what works on them, period by period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planning.company import Company
from planning.plan import Plan
from planning.projection import Flow, NotPlanned, Values
from planning.supply.facts import available_overtime_hours
from planning.supply.openings import part_hours

THOUSAND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLoad:
    code: str
    name: str
    plant: str
    weeks: tuple[date, ...]
    available: Values
    """Regular hours."""
    overtime_most: Values
    """Hours of overtime the line could work at most, whatever the plan may use."""
    regular: Values
    overtime: Values
    load_pct: Values
    work: tuple[Flow, ...]
    """Hours by what is made, regular and overtime together."""


def load_of(company: Company, plan: Plan, code: str) -> LineLoad:
    """Raises `NotPlanned`."""
    line = next((one for one in company.resources if one.code == code), None)
    if line is None:
        raise NotPlanned
    planned = plan.resource(code)
    return LineLoad(
        code=code,
        name=line.name,
        plant=line.plant,
        weeks=plan.weeks,
        available=planned.available_hours,
        overtime_most=available_overtime_hours(line, company),
        regular=planned.regular_hours,
        overtime=planned.overtime_hours,
        load_pct=planned.load_pct,
        work=tuple(flow for flow in _work(company, plan, code) if any(flow.values)),
    )


def _work(company: Company, plan: Plan, code: str) -> Iterator[Flow]:
    """Items of its own, less what other lines make of them; items of others; components."""
    names = {item.sku: item.name for item in company.items}
    hours = {item.sku: float(item.hours_per_1000_units) / THOUSAND for item in company.items}
    elsewhere = {item.sku: [0] * len(plan.weeks) for item in company.items}
    for moved in plan.moved:
        both = zip(moved.regular_units, moved.overtime_units, strict=True)
        elsewhere[moved.sku] = [
            was + regular + overtime
            for was, (regular, overtime) in zip(elsewhere[moved.sku], both, strict=True)
        ]
    for item in company.items:
        if item.resource == code:
            made = zip(plan.item(item.sku).made_units, elsewhere[item.sku], strict=True)
            values = tuple(hours[item.sku] * (units - away) for units, away in made)
            yield Flow(says=item.name, values=values, code=item.sku)
    for routing, moved in zip(company.routings, plan.moved, strict=True):
        if routing.resource == code:
            each = float(routing.hours_per_1000_units) / THOUSAND
            both = zip(moved.regular_units, moved.overtime_units, strict=True)
            values = tuple(each * (regular + overtime) for regular, overtime in both)
            yield Flow(says=names[routing.sku], values=values, code=routing.sku)
    for part, line in zip(company.components, plan.components, strict=True):
        if part.resource == code and line.started:
            started = zip(line.started, line.started_overtime, strict=True)
            values = tuple(part_hours(part) * (regular + extra) for regular, extra in started)
            yield Flow(says=part.name, values=values, code=part.code)
