"""What of a company's wider network a case lets a plan use: by itself, or as it was decided."""

from planning.calendar_weeks import WEEK
from planning.company import Company, Component, Resource
from planning.periods import Period, period_of_week, periods_of
from planning.rules import Case, MovedDemand


def open_routings(case: Case) -> tuple[bool, ...]:
    """For each of the company's routings, whether the plan may use it, freely or for a region."""
    return tuple(first is not None for first in routings_from(case))


def routings_from(case: Case) -> tuple[int | None, ...]:
    """The period from which each of the company's routings may be used; None: it may not."""
    moved: dict[tuple[str, str], int] = {}
    for one in case.rules.moved_demand:
        key = one.sku, one.resource
        moved[key] = min(moved.get(key, one.period), one.period)
    return tuple(
        0 if free else moved.get((one.sku, one.resource))
        for one, free in zip(case.company.routings, _free_routings(case), strict=True)
    )


def moved_demand(case: Case) -> tuple[MovedDemand, ...]:
    """What is moved for a region to lines that may not make it anyway."""
    free = {
        (one.sku, one.resource)
        for one, may in zip(case.company.routings, _free_routings(case), strict=True)
        if may
    }
    return tuple(one for one in case.rules.moved_demand if (one.sku, one.resource) not in free)


def _free_routings(case: Case) -> tuple[bool, ...]:
    return tuple(one.standing or one.resource in case.rules.routed for one in case.company.routings)


def open_sources(case: Case) -> tuple[bool, ...]:
    return tuple(
        one.standing or one.component in case.rules.sourced for one in case.company.sources
    )


def open_alternates(case: Case) -> tuple[bool, ...]:
    return tuple(
        one.standing or one.component in case.rules.swapped for one in case.company.alternates
    )


def open_substitutes(case: Case) -> tuple[bool, ...]:
    return tuple(one.standing or one.sku in case.rules.stood_in for one in case.company.substitutes)


def made_in_house(company: Company) -> tuple[Component, ...]:
    return tuple(part for part in company.components if part.resource is not None)


def is_placed(part: Component) -> bool:
    """Whether it matters that a component is ordered at all, and not only how much of it."""
    return part.order_multiple is not None or part.order_cost_eur is not None


def part_hours(part: Component) -> float:
    """Hours on its line for a unit of a component made in the house."""
    return float(part.hours_per_1000_units or 0) / 1000


def fenced(resource: Resource, period: Period) -> str | None:
    """`frozen` or `slushy` where the line's fences hold the period; a month by its first week."""
    frozen = resource.frozen_weeks or 0
    if period.first < frozen:
        return "frozen"
    return "slushy" if period.first < frozen + (resource.slushy_weeks or 0) else None


def change_allowed(resource: Resource, period: Period) -> float | None:
    """The share of its schedule by which a line may leave it; None where it is free."""
    fence = fenced(resource, period)
    if fence is None:
        return None
    return 0.0 if fence == "frozen" else float(resource.slushy_change_pct or 0) / 100


def scheduled_units(company: Company) -> dict[str, tuple[int, ...]]:
    """What is released of each item, by period."""
    periods, held_by = len(periods_of(company)), period_of_week(company)
    units = {item.sku: [0] * periods for item in company.items}
    for one in company.schedule:
        week = (one.week - company.plan_start) // WEEK
        if 0 <= week < company.horizon_weeks:
            units[one.sku][held_by[week]] += one.units
    return {sku: tuple(quantities) for sku, quantities in units.items()}
