"""A case of two gates for failure tests: two reviewers, then one who decides, then two letters.

Its last node is careless on purpose: it holds its letters behind the trade-off whatever became
of it. That none leaves after a refusal is the outbox's doing, and is what the tests look at.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, TypedDict

from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import interrupt
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from gates.catalogue import REVIEW, TRADE_OFF
from gates.gate import Gate
from gates.people import agent
from graphs.letters import Written
from graphs.pausing import gate_pause
from graphs.posting import Sending, hold
from graphs.tools import Tools
from mail.letter import Letter
from runtime.checkpoints import Graph
from runtime.office import Office, open_office
from runtime.settings import Settings
from store import asked_requests, ledger, requests
from store.people import addressee, person_by_key
from store.tables.cycles import CaseRow
from tests import stage

UNDO_WINDOW = timedelta(minutes=30)
TOLD = ("marta", "jonas")


class Matter(TypedDict, total=False):
    company_id: int
    case_id: str
    subject_id: int


def ask_reviews(state: Matter, runtime: Runtime[Tools]) -> Matter:
    _ask(runtime.context, state, "review", REVIEW)
    runtime.context.reached("two_gates.reviews_asked")
    return {}


def await_reviews(state: Matter) -> Matter:
    interrupt(gate_pause("review"))
    return {}


def ask_trade_off(state: Matter, runtime: Runtime[Tools]) -> Matter:
    _ask(runtime.context, state, "trade_off", TRADE_OFF)
    runtime.context.reached("two_gates.trade_off_asked")
    return {}


def await_trade_off(state: Matter) -> Matter:
    interrupt(gate_pause("trade_off"))
    return {}


def tell(state: Matter, runtime: Runtime[Tools]) -> Matter:
    _hold_letters(runtime.context, state, "trade_off")
    runtime.context.reached("two_gates.told")
    return {}


def _hold_letters(tools: Tools, state: Matter, behind: str) -> None:
    """One letter at once, one after the undo window."""
    at = tools.now()
    with tools.sessions(state["company_id"]) as session:
        request = asked_requests.find_request(session, state["case_id"], behind)
        assert request is not None
        for key, later in zip(TOLD, (timedelta(0), UNDO_WINDOW), strict=True):
            sending = Sending(
                company_id=state["company_id"],
                case_id=state["case_id"],
                at=at,
                held_until=at + later,
                request_id=request.id,
            )
            hold(tools, session, _letter(session, state, key), sending)


def _ask(tools: Tools, state: Matter, key: str, gate: Gate) -> None:
    with tools.sessions(state["company_id"]) as session:
        if asked_requests.find_request(session, state["case_id"], key) is not None:
            return
        case = session.get_one(CaseRow, state["case_id"])
        opened = requests.open_request(
            session, case=case, key=key, gate=gate, brief=stage.brief(), at=tools.now()
        )
        ledger.append(
            session,
            ledger.over(opened),
            at=tools.now(),
            kind="asked",
            actor=agent("review_router"),
            subject=f"request:{opened.id}",
            facts={"gate": gate.name, "brief_sha256": opened.brief_sha256},
        )


def _letter(session: Session, state: Matter, key: str) -> Written:
    to = addressee(person_by_key(session, state["company_id"], key))
    letter = Letter(
        key=f"{state['case_id']}/told/{key}",
        to_name=to.name,
        to_address=to.email,
        subject=f"What was decided in company {state['company_id']}",
        text="Oat Bars are built early.",
        html="<p>Oat Bars are built early.</p>",
        thread_key=state["case_id"],
    )
    return Written(to=to, kind="decided", letter=letter, token=None)


def build(saver: PostgresSaver) -> Graph:
    return _road(saver, ask_reviews, await_reviews, ask_trade_off, await_trade_off, tell)


def ask_one(state: Matter, runtime: Runtime[Tools]) -> Matter:
    gate = REVIEW if state["case_id"].endswith("review") else TRADE_OFF
    _ask(runtime.context, state, "one", gate)
    return {}


def await_one(state: Matter) -> Matter:
    interrupt(gate_pause("one"))
    return {}


def tell_of_one(state: Matter, runtime: Runtime[Tools]) -> Matter:
    _hold_letters(runtime.context, state, "one")
    return {}


def build_one(saver: PostgresSaver) -> Graph:
    """A single gate, the reviewers' or the decider's as the case's id says."""
    return _road(saver, ask_one, await_one, tell_of_one)


def _road(saver: PostgresSaver, *nodes: Callable[..., Matter]) -> Graph:
    graph: StateGraph[Matter, Tools, Matter, Matter] = StateGraph(Matter, context_schema=Tools)
    for node in nodes:
        graph.add_node(node.__name__, node)
    for before, after in pairwise(nodes):
        graph.add_edge(before.__name__, after.__name__)
    graph.add_edge(START, nodes[0].__name__)
    graph.add_edge(nodes[-1].__name__, END)
    compiled: Graph = graph.compile(checkpointer=saver)
    return compiled


BUILDERS = {"cycle": build, "follow_up": build_one}


def office_at(url: URL, *, now: Callable[[], datetime] | None = None, **settings: Any) -> Office:
    given = Settings(database_url=url.render_as_string(hide_password=False), **settings)
    return open_office(given, BUILDERS, now=now)
