"""The world the life of a request is lived in: one database and clock, a company a sequence."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import interrupt
from pydantic import SecretStr
from sqlalchemy.engine import URL

from gates.catalogue import TRADE_OFF
from gates.gate import Gate
from graphs.pausing import wait_pause
from graphs.tools import Tools
from graphs.undo import leaves_at
from runtime.checkpoints import Graph
from runtime.office import Office, open_office
from runtime.settings import Settings
from store import asked_requests, cases, effects, requests
from store.tables.cycles import CaseRow
from tests import stage

SECRET = SecretStr("a secret of the tests, long enough")
SERVER = "mx.halden.example"
"""Our mail server, whose word on a sender counts."""


@dataclass(slots=True)
class World:
    """One database and clock for all sequences; every sequence has a company of its own."""

    office: Office = field(init=False)
    at: datetime = stage.NOW
    gate: Gate = TRADE_OFF
    happened: Counter[str] = field(default_factory=Counter[str])
    """How often what a sequence is there for did happen, over all of them."""


class Place(stage.TradeOff, total=False):
    next: str


def graph_of(world: World, saver: PostgresSaver) -> Graph:
    """Ask under the world's gate, wait, hold a letter while it can be taken back, then act."""

    def ask(state: Place, runtime: Runtime[Tools]) -> Place:
        tools = runtime.context
        with tools.sessions(state["company_id"]) as session:
            case = session.get_one(CaseRow, state["case_id"])
            requests.open_request(
                session,
                case=case,
                key="trade_off",
                gate=world.gate,
                brief=stage.brief(),
                at=tools.now(),
            )
        return {}

    graph: StateGraph[Place, Tools, Place, Place] = StateGraph(Place, context_schema=Tools)
    graph.add_node("ask", ask)
    graph.add_node("await_decision", stage.await_decision)
    graph.add_node("look", look)
    graph.add_node("await_undo", await_undo)
    graph.add_node("act", stage.act)
    graph.add_edge(START, "ask")
    graph.add_edge("ask", "await_decision")
    graph.add_edge("await_decision", "look")
    graph.add_edge("await_undo", "look")
    graph.add_conditional_edges(
        "look", lambda state: state["next"], ["await_decision", "await_undo", "act"]
    )
    graph.add_edge("act", END)
    compiled: Graph = graph.compile(checkpointer=saver)
    return compiled


def await_undo(state: Place) -> Place:
    interrupt(wait_pause("undo"))
    return {}


def look(state: Place, runtime: Runtime[Tools]) -> Place:
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        request = asked_requests.find_request(session, state["case_id"], "trade_off")
        assert request is not None
        if request.closed_at is None:
            return {"next": "await_decision"}
        until = leaves_at(request, request.closed_at)
        if request.outcome != "approved" or tools.now() >= until:
            return {"next": "act"}
        when = request.closed_at.isoformat()
        letter = effects.NewEffect(
            key=f"{state['case_id']}/held/{when}",
            kind="mail",
            content={"choice": request.choice},
            held_until=until + timedelta(days=3650),
            case_id=state["case_id"],
            request_id=request.id,
        )
        effects.hold(session, state["company_id"], letter, at=tools.now())
        case = session.get_one(CaseRow, state["case_id"])
        cases.add_wait(session, case=case, key=f"undo/{when}", due_at=until)
    return {"next": "await_undo"}


@contextmanager
def world_at(url: URL) -> Iterator[World]:
    given = Settings(
        database_url=url.render_as_string(hide_password=False),
        secret_key=SECRET,
        mail_authserv_id=SERVER,
    )
    world = World()
    office = open_office(
        given, {"cycle": lambda saver: graph_of(world, saver)}, now=lambda: world.at
    )
    world.office = office
    try:
        yield world
    finally:
        office.close()
