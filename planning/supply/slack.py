"""What a plan leaves over: where a unit more could be drawn, started or made."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from planning.company import Company, Component
from planning.periods import arrival_periods, periods_of
from planning.plan import ComponentLine, Plan
from planning.rules import Case
from planning.supply.facts import available_overtime_hours, uses
from planning.supply.openings import (
    fenced,
    made_in_house,
    open_alternates,
    open_routings,
    open_sources,
    part_hours,
)

THOUSAND = 1000
ORDER_ROUNDING = 2
"""Units of a component that ordering and expediting in whole units may leave over."""


@dataclass(frozen=True)
class Slack:
    """Asked by item or component and period; worked out once for each."""

    case: Case
    plan: Plan

    def short_parts(self, code: str, week: int) -> list[str]:
        """Components of an item or a component that allow no unit more in the period."""
        return [part for part in self._needs[code] if not self._open[part][week]]

    def slowest(self, codes: Sequence[str]) -> str:
        return max(codes, key=self.lead_weeks)

    def lead_weeks(self, code: str) -> int:
        return self._parts[code].lead_time_weeks

    def made_on(self, code: str) -> str | None:
        return self._parts[code].resource

    def arrivals(self, code: str) -> tuple[int | None, ...]:
        return arrival_periods(self._company, self.lead_weeks(code))

    def own_line(self, sku: str) -> str:
        return self._makes[sku][0]

    def can_make(self, sku: str, week: int) -> bool:
        """On its own line or another that is open, outside their fences."""
        return not self.short_parts(sku, week) and any(
            self._has_hours(sku, line, week) and not self._fenced[line][week]
            for line in self._makes[sku]
        )

    def could_but_for_its_fence(self, sku: str, week: int) -> bool:
        line = self.own_line(sku)
        free = self._has_hours(sku, line, week) and self._fenced[line][week]
        return free and not self.short_parts(sku, week)

    def _has_hours(self, sku: str, line: str, week: int) -> bool:
        """For one unit more, and for setting the line up where it isn't."""
        return self._hours[line][week] > self._to_set_up.get((sku, line, week), 0.0)

    @cached_property
    def _to_set_up(self) -> dict[tuple[str, str, int], float]:
        return {
            (one.sku, one.resource, week): float(one.hours)
            for one, line in zip(self._company.setups, self.plan.setups, strict=True)
            for week, times in enumerate(line.setups)
            if not times
        }

    @property
    def _company(self) -> Company:
        return self.case.company

    @cached_property
    def _parts(self) -> dict[str, Component]:
        return {part.code: part for part in self._company.components}

    @cached_property
    def _needs(self) -> dict[str, list[str]]:
        needs: dict[str, list[str]] = defaultdict(list)
        for into, code in uses(self._company):
            needs[into].append(code)
        return needs

    @cached_property
    def _rounding(self) -> dict[str, float]:
        """What a unit of everything that takes a component uses of it."""
        rounding: dict[str, float] = defaultdict(float)
        for (_, code), used in uses(self._company).items():
            rounding[code] += used
        return rounding

    @cached_property
    def _makes(self) -> dict[str, list[str]]:
        makes = {item.sku: [item.resource] for item in self._company.items}
        for one, may in zip(self._company.routings, open_routings(self.case), strict=True):
            if may:
                makes[one.sku].append(one.resource)
        return makes

    @cached_property
    def _fenced(self) -> dict[str, list[bool]]:
        periods = periods_of(self._company)
        return {
            line.code: [fenced(line, period) is not None for period in periods]
            for line in self._company.resources
        }

    @cached_property
    def _hours(self) -> dict[str, tuple[float, ...]]:
        return dict(hours_left(self.case, self.plan))

    @cached_property
    def _open(self) -> dict[str, tuple[bool, ...]]:
        """Whether a unit more could be drawn of each component, in each period."""
        lines = {line.code: line for line in self.plan.components}
        found: dict[str, tuple[bool, ...]] = {}
        swaps: dict[str, list[str]] = defaultdict(list)
        for one, may in zip(self._company.alternates, open_alternates(self.case), strict=True):
            if may:
                swaps[one.component].append(one.alternate)

        def look(code: str, above: tuple[str, ...]) -> tuple[bool, ...]:
            if code not in found:
                below = [part for part in self._needs[code] if part not in above]
                opened = {part: look(part, (*above, code)) for part in below}
                own = self._drawn(self._parts[code], lines[code], opened)
                for other in swaps[code]:
                    if other not in above and other != code:
                        instead = look(other, (*above, code))
                        own = tuple(a or b for a, b in zip(own, instead, strict=True))
                if above:
                    return own
                found[code] = own
            return found[code]

        return {code: look(code, ()) for code in lines}

    def _drawn(
        self, part: Component, line: ComponentLine, below: dict[str, tuple[bool, ...]]
    ) -> tuple[bool, ...]:
        weeks = len(self.plan.weeks)
        more = (
            self._started(part, below)
            if part.resource
            else arrivals_left(self.case, self.plan, part, line)
        )
        relief = min(more, default=weeks)
        enough = self._rounding[part.code] + ORDER_ROUNDING
        return tuple(
            week >= relief or min(line.stock[week:relief]) >= enough for week in range(weeks)
        )

    def _started(self, part: Component, below: dict[str, tuple[bool, ...]]) -> Iterator[int]:
        """Periods in which more could be there of what is made in the house."""
        for started, arrives in enumerate(self.arrivals(part.code)):
            has_hours = self._hours[str(part.resource)][started] > 0
            if (
                arrives is not None
                and has_hours
                and all(open_[started] for open_ in below.values())
            ):
                yield arrives


