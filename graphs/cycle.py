"""One S&OP cycle, from the first input request to the last closed action.

    open ─▶ ask inputs ─▶ ⏸ inputs ─▶ look ─▶ consolidate ─▶ ◆ baseline ─┬─ frozen
                             ▲                                           │
                             └──────────────── sent back ◀───────────────┤
    plan supply ◀────────────────────────────────────────────────────────┘
      ├─ nothing short ─▶ as agreed ─────────────────────────┐
      └─ draft options ─▶ ◆ reviews ─▶ ◆ trade-off ──────────┤
              ▲               (sales, operations, finance)   │
              └── sent back ◀────────────────────────────────┤
    ◆ executive lock ◀───────────────────────────────────────┘
      │      ▲
      │      └── taken back ───┐
      └─▶ ⏸ undo window ───────┤
             ┌─────────────────┘
             ├─ on a condition ─▶ watch ─▶ ⏸ condition ─▶ look ─▶ publish (or sent back)
             └─▶ publish ─▶ ⏸ execution ─▶ look ─┬─▶ close ─▶ score
                                                 └─ the lock fell ─▶ draft options

◆ waits for people, ⏸ for anything that happens. Actions, inputs and changes are cases of their own.
"""

from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import interrupt

from graphs import (
    awaiting_proof,
    closing,
    demand,
    gathering,
    publishing,
    reconciling,
    reopening,
    scoring,
    supply,
)
from graphs.case_state import CaseState
from graphs.pausing import gate_pause, wait_pause
from graphs.tools import Tools

KIND = "cycle"


def build(saver: PostgresSaver) -> CompiledStateGraph[CaseState, Tools, CaseState, CaseState]:
    graph: StateGraph[CaseState, Tools, CaseState, CaseState] = StateGraph(
        CaseState, context_schema=Tools
    )
    _inputs_to_baseline(graph)
    _supply_to_lock(graph)
    _publish_to_close(graph)
    return graph.compile(checkpointer=saver)


Drawing = StateGraph[CaseState, Tools, CaseState, CaseState]


def _inputs_to_baseline(graph: Drawing) -> None:
    graph.add_node("open", gathering.open_cycle)
    graph.add_node("ask_inputs", gathering.ask_inputs)
    graph.add_node("await_inputs", await_inputs)
    graph.add_node("look_at_inputs", gathering.look)
    graph.add_node("consolidate", demand.consolidate)
    graph.add_node("await_baseline", await_baseline)
    graph.add_node("after_baseline", demand.after_gate)
    graph.add_node("reopen_inputs", reopening.reopen)
    graph.add_edge(START, "open")
    graph.add_edge("open", "ask_inputs")
    graph.add_edge("ask_inputs", "await_inputs")
    graph.add_edge("await_inputs", "look_at_inputs")
    graph.add_conditional_edges("look_at_inputs", leads, ["await_inputs", "consolidate"])
    graph.add_edge("consolidate", "await_baseline")
    graph.add_edge("await_baseline", "after_baseline")
    graph.add_conditional_edges("after_baseline", leads, ["plan_supply", "reopen_inputs"])
    graph.add_edge("reopen_inputs", "await_inputs")


def _supply_to_lock(graph: Drawing) -> None:
    graph.add_node("plan_supply", supply.plan)
    graph.add_node("draft_options", supply.draft_options)
    graph.add_node("ask_reviews", reconciling.ask_reviews)
    graph.add_node("await_reviews", await_reviews)
    graph.add_node("ask_trade_off", reconciling.ask_trade_off)
    graph.add_node("await_trade_off", await_trade_off)
    graph.add_node("after_trade_off", reconciling.after_trade_off)
    graph.add_node("ask_lock", reconciling.ask_lock)
    graph.add_node("await_lock", await_lock)
    graph.add_node("after_lock", reconciling.after_lock)
    graph.add_edge("plan_supply", "draft_options")
    graph.add_conditional_edges("draft_options", leads, ["ask_reviews", "ask_lock"])
    graph.add_edge("ask_reviews", "await_reviews")
    graph.add_edge("await_reviews", "ask_trade_off")
    graph.add_edge("ask_trade_off", "await_trade_off")
    graph.add_edge("await_trade_off", "after_trade_off")
    graph.add_conditional_edges("after_trade_off", leads, ["ask_lock", "draft_options"])
    graph.add_edge("ask_lock", "await_lock")
    graph.add_edge("await_lock", "after_lock")
    graph.add_node("await_undo", await_undo)
    graph.add_edge("await_undo", "after_lock")
    graph.add_conditional_edges(
        "after_lock",
        leads,
        ["await_undo", "await_lock", "publish", "watch_condition", "draft_options"],
    )
    _condition(graph)


def _condition(graph: Drawing) -> None:
    graph.add_node("watch_condition", awaiting_proof.watch)
    graph.add_node("await_condition", await_condition)
    graph.add_node("look_at_condition", awaiting_proof.look)
    graph.add_edge("watch_condition", "await_condition")
    graph.add_edge("await_condition", "look_at_condition")
    graph.add_conditional_edges(
        "look_at_condition", leads, ["await_condition", "publish", "draft_options"]
    )


def _publish_to_close(graph: Drawing) -> None:
    graph.add_node("publish", publishing.publish)
    graph.add_node("await_execution", await_execution)
    graph.add_node("look_at_actions", closing.look)
    graph.add_node("close", closing.close)
    graph.add_conditional_edges("publish", leads, ["await_execution", "after_lock"])
    graph.add_edge("await_execution", "look_at_actions")
    graph.add_conditional_edges(
        "look_at_actions", leads, ["await_execution", "close", "draft_options"]
    )
    graph.add_node("score", scoring.score)
    graph.add_edge("close", "score")
    graph.add_edge("score", END)


def leads(state: CaseState) -> str:
    return state["next"]


def await_inputs(state: CaseState) -> CaseState:
    interrupt(wait_pause("inputs"))
    return {}


def await_baseline(state: CaseState) -> CaseState:
    interrupt(gate_pause(f"baseline/{state['baseline_round']}"))
    return {}


def await_reviews(state: CaseState) -> CaseState:
    interrupt(gate_pause(f"review/{state['round']}"))
    return {}


def await_trade_off(state: CaseState) -> CaseState:
    interrupt(gate_pause(f"trade_off/{state['round']}"))
    return {}


def await_lock(state: CaseState) -> CaseState:
    interrupt(gate_pause(f"executive_lock/{state['round']}"))
    return {}


def await_undo(state: CaseState) -> CaseState:
    interrupt(wait_pause("undo"))
    return {}


def await_condition(state: CaseState) -> CaseState:
    interrupt(wait_pause("condition"))
    return {}


def await_execution(state: CaseState) -> CaseState:
    interrupt(wait_pause("execution"))
    return {}
