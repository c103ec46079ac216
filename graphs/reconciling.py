"""Reconciliation: the reviews, the trade-off, the lock. People decide; this only asks."""

from datetime import datetime

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from gates.catalogue import EXECUTIVE_LOCK, REVIEW, TRADE_OFF
from gates.conditions import ConditionState
from gates.gate import Gate
from gates.rules import Outcome
from graphs.asking import Question, ask_people
from graphs.case_state import CaseState
from graphs.frozen import Supply, supply_of
from graphs.reconciling_briefs import brief_of
from graphs.reminding import DAY_ENDS
from graphs.tools import Tools
from graphs.undo import leaves_at
from store import asked_requests, cases, conditions, cycles, looks
from store.tables.cycles import CaseRow
from store.tables.gates import RequestRow


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
    """Locked, perhaps on a condition, once it can't be taken back; or back to the options.

    Nothing is executed while the undo window is open, so taking the lock back undoes nothing: the
    request waits again, and so does the case.
    """
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        request = _round(session, state, EXECUTIVE_LOCK)
        if request.closed_at is None:
            return {"next": "await_lock"}
        if looks.has_fallen(session, request.id):
            cycles.return_to(session, state["subject_id"], "reconciliation")
            return {"next": "draft_options", "round": state["round"] + 1}
        held_until = leaves_at(request, request.closed_at)
        if request.outcome == Outcome.APPROVED.value and tools.now() < held_until:
            case = session.get_one(CaseRow, state["case_id"])
            key = f"undo/{request.key}/{request.closed_at.isoformat()}"
            cases.add_wait(session, case=case, key=key, due_at=held_until)
            return {"next": "await_undo"}
        if looks.is_suspended(session, request.id):
            return {"next": "await_undo"}
        row = conditions.condition_row(session, request.id)
        depends = row is not None and row.state == ConditionState.WATCHED.value
    onward = "watch_condition" if depends else "publish"
    return _after(tools, state, EXECUTIVE_LOCK, onward=onward)


def _ask(tools: Tools, state: CaseState, gate: Gate) -> None:
    with tools.sessions(state["company_id"]) as session:
        supply = supply_of(session, state)
        now = tools.now()
        gate = supply.gates[gate.name]
        due_at = due_of(supply, gate, now)
        brief = brief_of(session, state, gate, supply, now=now, due=due_at)
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


def _after(tools: Tools, state: CaseState, gate: Gate, *, onward: str) -> CaseState:
    with tools.sessions(state["company_id"]) as session:
        if _round(session, state, gate).outcome == Outcome.APPROVED.value:
            return {"next": onward}
        cycles.return_to(session, state["subject_id"], "reconciliation")
    tools.reached("cycle.sent_back")
    return {"next": "draft_options", "round": state["round"] + 1}


def _round(session: Session, state: CaseState, gate: Gate) -> RequestRow:
    """What the round asked at the gate."""
    key = f"{gate.name}/{state['round']}"
    request = asked_requests.find_request(session, state["case_id"], key)
    assert request is not None
    return request
