"""The end of an action: closed by evidence, called off, or carried over with its cycle."""

from dataclasses import replace
from typing import cast

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from gates.action import ActionState
from gates.canonical import Json
from gates.chain import Channel
from gates.people import person
from graphs.action_escalating import withdraw
from graphs.action_facts import action_facts
from graphs.case_state import CaseState
from graphs.tools import Tools
from store import actions, cases, cycles, ledger
from store.actions import NewUpdate
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow


def close(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """The evidence meets the predicate: done, and whoever waits for it is woken."""
    tools = runtime.context
    at = tools.now()
    with tools.sessions(state["company_id"]) as session:
        facts = action_facts(session, state)
        action = session.get_one(ActionRow, facts.action_id)
        if action.state != ActionState.DONE:
            actions.set_state(action, ActionState.DONE)
            action.done_at = at
            said = f"Closed by evidence: {facts.done_when.says}."
            actions.note(session, action, NewUpdate(kind="done", text=said, at=at))
            withdraw(session, state["case_id"], action, at)
            wake_others(tools, session, action)
            ledger.append(
                session,
                replace(
                    ledger.in_case(state["company_id"], state["case_id"]), channel=Channel.MAIL
                ),
                at=at,
                kind="action_done",
                actor=person(facts.owner.key, facts.owner.role),
                subject=f"action:{facts.action_id}",
                facts={"action": facts.key, "evidence": cast("Json", action.evidence)},
            )
        cases.cancel_waits(session, case_id=state["case_id"], at=at)
    tools.reached("action.closed")
    return {}


def finish(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Called off or carried over elsewhere: nothing rings this case any more."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        action = session.get_one(ActionRow, state["subject_id"])
        withdraw(session, state["case_id"], action, tools.now())
        wake_others(tools, session, action)
        cases.cancel_waits(session, case_id=state["case_id"], at=tools.now())
    return {}


def wake(tools: Tools, session: Session, action: ActionRow) -> None:
    """Ring the action's own case."""
    case_id = cycles.action_case(action.id)
    if session.get(CaseRow, case_id) is not None:
        cases.ring(session, case_id)
        tools.defer(session, case_id, action.company_id)


def wake_others(tools: Tools, session: Session, action: ActionRow) -> None:
    """Ring the cycle, every action that waits for this one, and the one it is a part of."""
    ids = [cycles.action_case(other.id) for other in actions.waiting_for(session, action)]
    whole = [cycles.action_case(action.part_of)] if action.part_of is not None else []
    for case_id in [*ids, *whole, cycles.cycle_case(action.cycle_id)]:
        if session.get(CaseRow, case_id) is not None:
            cases.ring(session, case_id)
            tools.defer(session, case_id, action.company_id)
