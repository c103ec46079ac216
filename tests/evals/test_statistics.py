"""The statistics: against SciPy, and whether the intervals hold what they promise."""

import random
from math import sqrt

import pytest
from scipy import stats  # type: ignore[import-untyped]

from evals.stats.paired import effect, holm, least_effect, none_of, sign_flips, worlds_needed
from evals.stats.student import t_below, t_quantile

EVALUATIONS = 600


@pytest.mark.parametrize("freedom", [1, 2, 5, 11, 23, 120])
@pytest.mark.parametrize("t", [-4.0, -1.0, -0.01, 0.0, 0.3, 2.0, 12.0])
def test_t_is_scipys(t: float, freedom: int) -> None:
    assert t_below(t, freedom) == pytest.approx(stats.t.cdf(t, freedom), abs=1e-10)


@pytest.mark.parametrize("freedom", [1, 3, 23])
@pytest.mark.parametrize("share", [0.01, 0.5, 0.8, 0.975])
def test_its_quantile_is_scipys(share: float, freedom: int) -> None:
    assert t_quantile(share, freedom) == pytest.approx(stats.t.ppf(share, freedom), abs=1e-6)


@pytest.mark.parametrize("worlds", [6, 12, 24])
def test_nominal_intervals_cover_what_they_say(worlds: int) -> None:
    """No effect, six cycles a world that are alike: 95 % intervals hold nothing in 90 to 98 %."""
    chance = random.Random(f"coverage {worlds}")
    held = 0
    for _ in range(EVALUATIONS):
        pairs = []
        for world in range(worlds):
            leans = chance.gauss(0, 0.4)
            for _cycle in range(6):
                level = chance.gauss(10, 3)
                pairs.append((str(world), level, level + leans + chance.gauss(0, 0.8)))
        found = effect(pairs)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 0 <= found.high
    assert 0.90 <= held / EVALUATIONS <= 0.98


def test_cycles_of_one_world_are_one_piece_of_evidence() -> None:
    few = [(str(world), 1.0, 1.0 + world / 10) for world in range(6)]
    many = [(world, base, candidate) for world, base, candidate in few for _ in range(20)]
    assert effect(few).low == pytest.approx(effect(many).low)
    assert effect(many).cycles == 120


def test_one_world_has_no_interval() -> None:
    found = effect([("a", 1.0, 2.0), ("a", 1.0, 4.0)])
    assert (found.delta, found.low, found.p, found.beyond(0.5)) == (2.0, None, None, None)


def test_the_exact_test_needs_six_worlds_to_be_sure() -> None:
    assert sign_flips([1.0] * 5) == 2 / 2**5
    assert sign_flips([1.0] * 5) > 0.05 > sign_flips([1.0] * 6)


def test_holm_orders_and_never_falls() -> None:
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx(
        {"a": 0.03, "c": 0.06, "b": 0.06}
    )


@pytest.mark.parametrize(("many", "most"), [(216, 0.014), (1000, 0.0030), (1300, 0.0023)])
def test_none_seen_is_not_none(many: int, most: float) -> None:
    assert none_of(many) == pytest.approx(most, abs=5e-4)


def test_an_effect_of_the_least_size_is_found_four_times_in_five() -> None:
    spread, worlds = 1.0, 12
    least = least_effect(spread, worlds)
    chance = random.Random("power")
    found = 0
    for _ in range(EVALUATIONS):
        pairs = [(str(w), 0.0, least + chance.gauss(0, spread)) for w in range(worlds)]
        low = effect(pairs).low
        assert low is not None
        found += low > 0
    assert 0.75 <= found / EVALUATIONS <= 0.87
    needed = worlds_needed(least, spread)
    assert needed is not None
    assert abs(needed - worlds) <= 1
    assert least == pytest.approx((2.2010 + 0.8755) / sqrt(worlds), abs=1e-3)
