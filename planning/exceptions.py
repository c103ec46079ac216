"""What leaves the plan besides demand: a line behind schedule, a late supplier, missing stock."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from planning.actuals import Actual, ActualKind, summed
from planning.against_plan import HUNDRED, made_against_plan
from planning.calendar_weeks import WEEK, monday_of
from planning.commitments import CommitmentKind, commitments_of
from planning.company import Company
from planning.plan import Plan


class Left(StrEnum):
    """Which promise isn't kept."""

    SCHEDULE = "schedule"
    SUPPLIER = "supplier"
    STOCK = "stock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceeded:
    """A promise that isn't kept beyond its tolerance."""

    left: Left
    code: str
    name: str
    unit: str
    promised: int
    seen: int
    until: date
    """The last week reported."""
    cause: str
    """What else was reported that explains it; empty where nothing does."""


def exceptions(
    company: Company, plan: Plan, actuals: Sequence[Actual], *, tolerance_pct: Decimal
) -> Iterator[Exceeded]:
    """Of each line, component and built-up family, over all weeks reported of the plan.

    What is never reported is no exception: a company that doesn't tell what it received isn't told
    that nothing came.
    """
    known = [one for one in actuals if one.week in plan.weeks]
    late = {one.code: one for one in _late(company, plan, known, tolerance_pct)}
    yield from late.values()
    behind = {one.code: one for one in _behind(company, plan, known, tolerance_pct, late)}
    yield from behind.values()
    yield from _missing(company, plan, known, tolerance_pct, behind)


def _short(seen: int, promised: int, tolerance_pct: Decimal) -> bool:
    return promised > 0 and HUNDRED * seen < (HUNDRED - tolerance_pct) * promised


def _late(
    company: Company, plan: Plan, known: Sequence[Actual], tolerance_pct: Decimal
) -> Iterator[Exceeded]:
    received = summed(known, ActualKind.RECEIVED)
    if not received:
        return
    last = max(week for _, week in received)
    for part in company.components:
        due = [day for day, _ in arrivals(company, plan, part.code) if monday_of(day) <= last]
        promised = sum(
            units for day, units in arrivals(company, plan, part.code) if monday_of(day) <= last
        )
        seen = sum(units for (code, _), units in received.items() if code == part.code)
        if _short(seen, promised, tolerance_pct):
            cause = f"the last delivery was due {max(due):%d %b}"
            yield Exceeded(
                left=Left.SUPPLIER,
                code=part.code,
                name=part.name,
                unit=part.unit,
                promised=promised,
                seen=seen,
                until=last,
                cause=cause,
            )


def arrivals(company: Company, plan: Plan, code: str) -> Iterator[tuple[date, int]]:
    """When what was on order, and what the plan orders, is to be there."""
    for one in company.open_supply:
        if one.code == code:
            yield one.arrives, one.quantity
    part = next(part for part in company.components if part.code == code)
    for line in plan.components:
        if line.code == code:
            for lead, placed in (
                (part.lead_time_weeks, line.ordered),
                (part.expedite_lead_time_weeks or 0, line.expedited),
            ):
                for week, quantity in zip(plan.weeks, placed, strict=True):
                    yield week + WEEK * lead, quantity


def _behind(
    company: Company,
    plan: Plan,
    known: Sequence[Actual],
    tolerance_pct: Decimal,
    late: Mapping[str, Exceeded],
) -> Iterator[Exceeded]:
    """By line: more of one item makes up for nothing of another."""
    rows = made_against_plan(plan, known)
    for line in company.resources:
        skus = {item.sku for item in company.items if item.resource == line.code}
        own = [one for one in rows if one.sku in skus]
        promised = sum(one.planned for one in own)
        seen = sum(min(one.made, one.planned) for one in own)
        if _short(seen, promised, tolerance_pct):
            parts = {one.component for one in company.recipe if one.sku in skus}
            names = sorted(late[code].name for code in parts if code in late)
            yield Exceeded(
                left=Left.SCHEDULE,
                code=line.code,
                name=line.name,
                unit="units",
                promised=promised,
                seen=seen,
                until=max(one.week for one in own),
                cause=f"late as well: {', '.join(names)}" if names else "",
            )


def _missing(
    company: Company,
    plan: Plan,
    known: Sequence[Actual],
    tolerance_pct: Decimal,
    behind: Mapping[str, Exceeded],
) -> Iterator[Exceeded]:
    """By family and week: what is built up for a promotion is built up together."""
    stock = summed(known, ActualKind.STOCK)
    items = {item.sku: item for item in company.items}
    promised: dict[tuple[str, date], int] = defaultdict(int)
    there: dict[tuple[str, date], int] = defaultdict(int)
    lines: dict[str, set[str]] = defaultdict(set)
    for one in commitments_of(company, plan):
        week = monday_of(one.due)
        if one.kind is CommitmentKind.STOCK and (one.code, week) in stock:
            item = items[one.code]
            promised[item.family, week] += one.quantity
            there[item.family, week] += min(stock[one.code, week], one.quantity)
            lines[item.family].add(item.resource)
    for (family, week), quantity in promised.items():
        seen = there[family, week]
        if _short(seen, quantity, tolerance_pct):
            made = [behind[code] for code in sorted(lines[family]) if code in behind]
            yield Exceeded(
                left=Left.STOCK,
                code=family,
                name=family,
                unit="units",
                promised=quantity,
                seen=seen,
                until=week,
                cause="; ".join(
                    f"{one.name} made {one.seen:,} of {one.promised:,}" for one in made
                ),
            )
