"""Promises that can't all be kept are named with the limits they run into, and no others."""

from dataclasses import replace
from decimal import Decimal

import pytest

from planning.company import Company
from planning.company_network import Scheduled
from planning.contradictions import contradictions
from planning.rules import Case, agreed_case
from planning.supply.conflicts import Conflict, Elastic, conflicts
from planning.supply.statements import Statement, StatementKind
from tests.planning.small_company import START, person, small_company


def frozen(company: Company, units: int, weeks: int = 1) -> Company:
    """The press is frozen for its first weeks; in the first, so much of A is scheduled."""
    return replace(
        company,
        resources=(replace(company.resources[0], frozen_weeks=weeks),),
        schedule=(Scheduled(sku="A", week=START, units=units),) if units else (),
    )


def kinds(conflict: Conflict) -> set[tuple[StatementKind, str]]:
    return {(one.kind, one.code) for one in conflict.statements}


NARROW = {
    "hours": small_company(hours=10),
    "hours of both tiers": small_company(hours=15),
    "resin": small_company(resin=1_000),
    "a schedule": frozen(small_company(hours=20), 3_000),
    "a frozen week": frozen(small_company(), 0, weeks=7),
    "everything": frozen(small_company(resin=900, hours=9), 2_000, weeks=4),
}


def test_where_all_can_be_kept_nothing_is_contradictory() -> None:
    assert contradictions(agreed_case(small_company())) == ()


def test_a_full_press_contradicts_the_first_contract_alone() -> None:
    """Key accounts ask for 10,000 and are promised 90 %: 90 h of the press's 80."""
    first, *_ = conflicts(agreed_case(NARROW["hours"]))
    assert {kind for kind in kinds(first) if kind[0] is StatementKind.FLOOR} == {
        (StatementKind.FLOOR, "key")
    }
    assert (StatementKind.HOURS, "PRESS") in kinds(first)
    assert first.missed_units > 0


def test_two_contracts_that_can_each_be_kept_contradict_together() -> None:
    """90 h for key accounts and 50 h for retail, of 120."""
    (both,) = conflicts(agreed_case(NARROW["hours of both tiers"]))
    floors = {one.code for one in both.statements if one.kind is StatementKind.FLOOR}
    assert floors == {"key", "retail"}


def test_a_component_stands_in_the_way_with_its_lead_time_and_who_can_lift_it() -> None:
    company = replace(
        NARROW["resin"], people=(*NARROW["resin"].people, person("tom", "procurement"))
    )
    (one,) = contradictions(agreed_case(company))
    resin = next(said for said in one.statements if said.kind == "component")
    assert resin.says == (
        "of resin there are 1,000 kg on hand, and more takes four weeks from Polyma"
    )
    assert resin.lifted_by == "tom"
    assert not resin.promise
    assert {said.kind for said in one.statements} == {"component", "floor"}
    assert "units are missing, whatever is planned" in one.says


def test_a_schedule_beyond_the_hours_of_its_week_needs_nothing_else() -> None:
    """3,000 units take 30 of 20 hours: a thousand are missing."""
    (one,) = contradictions(agreed_case(NARROW["a schedule"]))
    assert [(said.kind, said.code, said.weeks) for said in one.statements] == [
        ("schedule", "PRESS", (START,)),
        ("hours", "PRESS", (START,)),
    ]
    assert one.missed_units == 1_000
    assert one.says == (
        "Press is to make what is scheduled in week 45, while Press has 20 hours in week 45, "
        "no overtime: 1,000 units are missing, whatever is planned"
    )


def test_frozen_weeks_contradict_a_contract() -> None:
    first, *_ = contradictions(agreed_case(NARROW["a frozen week"]))
    fence = next(said for said in first.statements if said.kind == "fence")
    assert fence.says.startswith("Press may make no more than the 0 units scheduled in week 45")
    assert any(said.kind == "floor" for said in first.statements)


@pytest.mark.parametrize("name", NARROW)
def test_every_set_misses_something_and_nothing_once_any_of_it_is_lifted(name: str) -> None:
    """Recomputed with a solver of its own for every statement, so that nothing lingers."""
    case = agreed_case(NARROW[name])
    found = conflicts(case)
    assert found

    def missed(statements: set[Statement]) -> float:
        return Elastic(case).missed(statements)

    for conflict in found:
        together = set(conflict.statements)
        assert missed(together) * 1000 == pytest.approx(conflict.missed_units, abs=1)
        for one in together:
            assert missed(together - {one}) <= 0.001


def test_overtime_lifts_what_hours_forbid() -> None:
    company = small_company(hours=15)
    case = agreed_case(company)
    allowed = Case(company=company, demand=case.demand, rules=replace(case.rules, overtime=True))
    assert conflicts(case)
    assert conflicts(allowed) == ()


def test_tiers_without_a_contract_promise_nothing() -> None:
    company = small_company(hours=1)
    free = tuple(replace(tier, service_floor_pct=Decimal(0)) for tier in company.tiers)
    assert conflicts(agreed_case(replace(company, tiers=free))) == ()
