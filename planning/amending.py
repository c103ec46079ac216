"""A locked plan when facts have changed: kept as it is, or moved as little as it must."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from planning.actuals import Actual, ActualKind
from planning.as_happened import as_happened
from planning.calendar_weeks import WEEK, monday_of
from planning.company import Company, OpenSupply
from planning.metrics import measure
from planning.options import SolvedOption
from planning.periods import period_of, periods_of
from planning.rules import Case
from planning.scenario import Scenario, case_of
from planning.supply.delta import Held, Pinned, solve_delta

KEEP, ADJUST = "keep", "adjust"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What a supplier says of an expedited delivery: less, later, or as ordered."""

    component: str
    arrives: date
    """As the plan has it."""
    quantity: int
    by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """What stands: the option as it was locked, how far it is begun, what suppliers said since."""

    option: SolvedOption
    on: date
    frozen_weeks: int
    """After the week of `on`, where a line says nothing of its own."""
    confirmed: tuple[Confirmed, ...] = ()
    happened: tuple[Actual, ...] = ()
    """What is reported of its weeks, where the plan starts from that and not from what it says."""
    awaited: tuple[OpenSupply, ...] = ()
    """What is confirmed of what hadn't come by then."""


def amended(company: Company, locked: Locked, suffix: str) -> tuple[SolvedOption, SolvedOption]:
    """The plan kept as it is and the least disturbed one, both on the company as it is now."""
    company, plan = as_happened(company, locked.option.plan, locked.happened)
    pins, late = [*_pinned(company, locked)], [*_late(locked.confirmed), *_awaited(locked)]
    case = case_of(company, locked.option.scenario)
    now = replace(
        case, company=replace(case.company, open_supply=(*case.company.open_supply, *late))
    )
    placed = sum(monday <= locked.on for monday in locked.option.plan.weeks)
    every = len(locked.option.plan.weeks)
    lines = {line.code: line.frozen_weeks for line in company.resources}
    zone = tuple(
        min(placed + (lines[item.resource] or locked.frozen_weeks), every) for item in company.items
    )
    kept = Held(
        plan=plan,
        begun=placed,
        placed=every,
        frozen=(every,) * len(company.items),
        confirmed=tuple(pins),
    )
    adjusted = replace(kept, placed=placed, frozen=zone)
    return (
        _option(now, locked, kept, f"{KEEP}_{suffix}", *_KEPT),
        _option(now, locked, adjusted, f"{ADJUST}_{suffix}", *_ADJUSTED),
    )


_KEPT = ("Keep the plan", "Make and order what was locked; what isn't there is short")
_ADJUSTED = ("Adjust the plan", "Frozen weeks stay; after them the least that has to change does")


def _option(
    case: Case, locked: Locked, held: Held, key: str, name: str, summary: str
) -> SolvedOption:
    plan = solve_delta(case, held)
    scenario: Scenario = replace(
        locked.option.scenario, key=key, name=name, summary=summary, changed_from=None
    )
    metrics: dict[str, Decimal] = {value.key: value.value for value in measure(case, plan)}
    return SolvedOption(scenario=scenario, plan=plan, metrics=metrics, choose_by=None, breaks_if="")


def _pinned(company: Company, locked: Locked) -> Iterator[Pinned]:
    """The part of an expedited order that arrives in its time; nothing, where it is late."""
    codes = [part.code for part in company.components]
    for one in locked.confirmed:
        part = company.components[codes.index(one.component)]
        placed = monday_of(one.arrives) - WEEK * (part.expedite_lead_time_weeks or 0)
        period = period_of(company, placed)
        if period is not None and period < len(periods_of(company)):
            in_time = monday_of(one.by) <= monday_of(one.arrives)
            yield Pinned(codes.index(one.component), period, one.quantity if in_time else 0)


def _awaited(locked: Locked) -> Iterator[OpenSupply]:
    """But for what is due by the last receipt reported: that says itself whether it came."""
    told = [one.week for one in locked.happened if one.kind is ActualKind.RECEIVED]
    for one in locked.awaited:
        if told and monday_of(one.arrives) > max(told):
            yield one


def _late(confirmed: Sequence[Confirmed]) -> Iterator[OpenSupply]:
    """What comes later than the plan has it. Its premium is not in the option's numbers."""
    for one in confirmed:
        if monday_of(one.by) > monday_of(one.arrives):
            yield OpenSupply(
                code=one.component, quantity=one.quantity, arrives=one.by, reference="confirmed"
            )
