"""One change that may bear on what a cycle decided: new data, evidence, or somebody who asks.

    recompute ─▶ weigh ─┬─ nothing, noted, redrafted ─▶ tell ─▶ end
        ▲               ├─ beyond ─▶ reopen ─▶ tell again ─▶ ◆ again ─▶ settle ─▶ end
        └───────────────┴─ the plan is another by now

Only the gate whose approved facts moved opens again, and only for the seats that stand for
them, as a request of its own that shows signed against now. An answered decision is never edited.
Once a plan is locked, it is the change gate: keep the plan, or adjust what has to change.
"""

from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import interrupt

from graphs import looking_again, recomputing, weighing
from graphs.after_look import settle
from graphs.case_state import CaseState
from graphs.pausing import gate_pause
from graphs.tools import Tools

KIND = "change"


def build(saver: PostgresSaver) -> CompiledStateGraph[CaseState, Tools, CaseState, CaseState]:
    graph: StateGraph[CaseState, Tools, CaseState, CaseState] = StateGraph(
        CaseState, context_schema=Tools
    )
    graph.add_node("recompute", recomputing.recompute)
    graph.add_node("weigh", weighing.weigh)
    graph.add_node("tell", looking_again.tell_redrafted)
    graph.add_node("reopen", looking_again.reopen)
    graph.add_node("tell_again", looking_again.tell)
    graph.add_node("await_again", await_again)
    graph.add_node("settle", settle)
    graph.add_edge(START, "recompute")
    graph.add_edge("recompute", "weigh")
    graph.add_conditional_edges("weigh", leads, ["tell", "reopen", "recompute"])
    graph.add_edge("tell", END)
    graph.add_edge("reopen", "tell_again")
    graph.add_edge("tell_again", "await_again")
    graph.add_edge("await_again", "settle")
    graph.add_edge("settle", END)
    return graph.compile(checkpointer=saver)


def leads(state: CaseState) -> str:
    return state["next"]


def await_again(state: CaseState) -> CaseState:
    interrupt(gate_pause("again"))
    return {}
