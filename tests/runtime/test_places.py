"""Which steps a worker that dies repeats: the one in hand, and what took less than a moment."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from sqlalchemy import text
from sqlalchemy.engine import URL

from graphs.tools import Tools
from runtime.advancing import advance
from runtime.case_saver import MOMENT_S
from runtime.checkpoints import Graph
from runtime.office import Office, open_office
from runtime.settings import Settings
from runtime.sweeping import start_case
from store.tables.cycles import CaseRow
from tests import stage
from tests.stage import TradeOff


class WorkerDied(BaseException):
    """Stands for a kill: nothing catches it on the way out."""


class Steps:
    """Steps that note that they ran; some take their time, and one may die."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.moments: dict[str, float] = {}
        self.dies: str | None = None

    def step(self, name: str) -> Any:
        def run(state: TradeOff) -> TradeOff:
            self.ran.append(name)
            time.sleep(MOMENT_S * self.moments.get(name, 0))
            if name == self.dies:
                self.dies = None
                raise WorkerDied
            return {}

        return run

    def build(self, saver: PostgresSaver) -> Graph:
        graph: StateGraph[TradeOff, Tools, TradeOff, TradeOff] = StateGraph(
            TradeOff, context_schema=Tools
        )
        at = START
        for name in ("one", "two", "three"):
            graph.add_node(name, self.step(name))
            graph.add_edge(at, name)
            at = name
        for name in ("left", "right"):
            graph.add_node(name, self.step(name))
            graph.add_edge("three", name)
            graph.add_edge(name, END)
        compiled: Graph = graph.compile(checkpointer=saver)
        return compiled


@pytest.fixture
def steps() -> Steps:
    return Steps()


@pytest.fixture
def office(empty_database: URL, steps: Steps) -> Iterator[Office]:
    url = empty_database.render_as_string(hide_password=False)
    opened = open_office(Settings(database_url=url), {"cycle": steps.build})
    yield opened
    opened.close()


@pytest.fixture
def case(office: Office) -> CaseRow:
    company_id = stage.set_up_company(office)
    row = stage.case_row(office, company_id)
    start_case(office, row)
    return row


def _die_and_go_on(office: Office, case: CaseRow) -> None:
    with pytest.raises(WorkerDied):
        advance(office, case.id, case.company_id)
    advance(office, case.id, case.company_id)
    with office.sessions(case.company_id) as session:
        assert session.get_one(CaseRow, case.id).state == "done"


def test_quick_steps_are_repeated(office: Office, case: CaseRow, steps: Steps) -> None:
    steps.dies = "three"
    _die_and_go_on(office, case)
    assert steps.ran[:6] == ["one", "two", "three", "one", "two", "three"]


def test_a_long_step_is_not(office: Office, case: CaseRow, steps: Steps) -> None:
    steps.moments, steps.dies = {"one": 1.5}, "three"
    _die_and_go_on(office, case)
    assert steps.ran[:5] == ["one", "two", "three", "two", "three"]


def test_nor_is_a_long_step_whose_sibling_died(office: Office, case: CaseRow, steps: Steps) -> None:
    steps.moments, steps.dies = {"left": 1.5, "right": 3}, "right"
    _die_and_go_on(office, case)
    assert steps.ran.count("left") == 1
    assert steps.ran.count("right") == 2


def test_a_case_without_pauses_leaves_one_place(office: Office, case: CaseRow) -> None:
    advance(office, case.id, case.company_id)
    with office.unfenced() as session:
        assert session.execute(text("select count(*) from checkpoints")).scalar_one() == 1
        assert session.execute(text("select count(*) from checkpoint_writes")).scalar_one() == 0


def test_place_and_progress_are_one_transaction(office: Office, case: CaseRow) -> None:
    advance(office, case.id, case.company_id)
    with office.unfenced() as session:
        wrote = session.execute(
            text("select xmin::text from checkpoints union select xmin::text from work_case")
        )
        assert len(wrote.all()) == 1
