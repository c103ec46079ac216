"""Reconciliation: the reviews, the trade-off, the lock. People decide; this only asks."""

from datetime import datetime

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agents.briefs.executive_lock import executive_lock_brief
from agents.briefs.review import review_brief
from agents.briefs.snapshot import Reconciliation
from agents.briefs.trade_off import trade_off_brief
from gates.brief import Brief
from gates.catalogue import EXECUTIVE_LOCK, REVIEW, TRADE_OFF
from gates.gate import Gate
from graphs.asking import Question, ask_people
from graphs.case_state import CaseState
from graphs.choosing import chosen
from graphs.frozen import Supply, supply_of
from graphs.reconciliation_snapshot import snapshot_of
from graphs.reminding import DAY_ENDS
from graphs.tools import Tools
from store import asked_requests, cycles


def ask_reviews(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Sales, operations and finance see the same options at once."""
    _ask(runtime.context, state, REVIEW)
    runtime.context.reached("cycle.reviews_asked")
    return {}


def ask_trade_off(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Every review is in: one accountable person chooses."""
    _ask(runtime.context, state, TRADE_OFF)
    runtime.context.reached("cycle.trade_off_asked")
    return {}


def ask_lock(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """The chosen plan is put to whoever locks it."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        cycles.go_to(session, state["subject_id"], "executive_review")
    _ask(tools, state, EXECUTIVE_LOCK)
    tools.reached("cycle.lock_asked")
    return {}


def after_trade_off(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Chosen; or back to the drafter, whose next round shows the reason to everybody."""
    return _after(runtime.context, state, TRADE_OFF, onward="ask_lock")


def after_lock(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Locked; or back to the options with the reason."""
    return _after(runtime.context, state, EXECUTIVE_LOCK, onward="publish")


def _ask(tools: Tools, state: CaseState, gate: Gate) -> None:
    with tools.sessions(state["company_id"]) as session:
        supply = supply_of(session, state)
        now = tools.now()
        due_at = due_of(supply, gate, now)
        snapshot = snapshot_of(session, state, supply, now=now, due=due_at)
        brief = _brief(session, state, gate, snapshot)
    key = f"{gate.name}/{state['round']}"
    ask_people(tools, state, Question(key=key, gate=gate, brief=brief, due_at=due_at))


def due_of(supply: Supply, gate: Gate, now: datetime) -> datetime:
    """The gate's usual time, or the end of the first day on which an option lapses.

    An option whose day is past, or ends today before people could answer, sets no deadline.
    """
    usual = now + gate.due
    last = [
        datetime.combine(option.choose_by, DAY_ENDS, supply.zone)
        for option in supply.options
        if option.choose_by is not None
    ]
    return min([usual, *(moment for moment in last if moment > now)])


def _brief(session: Session, state: CaseState, gate: Gate, snapshot: Reconciliation) -> Brief:
    if gate is REVIEW:
        return review_brief(snapshot)
    if gate is TRADE_OFF:
        return trade_off_brief(snapshot)
    option = chosen(session, state, supply_of(session, state))
    settled = asked_requests.find_request(
        session, state["case_id"], f"{TRADE_OFF.name}/{state['round']}"
    )
    said = asked_requests.said_in(session, settled.id) if settled is not None else []
    return executive_lock_brief(
        snapshot,
        choice=option.scenario.key,
        chosen_by=said[-1].spoken_by if said else (),
        reason=said[-1].reason if said else "",
    )


def _after(tools: Tools, state: CaseState, gate: Gate, *, onward: str) -> CaseState:
    with tools.sessions(state["company_id"]) as session:
        key = f"{gate.name}/{state['round']}"
        request = asked_requests.find_request(session, state["case_id"], key)
        assert request is not None
        if request.outcome == "approved":
            return {"next": onward}
        cycles.return_to(session, state["subject_id"], "reconciliation")
    tools.reached("cycle.sent_back")
    return {"next": "draft_options", "round": state["round"] + 1}
