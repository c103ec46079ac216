"""Many pieces of work at once: what they come to doesn't depend on how many processes do them."""

import os
from functools import partial

import pytest

from agents.scenario_drafter import draft_options
from benchmarks.options import short_company
from planning.constraints import find_constraints
from planning.spreading import Spread, in_order
from planning.standard_scenarios import standard_scenarios
from planning.telling import Stage
from runtime.apart import Limits, run_apart
from runtime.spread_out import SpreadOut

TWO = SpreadOut(processes=2, worth_it=0)
HEARD: list[int] = []


def powers(spread: Spread) -> list[int]:
    return spread(pow, (3,), range(5), size=1, done=HEARD.append)


def only_here(home: int, piece: int) -> int:
    if os.getpid() != home:
        os._exit(1)
    return piece


def test_pieces_come_back_in_the_order_they_were_asked() -> None:
    assert powers(TWO) == powers(in_order) == [1, 3, 9, 27, 81]


def test_work_that_runs_apart_spreads_in_children_of_its_own() -> None:
    assert run_apart(powers, TWO, limits=Limits(wall_seconds=60)) == [1, 3, 9, 27, 81]


def test_little_work_is_done_where_it_is_asked() -> None:
    """No child is started: each would end at once."""
    work = partial(only_here, os.getpid())
    done: list[int] = []
    assert SpreadOut()(work, (), range(3), size=1, done=done.append) == [0, 1, 2]
    assert done == [0, 1, 2]


def test_where_children_die_the_work_is_done_here() -> None:
    done: list[int] = []
    assert TWO(only_here, (os.getpid(),), range(3), size=1, done=done.append) == [0, 1, 2]


def test_what_a_piece_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        TWO(int, (), ["1", "one"], size=1, done=HEARD.append)


def test_the_search_finds_the_same_in_however_many_processes() -> None:
    company = short_company(SEARCHED)
    found = find_constraints(company)
    heard: list[tuple[int, int]] = []

    def tell(stage: str, _what: str, over: int, of: int) -> None:
        if stage == Stage.SEARCH:
            heard.append((over, of))

    together = draft_options(company, found, tell=tell, spread=TWO)
    assert together == draft_options(company, found)
    standard = {one.key: one.levers for one in standard_scenarios(company, found)}
    (mix,) = (one.scenario for one in together if one.scenario.key == "mix")
    assert mix.levers != standard["mix"], "the search found something"
    assert heard == sorted(heard)
    assert all(over < of for over, of in heard)


SEARCHED = 5
"""A company for which a better mix is found."""
