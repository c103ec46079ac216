"""Why each lost unit is lost: the component, the capacity or the rule that stands in its way."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from planning.company import Component, Resource
from planning.plan import ComponentLine, Plan
from planning.rules import Case
from planning.supply.facts import available_overtime_hours, uses

THOUSAND = 1000
ORDER_ROUNDING = 2
"""Units of a component that ordering and expediting in whole units may leave over."""


class Cause(StrEnum):
    LEAD_TIME = "lead_time"
    """A component is used up, and nothing ordered now could arrive in time."""
    CAPACITY = "capacity"
    """The line has no hour left in any week in which the unit could have been made."""
    POLICY = "policy"
    """More could be had; a rule of the case forbids it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peg:
    """Units of a SKU a tier doesn't get in a week, and what is short for them."""

    sku: str
    tier: str
    week: int
    units: int
    cause: Cause
    code: str
    """Component or resource; the SKU itself where only a rule stands in the way."""


def peg_losses(case: Case, plan: Plan) -> tuple[Peg, ...]:
    """Every lost unit, pegged to one cause.

    One more unit in week t must be made in some week u <= t. Component c allows it in u if its
    stock stays above nothing from u until more of it can arrive; the line allows it in u if it has
    an hour left. The later u, the fewer weeks the stock must last, so a component that refuses t
    refuses every week before it.
    """
    parts = {
        part.code: _part_open(case, part, line)
        for part, line in zip(case.company.components, plan.components, strict=True)
    }
    hours = dict(_hours_open(case, plan))
    used = uses(case.company)
    needs: dict[str, list[str]] = defaultdict(list)
    for sku, code in used:
        needs[sku].append(code)
    makes = {item.sku: item.resource for item in case.company.items}
    pegs: list[Peg] = []
    for line in plan.sales:
        for week, units in enumerate(line.lost_units):
            if units > 0:
                own = [parts[code] for code in needs[line.sku]]
                cause, code = _cause(own, hours[makes[line.sku]], week) or (Cause.POLICY, line.sku)
                pegs.append(
                    Peg(
                        sku=line.sku,
                        tier=line.tier,
                        week=week,
                        units=units,
                        cause=cause,
                        code=code,
                    )
                )
    return tuple(pegs)


@dataclass(frozen=True, slots=True, kw_only=True)
class _PartOpen:
    code: str
    lead_time_weeks: int
    weeks: tuple[bool, ...]
    """Whether a unit more could be drawn in the week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _HoursOpen:
    code: str
    weeks: tuple[bool, ...]


def _cause(parts: list[_PartOpen], line: _HoursOpen, week: int) -> tuple[Cause, str] | None:
    short = [part for part in parts if not part.weeks[week]]
    if short:
        slowest = max(short, key=lambda part: part.lead_time_weeks)
        in_time = week >= slowest.lead_time_weeks
        return (Cause.POLICY if in_time else Cause.LEAD_TIME), slowest.code
    if not any(line.weeks[u] for u in range(week + 1) if all(part.weeks[u] for part in parts)):
        return Cause.CAPACITY, line.code
    return None


def _part_open(case: Case, part: Component, line: ComponentLine) -> _PartOpen:
    weeks = case.company.horizon_weeks
    relief = min(_arrivals_left(case, part, line), default=weeks)
    rounding = sum(use for (_, code), use in uses(case.company).items() if code == part.code)
    enough = rounding + ORDER_ROUNDING
    return _PartOpen(
        code=part.code,
        lead_time_weeks=part.lead_time_weeks,
        weeks=tuple(
            week >= relief or min(line.stock[week:relief]) >= enough for week in range(weeks)
        ),
    )


def _arrivals_left(case: Case, part: Component, line: ComponentLine) -> Iterator[int]:
    """Weeks in which more of the component could still arrive under the case's rules."""
    limits = {(limit.component, limit.week): limit.quantity for limit in case.rules.order_limits}
    most = max((e.max_per_week for e in case.rules.expedite if e.component == part.code), default=0)
    for placed in range(case.company.horizon_weeks):
        limit = limits.get((part.code, placed))
        if limit is None or line.ordered[placed] < limit:
            yield placed + part.lead_time_weeks
        faster = part.expedite_lead_time_weeks
        if faster is not None and line.expedited[placed] < min(most, part.expedite_max_per_week):
            yield placed + faster


def _hours_open(case: Case, plan: Plan) -> Iterator[tuple[str, _HoursOpen]]:
    for resource, line in zip(case.company.resources, plan.resources, strict=True):
        rounding = 2 * sum(
            float(item.hours_per_1000_units) / THOUSAND
            for item in case.company.items
            if item.resource == resource.code
        )
        most = _most_hours(case, resource, line.available_hours)
        worked = zip(line.regular_hours, line.overtime_hours, most, strict=True)
        left = [limit - regular - overtime for regular, overtime, limit in worked]
        weeks = tuple(hours > rounding for hours in left)
        yield resource.code, _HoursOpen(code=resource.code, weeks=weeks)


def _most_hours(case: Case, resource: Resource, regular: tuple[float, ...]) -> tuple[float, ...]:
    if not case.rules.overtime:
        return regular
    extra = available_overtime_hours(resource, case.company)
    return tuple(a + b for a, b in zip(regular, extra, strict=True))
