"""One region's numbers: asked for, read, checked, and asked again until they stand.

    look ─┬─ not asked yet ──────▶ ask ────────────────────────┐
      ▲   ├─ not understood ─────▶ clarify ────────────────────┤
      │   ├─ rows are wrong ─────▶ send back ──────────────────┤
      │   ├─ it stands, waived ──▶ accept ─────────────────────┤
      │   ├─ message ────────────▶ read ───────────────────────┤
      │   ├─ decided ────────────▶ settle ─────────────────────┤
      │   ├─ deadline ───────────▶ escalate (◆ missing input) ─┤
      │   ├─ reminder ───────────▶ remind ─────────────────────┤
      │   ├─ baseline frozen ────▶ finish ─▶ end               │
      │   └─ nothing ────────────▶ ⏸ wait ─────────────────────┤
      └────────────────────────────────────────────────────────┘

The wait is over whenever the case is rung: a message, a timer, a waiver, a decision. The look
reads from our tables what is still owed, so a step that a dead worker left half done is simply
owed again. An accepted input still listens: a correction before the freeze counts.
"""

from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import interrupt

from graphs import input_escalating, input_feedback, input_letters, input_reading, input_settling
from graphs.case_state import CaseState
from graphs.input_looks import STEPS, Found
from graphs.pausing import wait_pause
from graphs.tools import Tools
from store import cycles
from store.tables.cycles import CaseRow
from store.tables.inputs import InputRequestRow

KIND = "input_request"


def build(saver: PostgresSaver) -> CompiledStateGraph[CaseState, Tools, CaseState, CaseState]:
    graph: StateGraph[CaseState, Tools, CaseState, CaseState] = StateGraph(
        CaseState, context_schema=Tools
    )
    graph.add_node("look", look)
    graph.add_node("wait", wait)
    graph.add_node("finish", input_settling.finish)
    for name, step in NODES.items():
        graph.add_node(name, step)
    graph.add_edge(START, "look")
    graph.add_conditional_edges("look", leads, ["wait", "finish", *NODES])
    for name in ("wait", *NODES):
        graph.add_edge(name, "look")
    graph.add_edge("finish", END)
    return graph.compile(checkpointer=saver)


NODES = {
    "ask": input_letters.ask,
    "clarify": input_feedback.clarify,
    "send_back": input_feedback.send_back,
    "accept": input_settling.accept,
    "read": input_reading.read,
    "settle": input_escalating.settle,
    "escalate": input_escalating.escalate,
    "remind": input_letters.remind,
}


def leads(state: CaseState) -> str:
    return state["next"]


def wait(state: CaseState) -> CaseState:
    interrupt(wait_pause("answer"))
    return {}


def look(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        case = session.get_one(CaseRow, state["case_id"])
        found = Found(
            session=session,
            case=case,
            asked=session.get_one(InputRequestRow, state["subject_id"]),
            book=cycles.playbook_of(session, case),
            at=tools.now(),
        )
        return {"next": next((leads for so, leads in STEPS if so(found)), "wait")}
