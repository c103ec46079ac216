"""Plan against actual: what was promised and what came, how well it was kept, and who asks more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.actuals import Actual, ActualKind, summed
from planning.company import Company
from planning.plan import Plan

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekKept:
    """One item in one week: what the plan made of it and what was made."""

    sku: str
    week: date
    planned: int
    made: int


def made_against_plan(plan: Plan, actuals: Sequence[Actual]) -> tuple[WeekKept, ...]:
    """Every item and week that something is reported of; a week nobody reported is left out."""
    made = summed(actuals, ActualKind.MADE)
    weeks = {week for _, week in made}
    return tuple(
        WeekKept(sku=line.sku, week=week, planned=units, made=made.get((line.sku, week), 0))
        for line in plan.items
        for week, units in zip(plan.weeks, line.made_units, strict=True)
        if week in weeks and (units or (line.sku, week) in made)
    )


def adherence_pct(kept: Iterable[WeekKept]) -> Decimal | None:
    """100 * sum min(made, planned) / sum planned; None where nothing was planned.

    Making twice of one item doesn't make up for nothing of another.

    >>> week = date(2026, 11, 9)
    >>> adherence_pct([WeekKept(sku="A", week=week, planned=100, made=90),
    ...                WeekKept(sku="B", week=week, planned=100, made=150)])
    Decimal('95')
    """
    rows = list(kept)
    planned = sum(one.planned for one in rows)
    if not planned:
        return None
    return HUNDRED * sum(min(one.made, one.planned) for one in rows) / planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What customers asked for of an item over the weeks reported, against the plan's demand."""

    sku: str
    planned: int
    asked: int

    @property
    def pct(self) -> Decimal:
        """100 where nothing was planned: there is no share of nothing."""
        return HUNDRED * self.asked / self.planned if self.planned else HUNDRED


def asked_against_plan(plan: Plan, actuals: Sequence[Actual]) -> tuple[Asked, ...]:
    asked = summed(actuals, ActualKind.ASKED)
    weeks = {week for _, week in asked}
    planned: dict[str, int] = defaultdict(int)
    for line in plan.sales:
        for week, units in zip(plan.weeks, line.demand_units, strict=True):
            planned[line.sku] += units if week in weeks else 0
    return tuple(
        Asked(sku=sku, planned=units, asked=sum(asked.get((sku, week), 0) for week in weeks))
        for sku, units in planned.items()
    )


def bias_pct(rows: Iterable[Asked]) -> Decimal | None:
    """100 * sum (planned - asked) / sum asked: above 0, too much was planned."""
    found = list(rows)
    asked = sum(one.asked for one in found)
    return HUNDRED * sum(one.planned - one.asked for one in found) / asked if asked else None


def wape_pct(rows: Iterable[Asked]) -> Decimal | None:
    """100 * sum |planned - asked| / sum asked, item by item over the weeks together."""
    found = list(rows)
    asked = sum(one.asked for one in found)
    return HUNDRED * sum(abs(one.planned - one.asked) for one in found) / asked if asked else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A family whose customers ask for another quantity than was planned, beyond its tolerance."""

    family: str
    pct: Decimal
    """Asked for of what was planned."""
    planned: int
    asked: int
    by_sku: Mapping[str, Decimal]
    until: date
    """The last week reported."""


def drifts(
    company: Company, plan: Plan, actuals: Sequence[Actual], *, tolerance_pct: Decimal
) -> Iterator[Drift]:
    """Every family that has left the tolerance, over all weeks reported of the plan."""
    weeks = [one.week for one in actuals if one.kind is ActualKind.ASKED]
    rows = asked_against_plan(plan, [one for one in actuals if one.week in plan.weeks])
    families: dict[str, list[Asked]] = defaultdict(list)
    family_of = {item.sku: item.family for item in company.items}
    for one in rows:
        families[family_of[one.sku]].append(one)
    for family, own in families.items():
        planned, asked = sum(one.planned for one in own), sum(one.asked for one in own)
        if planned and abs(HUNDRED * asked / planned - HUNDRED) > tolerance_pct:
            yield Drift(
                family=family,
                pct=HUNDRED * asked / planned,
                planned=planned,
                asked=asked,
                by_sku={one.sku: one.pct for one in own},
                until=max(weeks),
            )
