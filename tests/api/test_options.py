"""Options side by side: best marks, differences, and charts on one scale."""

from dataclasses import replace
from decimal import Decimal

import pytest

from api.views.options import Show, options_view
from api.views.plots import plots
from tests.api.examples import BRIEF


def row(show: Show, label: str) -> list[str]:
    view = options_view(BRIEF, show)
    assert view is not None
    return [
        cell.text for measure in view.measures if measure.label == label for cell in measure.cells
    ]


@pytest.mark.parametrize(
    ("show", "cells"),
    [
        pytest.param(Show.VALUE, ["48", "22", "61", "19", "38"], id="values"),
        pytest.param(
            Show.DELTA, ["48", "−26", "+13", "−29", "−10"], id="difference to the baseline"
        ),
        pytest.param(
            Show.PERCENT, ["48", "−54.2 %", "+27.1 %", "−60.4 %", "−20.8 %"], id="percent of it"
        ),
    ],
)
def test_cells(show: Show, cells: list[str]) -> None:
    assert row(show, "Extra cost") == cells


def test_lower_is_better_where_it_is() -> None:
    view = options_view(BRIEF, Show.VALUE)
    assert view is not None
    cost = next(measure for measure in view.measures if measure.label == "Extra cost")
    assert [cell.best for cell in cost.cells] == [False, False, False, True, False]


def test_the_worst_is_marked_unless_all_others_are() -> None:
    view = options_view(BRIEF, Show.VALUE)
    assert view is not None
    cost = next(measure for measure in view.measures if measure.label == "Extra cost")
    assert [cell.worst for cell in cost.cells] == [False, False, True, False, False]
    shared = tuple(
        replace(option, values=option.values | {"cost": Decimal(9 if option.key != "mix" else 1)})
        for option in BRIEF.options
    )
    view = options_view(replace(BRIEF, options=shared), Show.VALUE)
    assert view is not None
    cost = next(measure for measure in view.measures if measure.label == "Extra cost")
    assert [cell.worst for cell in cost.cells] == [False] * 5


def test_nobody_is_best_when_all_are_alike() -> None:
    same = tuple(
        replace(option, values=option.values | {"cost": Decimal(5)}) for option in BRIEF.options
    )
    view = options_view(replace(BRIEF, options=same), Show.VALUE)
    assert view is not None
    cost = next(measure for measure in view.measures if measure.label == "Extra cost")
    assert not any(cell.best for cell in cost.cells)


def test_the_heading_states_the_finding() -> None:
    view = options_view(BRIEF, Show.VALUE)
    assert view is not None
    assert view.finding == "Build early is best on 6 of 8 measures"


def test_charts_share_one_scale() -> None:
    drawn = [plot for plot in plots(BRIEF.options, "stock", pick="build_early") if plot]
    assert len({plot.limit_y for plot in drawn}) == 1
    starts = {plot.line.split()[0] for plot in drawn}
    assert len(starts) == 1


def test_every_chart_has_its_table() -> None:
    view = options_view(BRIEF, Show.VALUE)
    assert view is not None
    for drawing in view.drawings:
        assert all(len(cells) == len(BRIEF.options) for _, cells in drawing.numbers.rows)
