"""What one look at a case must not get wrong: gates side by side, and waits that loop."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import interrupt
from sqlalchemy.engine import URL

from gates.catalogue import TRADE_OFF
from graphs.pausing import gate_pause, wait_pause
from graphs.tools import Tools
from runtime.advancing import advance
from runtime.checkpoints import Builder, Graph
from runtime.deciding import Answer, record_ballot
from runtime.office import Office, open_office
from runtime.settings import Settings
from runtime.sweeping import start_case
from store import cases, effects, requests
from store.advancing import CaseBusy, CaseMovedOn, NoSuchCase, in_hand, record_progress
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow
from store.tables.gates import RequestRow
from tests import stage
from tests.processes import wait_until
from tests.stage import TradeOff


def ask_both(state: TradeOff, runtime: Runtime[Tools]) -> TradeOff:
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        case = session.get_one(CaseRow, state["case_id"])
        for key in ("first", "second"):
            requests.open_request(
                session, case=case, key=key, gate=TRADE_OFF, brief=stage.brief(), at=tools.now()
            )
    return {}


def first(state: TradeOff) -> TradeOff:
    interrupt(gate_pause("first"))
    return {}


def second(state: TradeOff) -> TradeOff:
    interrupt(gate_pause("second"))
    return {}


def wait(state: TradeOff) -> TradeOff:
    interrupt(wait_pause("anything"))
    return {}


def join(state: TradeOff, runtime: Runtime[Tools]) -> TradeOff:
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        effects.hold(
            session,
            state["company_id"],
            effects.NewEffect(
                key=f"{state['case_id']}/joined",
                kind="mail",
                content={},
                held_until=tools.now() + timedelta(days=1),
            ),
            at=tools.now(),
        )
    return {}


def enough(state: TradeOff, runtime: Runtime[Tools]) -> str:
    """Done once the case was rung five times, else back to the wait."""
    with runtime.context.sessions(state["company_id"]) as session:
        rings = session.get_one(CaseRow, state["case_id"]).rings
    return "join" if rings >= 5 else "wait"


def look(state: TradeOff) -> TradeOff:
    return {}


def side_by_side(saver: PostgresSaver) -> Graph:
    graph: StateGraph[Any, Tools, Any, Any] = StateGraph(TradeOff, context_schema=Tools)
    for name, node in (("ask", ask_both), ("first", first), ("second", second), ("join", join)):
        graph.add_node(name, node)
    graph.add_edge(START, "ask")
    graph.add_edge("ask", "first")
    graph.add_edge("ask", "second")
    graph.add_edge(["first", "second"], "join")
    graph.add_edge("join", END)
    compiled: Graph = graph.compile(checkpointer=saver)
    return compiled


def looping(saver: PostgresSaver) -> Graph:
    graph: StateGraph[Any, Tools, Any, Any] = StateGraph(TradeOff, context_schema=Tools)
    for name, node in (("wait", wait), ("look", look), ("join", join)):
        graph.add_node(name, node)
    graph.add_edge(START, "wait")
    graph.add_edge("wait", "look")
    graph.add_conditional_edges("look", enough, ["wait", "join"])
    graph.add_edge("join", END)
    compiled: Graph = graph.compile(checkpointer=saver)
    return compiled


BUILDERS: Mapping[str, Builder] = {"cycle": side_by_side, "follow_up": looping}


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    address = empty_database.render_as_string(hide_password=False)
    opened = open_office(Settings(database_url=address), BUILDERS)
    yield opened
    opened.close()


@pytest.fixture
def company_id(office: Office) -> int:
    return stage.set_up_company(office)


def opened(office: Office, company_id: int, kind: str) -> str:
    case = stage.case_row(office, company_id, kind=kind)
    start_case(office, case)
    advance(office, case.id, company_id)
    return case.id


def decide(office: Office, company_id: int, key: str) -> None:
    with office.sessions(company_id) as session:
        request = session.query(RequestRow).filter_by(key=key).one()
    answer = Answer(company_id=company_id, person_key="ines", request_id=request.id)
    record_ballot(office, answer, stage.ballot(request))


def is_busy(office: Office, case_id: str, company_id: int) -> bool:
    try:
        advance(office, case_id, company_id)
    except CaseBusy:
        return True
    return False


def joined(office: Office, company_id: int) -> int:
    with office.sessions(company_id) as session:
        return session.query(EffectRow).count()


@pytest.mark.parametrize("order", [("first", "second"), ("second", "first")])
def test_two_gates_answered_one_after_the_other(
    office: Office, company_id: int, order: tuple[str, str]
) -> None:
    case_id = opened(office, company_id, "cycle")
    for answered, key in enumerate(order):
        assert joined(office, company_id) == 0, answered
        decide(office, company_id, key)
        advance(office, case_id, company_id)
    assert joined(office, company_id) == 1
    with office.sessions(company_id) as session:
        assert session.get_one(CaseRow, case_id).state == "done"


def test_two_gates_answered_before_anybody_looks(office: Office, company_id: int) -> None:
    case_id = opened(office, company_id, "cycle")
    decide(office, company_id, "first")
    decide(office, company_id, "second")
    advance(office, case_id, company_id)
    assert joined(office, company_id) == 1


def test_a_wait_is_woken_once_a_ring_and_comes_back(office: Office, company_id: int) -> None:
    case_id = opened(office, company_id, "follow_up")
    for _ in range(4):
        assert joined(office, company_id) == 0
        with office.sessions(company_id) as session:
            cases.ring(session, case_id)
        advance(office, case_id, company_id)
    assert joined(office, company_id) == 1


def test_a_case_in_other_hands_is_busy(office: Office, company_id: int) -> None:
    case_id = opened(office, company_id, "cycle")
    other = open_office(office.settings, BUILDERS)
    with (
        in_hand(other.graphs.connection(), case_id, company_id),
        pytest.raises(CaseBusy),
    ):
        advance(office, case_id, company_id)
    other.close()
    advance(office, case_id, company_id)


def test_a_stale_view_records_nothing(office: Office, company_id: int) -> None:
    case_id = opened(office, company_id, "cycle")
    connection = office.graphs.connection()
    with in_hand(connection, case_id, company_id) as case:
        record_progress(connection, case, state="waiting")
        with pytest.raises(CaseMovedOn):
            record_progress(connection, case, state="done")


def test_a_case_of_another_company_is_none(office: Office, company_id: int) -> None:
    case_id = opened(office, company_id, "cycle")
    with pytest.raises(NoSuchCase):
        advance(office, case_id, company_id + 1)


def test_the_lock_goes_with_its_connection(office: Office, company_id: int) -> None:
    case_id = opened(office, company_id, "cycle")
    other = open_office(office.settings, BUILDERS)
    connection = other.graphs.connection()
    with in_hand(connection, case_id, company_id):
        connection.close()
        wait_until(lambda: not is_busy(office, case_id, company_id), seconds=5)
    assert other.graphs.connection() is not connection
    other.close()
