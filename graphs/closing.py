"""The end of a cycle: every action closed, or its time over; the score, and what is carried on."""

from datetime import datetime, timedelta

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.people import SYSTEM
from graphs.case_state import CaseState
from graphs.publishing import locked
from graphs.tools import Tools
from store import actions, asked_requests, cases, cycles, ledger, looks, plans
from store.tables.cycles import CaseRow, CycleRow


def look(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Whether it is over; or the plan fell when its lock was looked at again: back to options.

    A locked plan is followed to its time, also when every action of it is done.
    """
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        cycle = session.get_one(CycleRow, state["subject_id"])
        if cycle.closed_at is not None:
            return {"next": "close"}
        if looks.has_fallen(session, locked(session, state).id):
            cycles.return_to(session, state["subject_id"], "reconciliation")
            return {"next": "draft_options", "round": state["round"] + 1}
        followed = plans.version_of(session, cycle.id) is not None
        over = not (followed or actions.still_open(session, cycle.id))
        over = over or tools.now() >= _ends(session, state)
    return {"next": "close" if over else "await_execution"}


def _ends(session: Session, state: CaseState) -> datetime:
    """When the next cycle's plan takes over, whatever is still open."""
    case = session.get_one(CaseRow, state["case_id"])
    opened = session.get_one(CycleRow, state["subject_id"]).opened_at
    return opened + timedelta(weeks=cycles.playbook_of(session, case).follow_up_weeks)


def close(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Score the follow-through and hand what is open to the next cycle."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        end(tools, session, session.get_one(CycleRow, state["subject_id"]))
        cases.cancel_waits(session, case_id=state["case_id"], at=tools.now())
    tools.reached("cycle.closed")
    return {}


def end(tools: Tools, session: Session, cycle: CycleRow) -> None:
    """The cycle is over, once: by itself, or because the next one opens."""
    if cycle.closed_at is not None:
        return
    at, case_id = tools.now(), cycles.cycle_case(cycle.id)
    carried = actions.carry_open(session, cycle.id)
    cycles.close(session, cycle.id, at=at)
    ledger.append(
        session,
        ledger.in_case(cycle.company_id, case_id),
        at=at,
        kind="cycle_closed",
        actor=SYSTEM,
        subject=f"cycle:{cycle.id}",
        facts={**_score(session, cycle.id), "carried": carried},
    )
    for look in looks.open_in(session, cycle.id):
        asked_requests.withdraw(look, at=at)
        _wake(tools, session, look.case_id)
    for action in actions.of_cycle(session, cycle.id):
        if action.state == "carried":
            _wake(tools, session, cycles.action_case(action.id))
    _wake(tools, session, case_id)


def _score(session: Session, cycle_id: int) -> dict[str, Json]:
    """Closed with evidence by the date first agreed, of all that came due (planning.md: close
    rate), and how many needed a new date or a decision.
    """
    rows = actions.of_cycle(session, cycle_id)
    done = [row for row in rows if row.state == "done"]
    on_time = [row for row in done if row.done_at and row.done_at <= row.original_due_at]
    return {
        "actions": len(rows),
        "done": len(done),
        "done_on_time": len(on_time),
        "dates_moved": sum(row.due_at != row.original_due_at for row in rows),
        "escalations": sum(row.escalations for row in rows),
    }


def _wake(tools: Tools, session: Session, case_id: str) -> None:
    """A case of the cycle that still waits finds that it is over."""
    case = session.get(CaseRow, case_id)
    if case is not None and case.state != "done":
        cases.ring(session, case.id)
        tools.defer(session, case.id, case.company_id)
