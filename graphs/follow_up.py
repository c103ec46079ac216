"""One action: assigned when its turn comes, chased, and closed by evidence.

    look ─┬─ its turn, new owner ▶ assign ──────────────────────┐
      ▲   ├─ proven ─────────────▶ close ─▶ end                 │
      │   ├─ not enough ─────────▶ clarify ─────────────────────┤
      │   ├─ message ────────────▶ read ────────────────────────┤
      │   ├─ parts done ─────────▶ join ────────────────────────┤
      │   ├─ to be handed over ──▶ offer ───────────────────────┤
      │   ├─ no yes in time ─────▶ lapse ───────────────────────┤
      │   ├─ answered, ran out ──▶ tell giver ──────────────────┤
      │   ├─ offered for nothing ▶ unask ───────────────────────┤
      │   ├─ decided ────────────▶ settle ──────────────────────┤
      │   ├─ overdue, blocked ───▶ escalate (◆ late action) ────┤
      │   ├─ reminder ───────────▶ remind ──────────────────────┤
      │   ├─ over ───────────────▶ finish ─▶ end                │
      │   └─ nothing ────────────▶ ⏸ wait ──────────────────────┤
      └─────────────────────────────────────────────────────────┘

It changes hands by the receiver's yes only; until then its owner is chased. What is split waits
for its parts, each an action of its own. An action waits until what it depends on is done. It
closes when evidence meets its predicate, never by a tick; when its cycle closes first, it is
carried over.
"""

from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime
from langgraph.types import interrupt

from graphs import (
    action_escalating,
    action_letters,
    action_offer_letters,
    action_offering,
    action_reading,
    action_reminding,
    action_settling,
    action_splitting,
)
from graphs.action_looks import STEPS, Found
from graphs.case_state import CaseState
from graphs.pausing import wait_pause
from graphs.tools import Tools
from store import cycles
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow

KIND = "follow_up"


def build(saver: PostgresSaver) -> CompiledStateGraph[CaseState, Tools, CaseState, CaseState]:
    graph: StateGraph[CaseState, Tools, CaseState, CaseState] = StateGraph(
        CaseState, context_schema=Tools
    )
    graph.add_node("look", look)
    graph.add_node("wait", wait)
    graph.add_node("close", action_settling.close)
    graph.add_node("finish", action_settling.finish)
    for name, step in NODES.items():
        graph.add_node(name, step)
    graph.add_edge(START, "look")
    graph.add_conditional_edges("look", leads, ["wait", "close", "finish", *NODES])
    for name in ("wait", *NODES):
        graph.add_edge(name, "look")
    graph.add_edge("close", END)
    graph.add_edge("finish", END)
    return graph.compile(checkpointer=saver)


NODES = {
    "assign": action_letters.assign,
    "clarify": action_letters.clarify,
    "read": action_reading.read,
    "settle": action_escalating.settle,
    "escalate": action_escalating.escalate,
    "remind": action_reminding.remind,
    "offer": action_offer_letters.ask,
    "lapse": action_offering.lapse,
    "tell_giver": action_offer_letters.tell,
    "unask": action_offer_letters.unask,
    "join": action_splitting.join,
}


def leads(state: CaseState) -> str:
    return state["next"]


def wait(state: CaseState) -> CaseState:
    interrupt(wait_pause("update"))
    return {}


def look(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        case = session.get_one(CaseRow, state["case_id"])
        found = Found(
            session=session,
            case=case,
            action=session.get_one(ActionRow, state["subject_id"]),
            book=cycles.playbook_of(session, case),
            at=tools.now(),
        )
        return {"next": next((leads for so, leads in STEPS if so(found)), "wait")}
