"""Promises and limits that contradict each other, said so that somebody can lift one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from planning import written
from planning.company import Company, Resource, Tier
from planning.periods import periods_of
from planning.responsible import responsible
from planning.rules import Case
from planning.supply.conflicts import Conflict, conflicts
from planning.supply.facts import available_hours, available_overtime_hours, opening_stock
from planning.supply.openings import scheduled_units
from planning.supply.statements import PROMISES, Statement, StatementKind

LIFTED_BY: dict[StatementKind, tuple[str, ...]] = {
    StatementKind.FLOOR: ("sales_lead", "general_manager"),
    StatementKind.SCHEDULE: ("plant_planner", "operations_lead"),
    StatementKind.FENCE: ("plant_planner", "operations_lead"),
    StatementKind.HOURS: ("operations_lead", "plant_planner"),
    StatementKind.COMPONENT: ("procurement", "operations_lead"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One promise or limit, over the periods in which it counts."""

    kind: str
    code: str
    promise: bool
    """Whether somebody was told so; otherwise it says what there is."""
    says: str
    weeks: tuple[date, ...]
    """Mondays of the periods; none where it is about the whole plan."""
    lifted_by: str | None
    """Key of the person who can lift it; nobody in a company without people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Not all of these can hold; without any one of the rows behind them, the others could."""

    says: str
    statements: tuple[Said, ...]
    missed_units: int
    """The least that the promises among them miss together, whatever is planned."""


def contradictions(case: Case) -> tuple[Contradiction, ...]:
    """Of a case's contracts, fences, hours and components; nothing where all can be kept."""
    return tuple(_said(case, one) for one in conflicts(case))


def _said(case: Case, conflict: Conflict) -> Contradiction:
    said = tuple(_each(case, conflict.statements))
    promises = [one.says for one in said if one.promise]
    limits = [one.says for one in said if not one.promise]
    units = round(conflict.missed_units)
    against = f", while {'; '.join(limits)}" if limits else ""
    return Contradiction(
        says=f"{written.capital('; '.join(promises))}{against}: "
        f"{written.number(units)} units are missing, whatever is planned",
        statements=said,
        missed_units=units,
    )


def _each(case: Case, statements: Sequence[Statement]) -> Iterator[Said]:
    """Those of one kind and code together, their weeks in order."""
    groups: dict[tuple[StatementKind, str], list[int]] = {}
    for one in statements:
        groups.setdefault((one.kind, one.code), []).append(one.period)
    company, periods = case.company, periods_of(case.company)
    for (kind, code), own in groups.items():
        yearly = kind in (StatementKind.FLOOR, StatementKind.COMPONENT)
        yield Said(
            kind=kind.value,
            code=code,
            promise=kind in PROMISES,
            says=SAYS[kind](case, code, sorted(own)),
            weeks=() if yearly else tuple(periods[at].starts for at in sorted(own)),
            lifted_by=responsible(company, *LIFTED_BY[kind]).key if company.people else None,
        )


def _floor(case: Case, code: str, _own: list[int]) -> str:
    tier = _tier(case.company, code)
    share = written.pct(tier.service_floor_pct)
    return f"{written.in_sentence(tier.name)} are promised {share} of what they ask for"


def _schedule(case: Case, code: str, own: list[int]) -> str:
    return f"{_line(case.company, code).name} is to make what is scheduled in {_weeks(case, own)}"


def _fence(case: Case, code: str, own: list[int]) -> str:
    released = scheduled_units(case.company)
    here = [item.sku for item in case.company.items if item.resource == code]
    units = sum(released[sku][at] for sku in here for at in own)
    held = f"may make no more than the {written.number(units)} units scheduled"
    return f"{_line(case.company, code).name} {held} in {_weeks(case, own)}"


def _hours(case: Case, code: str, own: list[int]) -> str:
    company, line = case.company, _line(case.company, code)
    hours = sum(available_hours(line, company)[at] for at in own)
    extra = available_overtime_hours(case.rules.overtime_on(line), company)
    over = sum(extra[at] for at in own) if case.rules.overtime else 0
    overtime = f"{written.number(over)} of overtime" if over else "no overtime"
    return f"{line.name} has {written.number(hours)} hours in {_weeks(case, own)}, {overtime}"


def _component(case: Case, code: str, _own: list[int]) -> str:
    company = case.company
    part = next(one for one in company.components if one.code == code)
    on_hand = written.number(opening_stock(company).get(code, 0))
    coming = sum(one.quantity for one in company.open_supply if one.code == code)
    on_order = f" and {written.number(coming)} on order" if coming else ""
    lead = written.counted(part.lead_time_weeks, "week")
    more = (
        f"more takes {lead} from {part.supplier}"
        if part.resource is None
        else (f"more takes {lead} to make")
    )
    there = f"of {written.in_sentence(part.name)} there are {on_hand} {part.unit} on hand{on_order}"
    return f"{there}, and {more}"


SAYS = {
    StatementKind.FLOOR: _floor,
    StatementKind.SCHEDULE: _schedule,
    StatementKind.FENCE: _fence,
    StatementKind.HOURS: _hours,
    StatementKind.COMPONENT: _component,
}


def _weeks(case: Case, own: list[int]) -> str:
    """Runs of neighbouring periods, each from its first to its last.

    Weeks 46, 47 and 49 are "weeks 46 to 47 and 49".
    """
    starts = [period.starts for period in periods_of(case.company)]
    runs = [[own[0]]]
    for before, at in pairwise(own):
        if at == before + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    named = [
        written.week(starts[run[0]])
        if len(run) == 1
        else f"{written.week(starts[run[0]])} to {written.week(starts[run[-1]])}"
        for run in runs
    ]
    return f"{'week' if len(own) == 1 else 'weeks'} {written.listed(named)}"


def _line(company: Company, code: str) -> Resource:
    return next(one for one in company.resources if one.code == code)


def _tier(company: Company, code: str) -> Tier:
    return next(one for one in company.tiers if one.code == code)
