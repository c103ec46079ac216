"""A component's stock, period by period: what arrives, from where, and what goes into what."""

from collections.abc import Iterator

from planning.company import Company, Component
from planning.periods import arrival_periods
from planning.plan import ComponentLine, Plan
from planning.projection import Flow, NotPlanned, Projection, Values
from planning.supply.facts import opening_stock, receipts, uses


def project_part(company: Company, plan: Plan, code: str) -> Projection:
    """Raises `NotPlanned`."""
    part = next((one for one in company.components if one.code == code), None)
    if part is None:
        raise NotPlanned
    line = plan.component(code)
    flows = (*_comes(company, plan, part, line), *_goes(company, plan, code))
    return Projection(
        code=code,
        name=part.name,
        unit=part.unit,
        weeks=plan.weeks,
        opening=opening_stock(company).get(code, 0),
        flows=tuple(flow for flow in flows if any(flow.values)),
        stock=line.stock,
        line=part.resource,
    )


def _comes(company: Company, plan: Plan, part: Component, line: ComponentLine) -> Iterator[Flow]:
    yield Flow(says="On order, arrives", values=receipts(company, part.code))
    lead, hurried = part.lead_time_weeks, part.expedite_lead_time_weeks
    yield Flow(says="Ordered, arrives", values=_arrives(company, line.ordered, lead))
    if hurried is not None:
        yield Flow(says="Expedited, arrives", values=_arrives(company, line.expedited, hurried))
    for started in (line.started, line.started_overtime):
        if started:
            says = "Made in the house" + (
                " in overtime" if started is line.started_overtime else ""
            )
            yield Flow(says=says, values=_arrives(company, started, lead))
    for source, sourced in zip(company.sources, plan.sourced, strict=True):
        if source.component == part.code:
            arrives = _arrives(company, sourced.ordered, source.lead_time_weeks)
            yield Flow(says=f"Ordered from {source.supplier}, arrives", values=arrives)


def _goes(company: Company, plan: Plan, code: str) -> Iterator[Flow]:
    names = {item.sku: item.name for item in company.items}
    names |= {part.code: part.name for part in company.components}
    made: dict[str, Values] = {line.sku: line.made_units for line in plan.items}
    for line in plan.components:
        if line.started:
            both = zip(line.started, line.started_overtime, strict=True)
            made[line.code] = tuple(a + b for a, b in both)
    for (into, component), per_unit in uses(company).items():
        if component == code and into in made:
            values = tuple(-per_unit * units for units in made[into])
            yield Flow(says=f"Goes into {names[into]}", values=values, code=into)
    for swap, swapped in zip(company.alternates, plan.swapped, strict=True):
        if swap.component == code:
            says = f"Replaced by {names[swap.alternate]}"
            yield Flow(says=says, values=swapped.quantity, code=swap.alternate)
        elif swap.alternate == code:
            each = float(swap.qty_per_unit)
            values = tuple(-each * quantity for quantity in swapped.quantity)
            yield Flow(
                says=f"Instead of {names[swap.component]}", values=values, code=swap.component
            )


def _arrives(company: Company, placed: tuple[float, ...], lead_weeks: int) -> Values:
    """By the period it can be used in."""
    arrived = [0.0] * len(placed)
    for quantity, arrival in zip(placed, arrival_periods(company, lead_weeks), strict=True):
        if arrival is not None:
            arrived[arrival] += quantity
    return tuple(arrived)
