"""A line behind its schedule, a late supplier and missing stock are seen; what is kept isn't."""

from dataclasses import replace
from decimal import Decimal

import pytest

from planning.actuals import Actual, ActualKind, summed
from planning.as_happened import as_happened
from planning.calendar_weeks import monday_of
from planning.commitments import CommitmentKind, commitments_of
from planning.company import Company
from planning.constraints import find_constraints
from planning.exceptions import Exceeded, Left, arrivals, exceptions
from planning.options import solve_options
from planning.plan import Plan
from planning.standard_scenarios import standard_scenarios
from runtime.halden import halden_foods
from runtime.halden_weeks import Fate, World

TOLERANCE = Decimal(5)
WEEKS = 3


@pytest.fixture(scope="module")
def company() -> Company:
    return halden_foods()


@pytest.fixture(scope="module")
def plan(company: Company) -> Plan:
    found = standard_scenarios(company, tuple(find_constraints(company)))
    (option,) = solve_options(company, [one for one in found if one.key == "build_early"])
    return option.plan


@pytest.fixture(scope="module")
def kept(company: Company, plan: Plan) -> tuple[Actual, ...]:
    """Three weeks in which everybody does what the plan says, but for a little loss."""
    world = World(company, plan, Fate(seed="7"))
    return tuple(one for _ in range(WEEKS) for one in world.live_week())


def found(company: Company, plan: Plan, actuals: tuple[Actual, ...]) -> list[Exceeded]:
    return list(exceptions(company, plan, actuals, tolerance_pct=TOLERANCE))


def changed(
    actuals: tuple[Actual, ...], kind: ActualKind, codes: set[str], pct: int
) -> tuple[Actual, ...]:
    return tuple(
        replace(one, quantity=one.quantity * pct // 100)
        if one.kind is kind and one.code in codes
        else one
        for one in actuals
    )


def test_what_is_kept_is_no_exception(
    company: Company, plan: Plan, kept: tuple[Actual, ...]
) -> None:
    assert found(company, plan, kept) == []


def code_of(actuals: tuple[Actual, ...], kind: ActualKind) -> str:
    most = max((one for one in actuals if one.kind is kind), key=lambda one: one.quantity)
    return most.code


def test_a_supplier_who_brings_less(company: Company, plan: Plan, kept: tuple[Actual, ...]) -> None:
    code = code_of(kept, ActualKind.RECEIVED)
    (one,) = found(company, plan, changed(kept, ActualKind.RECEIVED, {code}, 60))
    assert (one.left, one.code) == (Left.SUPPLIER, code)
    assert one.seen < one.promised
    assert one.cause.startswith("the last delivery was due")


def of_line(company: Company, sku: str) -> set[str]:
    line = next(item.resource for item in company.items if item.sku == sku)
    return {item.sku for item in company.items if item.resource == line}


def test_a_line_behind_its_schedule_and_why(
    company: Company, plan: Plan, kept: tuple[Actual, ...]
) -> None:
    skus = of_line(company, code_of(kept, ActualKind.MADE))
    behind = changed(kept, ActualKind.MADE, skus, 80)
    (one,) = found(company, plan, behind)
    assert (one.left, one.cause) == (Left.SCHEDULE, "")
    received = {each.code for each in kept if each.kind is ActualKind.RECEIVED}
    part = min({line.component for line in company.recipe if line.sku in skus} & received)
    name = next(each.name for each in company.components if each.code == part)
    late, why = found(company, plan, changed(behind, ActualKind.RECEIVED, {part}, 10))
    assert (late.left, late.code) == (Left.SUPPLIER, part)
    assert (why.left, why.cause) == (Left.SCHEDULE, f"late as well: {name}")


def test_more_of_another_week_makes_up_for_nothing(
    company: Company, plan: Plan, kept: tuple[Actual, ...]
) -> None:
    skus = of_line(company, code_of(kept, ActualKind.MADE))
    first = min(one.week for one in kept)
    shifted = tuple(
        replace(one, quantity=0 if one.week == first else one.quantity * 2)
        if one.kind is ActualKind.MADE and one.code in skus
        else one
        for one in kept
    )
    assert [one.left for one in found(company, plan, shifted)] == [Left.SCHEDULE]


def test_a_promised_stock_that_isnt_there(company: Company, plan: Plan) -> None:
    promised = [one for one in commitments_of(company, plan) if one.kind is CommitmentKind.STOCK]
    family = {item.sku: item.family for item in company.items}[promised[0].code]
    week = monday_of(promised[0].due)

    def at(pct: int) -> tuple[Actual, ...]:
        return tuple(
            Actual(
                week=monday_of(one.due),
                kind=ActualKind.STOCK,
                code=one.code,
                quantity=one.quantity * pct // 100,
            )
            for one in promised
        )

    one, *others = found(company, plan, at(90))
    assert (one.left, one.code, one.until) == (Left.STOCK, family, week)
    assert {each.left for each in others} <= {Left.STOCK}
    assert found(company, plan, at(96)) == []


def test_what_is_never_reported_is_no_exception(
    company: Company, plan: Plan, kept: tuple[Actual, ...]
) -> None:
    silent = tuple(one for one in kept if one.kind is not ActualKind.RECEIVED)
    assert found(company, plan, silent) == []


def test_a_plan_goes_on_from_what_was_reported(
    company: Company, plan: Plan, kept: tuple[Actual, ...]
) -> None:
    code = code_of(kept, ActualKind.RECEIVED)
    line = of_line(company, next(one.sku for one in plan.items if one.made_units[0]))
    told = changed(changed(kept, ActualKind.MADE, line, 70), ActualKind.RECEIVED, {code}, 60)
    now, so_far = as_happened(company, plan, told)
    made = summed(told, ActualKind.MADE)
    for was, own in zip(plan.items, so_far.items, strict=True):
        past = [made.get((own.sku, week), 0) for week in plan.weeks[:WEEKS]]
        assert [*own.made_units] == [*past, *was.made_units[WEEKS:]]
    received = summed(told, ActualKind.RECEIVED)
    last = max(week for _, week in received)
    due = sum(n for day, n in arrivals(now, so_far, code) if monday_of(day) <= last)
    assert due == sum(n for (one, _), n in received.items() if one == code)
    later = sum(n for day, n in arrivals(company, plan, code) if monday_of(day) > last)
    assert later == sum(n for day, n in arrivals(now, so_far, code) if monday_of(day) > last)


def test_what_is_counted_is_on_hand(company: Company, plan: Plan, kept: tuple[Actual, ...]) -> None:
    sku, week = plan.items[0].sku, plan.weeks[WEEKS - 1]
    made = sum(n for (one, _), n in summed(kept, ActualKind.MADE).items() if one == sku)
    counted = summed(kept, ActualKind.STOCK)[sku, week]
    now, so_far = as_happened(company, plan, kept)
    opening = {one.code: one.quantity for one in now.stock}[sku]
    was = {one.code: one.quantity for one in company.stock}[sku]
    planned = plan.items[0].stock_units[WEEKS - 1] - sum(plan.items[0].made_units[:WEEKS])
    assert opening - was == counted - made - planned
    assert now.open_supply == company.open_supply
    assert so_far.components == plan.components


def test_what_is_not_reported_is_as_planned(company: Company, plan: Plan) -> None:
    assert as_happened(company, plan, ()) == (company, plan)
