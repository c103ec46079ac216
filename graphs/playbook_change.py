"""One proposed playbook: put to the gate of the active one, and made active if it is approved.

    ask ─▶ ◆ playbook_change ─▶ settle ─▶ end

The case runs on the playbook that is active when it is proposed: who decides on a change of
the rules is decided by the rules as they are.
"""

from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import interrupt

from graphs.case_state import CaseState
from graphs.pausing import gate_pause
from graphs.proposing import KEY, ask, settle
from graphs.tools import Tools

KIND = "playbook_change"


def build(saver: PostgresSaver) -> CompiledStateGraph[CaseState, Tools, CaseState, CaseState]:
    graph: StateGraph[CaseState, Tools, CaseState, CaseState] = StateGraph(
        CaseState, context_schema=Tools
    )
    graph.add_node("ask", ask)
    graph.add_node("await_decision", await_decision)
    graph.add_node("settle", settle)
    graph.add_edge(START, "ask")
    graph.add_edge("ask", "await_decision")
    graph.add_edge("await_decision", "settle")
    graph.add_edge("settle", END)
    return graph.compile(checkpointer=saver)


def await_decision(state: CaseState) -> CaseState:
    interrupt(gate_pause(KEY))
    return {}
