"""A move inside its tolerance is noted; beyond it, only seats that stand for it are asked again."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.materiality import (
    STANDS_FOR,
    Figure,
    Kind,
    Tolerance,
    Tolerances,
    beyond_rounding,
    compare,
    concerns,
    figures_of,
    kind_of,
    material,
    stands_for,
)
from gates.people import Role
from planning.metrics import metrics_of
from tests.api.examples import BRIEF
from tests.planning.small_company import small_company

NUMBERS = st.decimals(-10_000, 10_000, places=2)


def figure(kind: Kind = Kind.MARGIN, value: str = "100", key: str = "") -> Figure:
    return Figure(
        key=key or kind.value,
        label=kind.value,
        unit="€k",
        decimals=0,
        kind=kind,
        value=Decimal(value),
    )


@pytest.mark.parametrize(
    ("kind", "signed", "now", "inside"),
    [
        pytest.param(Kind.MARGIN, "100", "101", True, id="margin, on its edge"),
        pytest.param(Kind.MARGIN, "100", "101.01", False, id="margin, just beyond"),
        pytest.param(Kind.MARGIN, "-100", "-102", False, id="a loss that grows"),
        pytest.param(Kind.VOLUME, "0", "11", False, id="from nothing, beyond what rounding does"),
        pytest.param(Kind.MARGIN, "0", "0.1", False, id="from nothing, any move is beyond"),
        pytest.param(Kind.SERVICE, "98.0", "97.5", True, id="service, in points"),
        pytest.param(Kind.SERVICE, "98.0", "97.4", False, id="service, beyond"),
        pytest.param(Kind.CASH, "1000", "1029", True, id="cash"),
        pytest.param(Kind.STOCK, "1000", "1051", False, id="stock"),
        pytest.param(Kind.CAPACITY, "100", "103", True, id="load, in points"),
    ],
)
def test_tolerances(kind: Kind, signed: str, now: str, *, inside: bool) -> None:
    (move,) = compare([figure(kind, signed)], [figure(kind, now)], Tolerances())
    assert move.material is not inside


def test_what_does_not_move_is_no_move() -> None:
    assert compare([figure()], [figure()], Tolerances(by_kind={})) == ()


def test_a_number_that_went_or_came_is_material() -> None:
    gone = compare([figure()], [], Tolerances())
    came = compare([], [figure()], Tolerances())
    assert [(m.signed, m.now, m.material) for m in (*gone, *came)] == [
        (Decimal(100), None, True),
        (None, Decimal(100), True),
    ]


def test_a_kind_without_a_tolerance_tolerates_nothing() -> None:
    moves = compare([figure()], [figure(value="100.01")], Tolerances(by_kind={}))
    assert material(moves) == moves


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (Kind.VOLUME, {Role.SALES_LEAD}),
        (Kind.REVENUE, {Role.SALES_LEAD}),
        (Kind.SERVICE, {Role.SALES_LEAD}),
        (Kind.STOCK, {Role.OPERATIONS_LEAD}),
        (Kind.CAPACITY, {Role.OPERATIONS_LEAD}),
        (Kind.MARGIN, {Role.FINANCE_LEAD}),
        (Kind.CASH, {Role.FINANCE_LEAD}),
    ],
)
def test_only_the_seats_that_stand_for_it_are_asked(kind: Kind, asked: set[Role]) -> None:
    moves = compare([figure(kind)], [figure(kind, "900")], Tolerances())
    reviewers = (Role.SALES_LEAD, Role.OPERATIONS_LEAD, Role.FINANCE_LEAD)
    assert {role for role in reviewers if concerns(moves, role, accountable=False)} == asked


@pytest.mark.parametrize("role", list(Role))
def test_whoever_is_accountable_answers_for_everything(role: Role) -> None:
    assert stands_for(role, accountable=True) == set(Kind)


def test_every_kind_is_stood_for_by_a_reviewer() -> None:
    assert frozenset().union(*STANDS_FOR.values()) == set(Kind)


def test_every_metric_of_the_registry_has_its_kind() -> None:
    kinds = {metric.key: kind_of(metric.key) for metric in metrics_of(small_company())}
    assert {key for key, kind in kinds.items() if kind is Kind.MARGIN} == {
        "variable_margin_eur",
        "overtime_eur",
        "expedite_eur",
        "holding_eur",
        "extra_cost_eur",
        "margin_after_cost_eur",
    }
    assert kinds["service_key_pct"] is Kind.SERVICE


def test_figures_are_those_of_the_option_that_was_named() -> None:
    named, picked = figures_of(BRIEF, "limit"), figures_of(BRIEF, None)
    assert BRIEF.pick is not None
    assert picked == figures_of(BRIEF, BRIEF.pick.option)
    assert [one.value for one in named] != [one.value for one in picked]
    assert figures_of(replace(BRIEF, options=()), None) == ()


@given(signed=NUMBERS, now=NUMBERS, pct=st.integers(0, 50), points=st.integers(0, 50))
def test_a_wider_tolerance_never_asks_more(
    signed: Decimal, now: Decimal, pct: int, points: int
) -> None:
    narrow = Tolerance(pct=Decimal(pct), points=Decimal(points))
    wide = Tolerance(pct=Decimal(pct + 1), points=Decimal(points + 1))
    assert wide.allows(signed, now) or not narrow.allows(signed, now)
    assert narrow.allows(signed, signed)


@given(st.lists(st.tuples(st.sampled_from(list(Kind)), NUMBERS, NUMBERS), max_size=12))
def test_nobody_is_asked_for_what_others_stand_for(
    given_moves: list[tuple[Kind, Decimal, Decimal]],
) -> None:
    signed = [figure(kind, str(a), f"{n}") for n, (kind, a, _) in enumerate(given_moves)]
    now = [figure(kind, str(b), f"{n}") for n, (kind, _, b) in enumerate(given_moves)]
    moves = compare(signed, now, Tolerances())
    beyond = {move.kind for move in material(moves)}
    for role in Role:
        mine = stands_for(role, accountable=False)
        assert concerns(moves, role, accountable=False) == bool(mine & beyond)
    assert concerns(moves, Role.COO, accountable=True) == bool(beyond)


@pytest.mark.parametrize(
    ("kind", "signed", "now", "noticed"),
    [
        pytest.param(Kind.VOLUME, "0", "2", False, id="two units"),
        pytest.param(Kind.VOLUME, "0", "12", True, id="twelve units"),
        pytest.param(Kind.MARGIN, "18919738.64", "18919737.31", False, id="a euro of millions"),
        pytest.param(Kind.MARGIN, "12244.38", "12253.12", True, id="of a smaller sum"),
        pytest.param(Kind.SERVICE, "100", "99.9", True, id="a tenth of a point"),
    ],
)
def test_what_a_plan_solved_anew_rounds_away(
    kind: Kind, signed: str, now: str, *, noticed: bool
) -> None:
    moves = compare([figure(kind, signed)], [figure(kind, now)], Tolerances(by_kind={}))
    assert bool(beyond_rounding(moves)) is noticed
    assert beyond_rounding(compare([figure(kind)], [], Tolerances()))
