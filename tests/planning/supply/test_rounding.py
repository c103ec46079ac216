"""Whole units: running totals are rounded, so nothing is gained or lost on the way."""

from itertools import accumulate
from math import ceil, floor

from hypothesis import given
from hypothesis import strategies as st

from planning.supply.rounding import NEARLY_WHOLE, rounded_down, rounded_up

FLOWS = st.lists(st.floats(0, 5_000, allow_nan=False), min_size=1, max_size=30)


@given(flow=FLOWS)
def test_rounded_down_never_runs_ahead_of_the_flow(flow: list[float]) -> None:
    whole = rounded_down(flow)
    for done, planned in zip(accumulate(whole), accumulate(flow), strict=True):
        assert done <= planned + NEARLY_WHOLE + 1e-6
        assert done >= floor(planned) - 1e-6
    assert all(units >= 0 for units in whole)


@given(flow=FLOWS)
def test_rounded_up_never_falls_behind_the_flow(flow: list[float]) -> None:
    whole = rounded_up(flow)
    for done, planned in zip(accumulate(whole), accumulate(flow), strict=True):
        assert done >= planned - NEARLY_WHOLE - 1e-6
        assert done <= ceil(planned) + 1e-6
    assert all(units >= 0 for units in whole)


@given(flow=FLOWS)
def test_a_week_is_off_by_at_most_a_unit(flow: list[float]) -> None:
    for whole in (rounded_down(flow), rounded_up(flow)):
        assert all(abs(a - b) < 1 + NEARLY_WHOLE for a, b in zip(whole, flow, strict=True))


@given(flow=st.lists(st.integers(0, 5_000), min_size=1, max_size=30), noise=st.floats(-4e-4, 4e-4))
def test_the_solvers_noise_is_no_fraction(flow: list[int], noise: float) -> None:
    first, *rest = (float(units) for units in flow)
    noisy = [first + noise, *rest]
    assert list(rounded_down(noisy)) == flow
    assert list(rounded_up(noisy)) == flow
