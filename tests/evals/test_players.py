"""The metrics tell a good agent from a broken one: the oracle is worth 1, no mutant goes unseen."""

from dataclasses import replace

import pytest

from evals.players.decoys import DECOYS
from evals.players.matrix import Matrix, matrix
from evals.players.mutants import MUTANTS
from evals.players.of_files import alike, recall
from evals.players.played import play
from evals.players.player import Base, Flag
from evals.players.problems import PROBLEMS
from evals.players.reference import REFERENCES, Oracle
from evals.players.scoring import DUTIES
from evals.players.sheets import Truth
from evals.players.table import table

SEED = "players"


@pytest.fixture(scope="module")
def found() -> Matrix:
    return matrix(SEED)


def test_the_oracle_is_worth_one_in_every_duty(found: Matrix) -> None:
    assert found.players["oracle"] == {duty.key: 1.0 for duty in DUTIES}


def test_nothing_at_all_is_worth_nothing_where_something_was_to_be_done(found: Matrix) -> None:
    nothing = found.players["null"]
    assert {key for key, score in nothing.items() if score == 0} == {
        "recall",
        "read_right",
        "useful",
        "heard",
        "complete",
        "executed",
        "reminded",
    }


def test_bare_rules_find_less_than_the_product_and_nothing_wrong(found: Matrix) -> None:
    assert found.players["rules only"]["recall"] < found.players["base"]["recall"]
    assert found.players["base"]["recall"] >= 0.97
    assert found.players["base"]["precision"] >= 0.9


@pytest.mark.parametrize("number", range(len(MUTANTS)), ids=[m.player.name for m in MUTANTS])
def test_every_mutant_is_noticed_by_its_own_duty(found: Matrix, number: int) -> None:
    assert found.mutants[number].caught


def test_an_agent_that_is_no_mutant_is_not_noticed() -> None:
    assert not replace(matrix(SEED).mutants[0], score=1.0, base=1.0).caught, (
        "the same score is no fall"
    )
    assert {one.name for one in REFERENCES}.isdisjoint(one.player.name for one in MUTANTS)


def test_problems_and_decoys_come_at_an_equal_rate_and_the_same_for_a_seed() -> None:
    at = table(SEED)
    assert len(PROBLEMS) == len(DECOYS)
    assert sum(sheet.truth is not None for sheet in at.sheets) == len(PROBLEMS)
    assert [s.content for s in table.__wrapped__(SEED).sheets] == [s.content for s in at.sheets]


def test_a_scorer_that_forgot_a_rule_is_noticed_by_the_oracle() -> None:
    """The oracle's flag rests on the truth: a truth that no flag can meet isn't worth 1."""
    sheet = next(s for s in table(SEED).sheets if s.truth)
    assert sheet.truth is not None
    other = replace(sheet, truth=replace(sheet.truth, keys=frozenset()))
    played = replace(
        play(Oracle(), replace(table(SEED), sheets=(other,), letters=(), asked=())),
    )
    assert recall(played) == 0


@pytest.mark.parametrize(
    ("rule", "keys", "right"),
    [
        ("R31", {1, 2, 3}, True),
        ("R31", {1, 2}, True),
        ("R31", {1}, False),
        ("R10", {1, 2, 3}, False),
        ("R31", {1, 2, 3, 4, 5, 6}, True),
        ("R31", set(range(9)), False),
        ("R31", set(), False),
    ],
)
def test_a_flag_is_right_of_the_same_kind_and_mostly_the_same_numbers(
    rule: str, keys: set[int], right: bool
) -> None:
    truth = Truth(kind="x", rules=frozenset({"R31"}), keys=frozenset({1, 2, 3}))  # type: ignore[arg-type]
    assert alike(Flag(rule=rule, keys=frozenset(keys)), truth) is right  # type: ignore[arg-type]


def test_the_product_acts_only_on_what_passed() -> None:
    base = Base()
    assert all(bool([*base.act(one)]) == one.passed for one in table(SEED).asked)
