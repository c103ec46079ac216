"""Graphs on their page: drawn from the compiled graph, the same as a table, who stands where."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from sqlalchemy.engine import URL

from api.gather.graphs import TITLES, Found, graph_view
from api.graph_drawing.drawing import draw
from api.graph_drawing.layers import layered
from api.views.graphs import GraphView
from graphs.builders import BUILDERS
from graphs.shape import Sort, shape_of
from runtime.advancing import advance
from runtime.opening import open_cycle
from runtime.sweeping import sweep
from store import cases, node_work
from store.reading_graphs import standing_cases, waited
from store.tables.cycles import CaseRow
from tests.living import MONTH, Living, living


def test_every_graph_has_its_page() -> None:
    assert TITLES.keys() == BUILDERS.keys()


@pytest.mark.parametrize("kind", BUILDERS)
def test_nothing_is_left_out_and_no_box_stands_on_another(kind: str) -> None:
    shape = shape_of(kind)
    names = [node.name for node in shape.nodes]
    drawn = draw(names, shape.leads)
    assert sorted(box.name for box in drawn.boxes) == sorted(names)
    led = {(line.source, line.to) for line in drawn.lines}
    led |= {(line.to, line.source) for line in drawn.lines if line.both}
    assert led == set(shape.leads)
    for one, other in combinations(drawn.boxes, 2):
        apart = (
            one.x + one.wide <= other.x
            or other.x + other.wide <= one.x
            or one.y + one.high <= other.y
            or other.y + other.high <= one.y
        )
        assert apart, (one.name, other.name)
    assert all(box.x + box.wide <= drawn.wide for box in drawn.boxes)
    assert all(box.y + box.high <= drawn.high for box in drawn.boxes)


@pytest.mark.parametrize("kind", BUILDERS)
def test_what_leads_on_leads_down_and_what_leads_back_is_told_apart(kind: str) -> None:
    shape = shape_of(kind)
    of = layered([node.name for node in shape.nodes], shape.leads)
    at = {name: number for number, layer in enumerate(of.layers) for name in layer}
    assert all(at[to] == at[source] + 1 for way in of.forward for source, to in pairwise(way))
    assert all(at[to] <= at[source] for source, to in of.back)


def test_gates_and_waits_are_told_from_steps() -> None:
    sorts = {node.name: (node.sort, node.asks) for node in shape_of("cycle").nodes}
    assert sorts["await_trade_off"] == (Sort.GATE, "trade_off")
    assert sorts["await_baseline"] == (Sort.GATE, "baseline")
    assert sorts["await_inputs"] == (Sort.WAIT, "")
    assert sorts["draft_options"] == (Sort.STEP, "")


@pytest.fixture
def life(empty_database: URL) -> Iterator[Living]:
    with living(empty_database) as life:
        yield life


def page(life: Living, kind: str) -> GraphView:
    with life.office.sessions(life.company_id) as session:
        return graph_view(
            Found(
                kind=kind,
                shape=shape_of(kind),
                standing=standing_cases(session, life.company_id, kind),
                work=node_work.of_kind(session, life.company_id, kind),
                waited=waited(session, life.company_id, kind),
            )
        )


def first_input(life: Living) -> tuple[str, int]:
    """Open the cycle and let it ask; the first input's case is rung and not begun."""
    open_cycle(life.office, life.company_id, month=MONTH)
    rung: list[tuple[str, int]] = []
    for _ in range(2):
        with life.office.unfenced() as session:
            rung = list(cases.unseen_cases(session))
        if len(rung) > 1:
            break
        advance(life.office, *rung[0])
    return next(one for one in rung if one[0].startswith("input"))


def test_who_waits_where_what_failed_and_how_long_it_takes(life: Living) -> None:
    def breaks(name: str) -> None:
        if name == "input.asked":
            raise RuntimeError(name)

    case_id, company_id = first_input(life)
    with pytest.raises(RuntimeError):
        advance(replace(life.office, reached=breaks), case_id, company_id)
    with life.office.sessions(company_id) as session:
        session.get_one(CaseRow, case_id).problem = "It broke."
    sweep(life.office)
    ask = {node.name: node for node in page(life, "input_request").nodes}["Ask"]
    assert (ask.failures, [one.troubled for one in ask.standing]) == ("1", [True])
    boxes = {box.name: box for box in page(life, "input_request").boxes}
    assert (boxes["ask"].note, boxes["ask"].tone) == ("1 stuck", "stuck")

    life.settle()
    inputs = {node.name: node for node in page(life, "input_request").nodes}
    asked = len(inputs["Wait"].standing)
    assert asked >= 3
    assert all(one.href.startswith("/inputs/") for one in inputs["Wait"].standing)
    assert inputs["Ask"].runs == f"{asked + 1} runs"
    assert (inputs["Ask"].failures, inputs["Ask"].standing) == ("1", ())
    assert "on average" in inputs["Ask"].takes
    assert (inputs["Wait"].runs, inputs["Wait"].takes) == ("", ""), "a pause is no work"
    names = {node.anchor for node in page(life, "cycle").nodes}
    assert names == {f"node-{node.name.strip('_')}" for node in shape_of("cycle").nodes}
    (cycle,) = (node for node in page(life, "cycle").nodes if node.standing)
    assert (cycle.name, cycle.sort) == ("Await inputs", "Waits for what happens")
    boxes = {box.name: box for box in page(life, "input_request").boxes}
    assert (boxes["wait"].note, boxes["wait"].tone) == (f"{asked} wait", "now")
