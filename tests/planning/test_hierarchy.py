"""Reconciled forecasts add up, are the least-squares ones, and grow surer with every level."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.company import DemandLine
from planning.forecast import baseline_forecast
from planning.forecast_levels import levelled_forecast
from planning.hierarchy import Node, reconcile

NUMBERS = st.floats(0, 1000)
SURE = st.floats(0.1, 100)
LEAVES = st.builds(Node, NUMBERS, SURE)
TREES = st.recursive(
    LEAVES,
    lambda below: st.builds(
        Node, NUMBERS, SURE, st.lists(below, min_size=1, max_size=3).map(tuple)
    ),
    max_leaves=8,
)


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from walk(child)


def summing(root: Node) -> np.ndarray:
    """Which leaves each node is made of: S of the books, a row a node."""
    nodes = list(walk(root))
    leaves = [node for node in nodes if not node.children]
    return np.array(
        [[float(any(one is leaf for one in walk(node))) for leaf in leaves] for node in nodes]
    )


def distinct(node: Node) -> Node:
    """Hypothesis may use one leaf twice; here each is its own."""
    return Node(node.mean, node.variance, tuple(map(distinct, node.children)))


@given(tree=TREES)
def test_two_passes_give_what_the_matrix_formula_gives(tree: Node) -> None:
    """S (S' W^-1 S)^-1 S' W^-1 y, and the variances on the diagonal of S (S' W^-1 S)^-1 S'."""
    root = distinct(tree)
    nodes, s = list(walk(root)), summing(root)
    w = np.diag([1 / node.variance for node in nodes])
    inverse = np.linalg.inv(s.T @ w @ s)
    expected = s @ inverse @ s.T @ w @ np.array([node.mean for node in nodes])
    found = reconcile(root)
    assert np.allclose(found.means, expected, rtol=1e-6, atol=1e-6)
    assert np.allclose(found.variances, np.diag(s @ inverse @ s.T), rtol=1e-6, atol=1e-9)
    for node, variance in zip(nodes, found.variances, strict=True):
        assert variance <= node.variance * (1 + 1e-9), "what others say makes none less sure"


def lines(sku: str, region: str, units: list[int]) -> list[DemandLine]:
    return [
        DemandLine(
            region=region,
            sku=sku,
            tier="key",
            month=date(2025 + at // 12, at % 12 + 1, 1),
            units=number,
        )
        for at, number in enumerate(units)
    ]


HISTORY = [
    *lines("A", "n", [100, 110, 95, 105, 100, 108, 97, 103, 101, 106]),
    *lines("A", "s", [40, 45, 38, 44, 41, 39, 46, 40, 43, 42]),
    *lines("B", "n", [0, 0, 30, 0, 0, 25, 0, 0, 28, 0]),
    *lines("C", "n", [300, 310, 290, 305, 299, 302, 311, 296, 300, 305]),
]
FAMILIES = {"A": "Clips", "B": "Clips", "C": "Spares"}


def test_every_level_is_the_sum_of_what_it_is_made_of() -> None:
    made = levelled_forecast(HISTORY, months_ahead=3, family_of=FAMILIES)
    units = {one.code: one.units for one in made.levels}
    assert [(one.level, one.code) for one in made.levels] == [
        ("all", "all"),
        ("family", "Clips"),
        ("item", "A"),
        ("item", "B"),
        ("family", "Spares"),
        ("item", "C"),
    ]
    for ahead in range(3):
        series = {(s.sku, s.region): s.units[ahead] for s in made.baseline.series}
        assert units["A"][ahead] == series["A", "n"] + series["A", "s"]
        assert units["Clips"][ahead] == units["A"][ahead] + units["B"][ahead]
        assert units["all"][ahead] == units["Clips"][ahead] + units["Spares"][ahead]


def test_series_keep_their_order_and_methods_and_stay_near_their_own_forecast() -> None:
    made = levelled_forecast(HISTORY, months_ahead=1, family_of=FAMILIES).baseline
    alone = baseline_forecast(HISTORY, months_ahead=1)
    for one, other in zip(made.series, alone.series, strict=True):
        assert (one.region, one.sku, one.method) == (other.region, other.sku, other.method)
        assert one.units[0] == pytest.approx(other.units[0], abs=15)
        assert one.low_units is not None
        assert one.high_units is not None
        assert one.low_units[0] <= one.units[0] <= one.high_units[0]


def test_intervals_widen_with_the_months_and_the_whole_is_surer_than_its_parts() -> None:
    made = levelled_forecast(HISTORY, months_ahead=4, family_of=FAMILIES)
    whole = made.levels[0]
    assert whole.low_units is not None
    assert whole.high_units is not None
    widths = [high - low for low, high in zip(whole.low_units, whole.high_units, strict=True)]
    assert widths == sorted(widths)
    parts = [
        high - low
        for one in made.baseline.series
        for low, high in [((one.low_units or (0,))[0], (one.high_units or (0,))[0])]
    ]
    assert widths[0] < sum(parts)


def test_a_history_too_short_to_test_on_has_no_intervals() -> None:
    short = [line for line in HISTORY if line.month <= date(2025, 2, 1)]
    made = levelled_forecast(short, months_ahead=1, family_of=FAMILIES)
    assert {one.low_units for one in made.levels} == {None}
    assert levelled_forecast([], months_ahead=1, family_of=FAMILIES).levels == ()


def test_an_item_whose_orders_ended_early_counts_as_not_ordered_since() -> None:
    old = [line for line in HISTORY if line.sku != "C" or line.month <= date(2025, 6, 1)]
    made = levelled_forecast(old, months_ahead=1, family_of=FAMILIES)
    spares = next(one for one in made.levels if one.code == "Spares")
    assert spares.months == (date(2025, 11, 1),)
    assert spares.units[0] < 300


def test_orders_in_other_regions_are_summed_once() -> None:
    twice = [*HISTORY, *(replace(line, region="w") for line in HISTORY if line.sku == "C")]
    made = levelled_forecast(twice, months_ahead=1, family_of=FAMILIES)
    spares = next(one for one in made.levels if one.code == "Spares")
    assert spares.units[0] == pytest.approx(604, abs=15)