def arrivals_left(case: Case, plan: Plan, part: Component, line: ComponentLine) -> Iterator[int]:
    """Periods in which more of a bought component could still arrive under the case's rules."""
    company = case.company
    limits = {(limit.component, limit.week): limit.quantity for limit in case.rules.order_limits}
    most = max((e.max_per_week for e in case.rules.expedite if e.component == part.code), default=0)
    most = min(most, part.expedite_max_per_week)
    weeks = [period.weeks for period in periods_of(company)]
    for placed, arrives in enumerate(arrival_periods(company, part.lead_time_weeks)):
        limit = limits.get((part.code, placed))
        if arrives is not None and (limit is None or line.ordered[placed] < limit):
            yield arrives
    if part.expedite_lead_time_weeks is not None:
        for placed, arrives in enumerate(arrival_periods(company, part.expedite_lead_time_weeks)):
            if arrives is not None and line.expedited[placed] < most * weeks[placed]:
                yield arrives
    yield from _from_others(case, plan, part)


def _from_others(case: Case, plan: Plan, part: Component) -> Iterator[int]:
    """The same of the other suppliers that are open."""
    company = case.company
    weeks = [period.weeks for period in periods_of(company)]
    for source, may, line in zip(company.sources, open_sources(case), plan.sourced, strict=True):
        if not may or source.component != part.code:
            continue
        for placed, arrives in enumerate(arrival_periods(company, source.lead_time_weeks)):
            most = source.max_per_week
            free = most is None or line.ordered[placed] < most * weeks[placed]
            if arrives is not None and free:
                yield arrives


def hours_left(case: Case, plan: Plan) -> Iterator[tuple[str, tuple[float, ...]]]:
    """By line and period, the hours left beyond what rounding may hide."""
    company = case.company
    for resource, line in zip(company.resources, plan.resources, strict=True):
        here = [i.hours_per_1000_units for i in company.items if i.resource == resource.code]
        here += [r.hours_per_1000_units for r in company.routings if r.resource == resource.code]
        parts = [part_hours(p) for p in made_in_house(company) if p.resource == resource.code]
        rounding = 2 * (sum(float(hours) / THOUSAND for hours in here) + sum(parts))
        most: Sequence[float] = line.available_hours
        if case.rules.overtime:
            extra = available_overtime_hours(resource, company)
            most = [a + b for a, b in zip(line.available_hours, extra, strict=True)]
        worked = zip(line.regular_hours, line.overtime_hours, most, strict=True)
        left = [limit - regular - overtime for regular, overtime, limit in worked]
        yield resource.code, tuple(hours - rounding for hours in left)
