"""The supply review: what the frozen demand is short of, and the options that answer it."""

from typing import Any

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agents.supply_work import shortages, solved_options
from gates.people import agent
from graphs.case_state import CaseState
from graphs.frozen import frozen
from graphs.short import keep_short
from graphs.telling import Keeping
from graphs.tools import Tools
from store import cycles, in_hand, ledger, plans
from store.plans import NewScenario

DRAFTER = agent("scenario_drafter")


def plan(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Plan the frozen demand under normal supply, and keep what it is short of, with the cause."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        cycles.go_to(session, state["subject_id"], "supply_review")
        base = frozen(session, state)
    hear = Keeping(tools, state)
    found = tools.apart(shortages, base.files, base.baseline, hear=hear)
    with tools.sessions(state["company_id"]) as session:
        in_hand.over(session, state["case_id"])
        keep_short(session, found, company_id=state["company_id"], cycle_id=state["subject_id"])
    tools.reached("cycle.planned")
    return {}


def draft_options(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Solve the options. Where nothing is short there is nothing to trade off."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        base = frozen(session, state, with_past=True)
        short = bool(plans.constraints_of(session, state["subject_id"]))
        there = bool(plans.scenarios_of(session, state["subject_id"], state["round"]))
    if not there:
        hear = Keeping(tools, state)
        work = base.files, base.baseline, base.past, tools.spread
        solved = tools.apart(solved_options, *work, hear=hear)
        with tools.sessions(state["company_id"]) as session:
            in_hand.over(session, state["case_id"])
            _keep(session, tools, state, solved)
    with tools.sessions(state["company_id"]) as session:
        cycles.go_to(session, state["subject_id"], "reconciliation")
    tools.reached("cycle.drafted")
    return {"next": "ask_reviews" if short else "ask_lock"}


def _keep(session: Session, tools: Tools, state: CaseState, solved: list[dict[str, Any]]) -> None:
    plans.add_scenarios(
        session,
        company_id=state["company_id"],
        cycle_id=state["subject_id"],
        round_number=state["round"],
        solved=[
            NewScenario(key=one["scenario"]["key"], name=one["scenario"]["name"], result=one)
            for one in solved
        ],
    )
    ledger.append(
        session,
        ledger.in_case(state["company_id"], state["case_id"]),
        at=tools.now(),
        kind="options_drafted",
        actor=DRAFTER,
        subject=f"cycle:{state['subject_id']}",
        facts={
            "round": state["round"],
            "options": {one["scenario"]["key"]: one["metrics"] for one in solved},
        },
    )
