"""A late or blocked action: a person is asked how to go on, and the answer takes effect."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agents.brief_late_action import (
    CALL_OFF,
    HAND_UP,
    Begins,
    LateAction,
    Tried,
    late_action_brief,
)
from gates.action import ActionState
from gates.catalogue import LATE_ACTION
from gates.gate import Gate
from gates.people import agent
from graphs.action_dates import working_day_later
from graphs.action_facts import ActionFacts, action_facts, in_our_words
from graphs.action_telling import tell_manager
from graphs.action_timers import start_timers
from graphs.asking import Question, ask_people
from graphs.case_state import CaseState
from graphs.reminding import DAY_ENDS
from graphs.tools import Tools
from planning import written
from store import actions, asked_requests, cycles, ledger, people
from store.actions import NewUpdate
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow

MORE_TIME_WORKING_DAYS = 2
CHASER = agent("follow_up_agent")


def key_of(action: ActionRow) -> str:
    """One question at a time: the next one is asked when this one was settled."""
    return f"late_action/{action.escalations}"


def may_ask(session: Session, case: CaseRow, action: ActionRow) -> bool:
    return asked_requests.find_request(session, case.id, key_of(action)) is None


def decided(session: Session, case: CaseRow, action: ActionRow) -> bool:
    """Whether somebody has said how to go on and nothing followed yet."""
    request = asked_requests.find_request(session, case.id, key_of(action))
    return request is not None and request.outcome == "approved"


def withdraw(session: Session, case_id: str, action: ActionRow, at: datetime) -> None:
    """The action is over: nobody needs to answer an open question about it."""
    request = asked_requests.find_request(session, case_id, key_of(action))
    if request is not None:
        asked_requests.withdraw(request, at=at)


def escalate(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Ask how to go on, and tell the owner's manager what was tried."""
    tools = runtime.context
    at = tools.now()
    with tools.sessions(state["company_id"]) as session:
        facts = action_facts(session, state)
        action = session.get_one(ActionRow, facts.action_id)
        key = key_of(action)
        gate = cycles.gates_of(session, state["case_id"])[LATE_ACTION.name]
        late = _late(session, action, facts, gate, at)
    if facts.manager is not None:
        tell_manager(tools, state, facts, facts.manager, key)
    ask_people(tools, state, Question(key=key, gate=gate, brief=late_action_brief(late)))
    tools.reached("action.escalated")
    return {}


def _late(
    session: Session, action: ActionRow, facts: ActionFacts, gate: Gate, at: datetime
) -> LateAction:
    decided_in = asked_requests.by_id(session, action.request_id) if action.request_id else None
    higher = people.holder(session, action.company_id, gate.escalates_to)
    zone = ZoneInfo(facts.owner.timezone)
    return LateAction(
        title=facts.title,
        owner_key=facts.owner.key,
        owner=facts.owner.name,
        manager=facts.manager.name if facts.manager else None,
        due_at=facts.due_at.astimezone(zone),
        blocked=action.state == ActionState.BLOCKED,
        needs=facts.done_when.says,
        new_day=working_day_later(
            session, action.company_id, facts.owner, at, days=MORE_TIME_WORKING_DAYS
        ),
        waiting=facts.waiting,
        begins=tuple(
            Begins(title=one.title, owner=people.by_id(session, one.owner_id).name)
            for one in actions.begins_without(session, action)
        ),
        tried=tuple(
            Tried(at=one.at.astimezone(zone), text=in_our_words(one, facts))
            for one in facts.history
        ),
        stake_eur=decided_in.stake_eur if decided_in else Decimal(0),
        escalates_to=higher.name,
        at=at,
    )


def settle(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """What was decided about the late action happens."""
    tools = runtime.context
    at = tools.now()
    with tools.sessions(state["company_id"]) as session:
        facts = action_facts(session, state)
        action = session.get_one(ActionRow, facts.action_id)
        case = session.get_one(CaseRow, state["case_id"])
        request = asked_requests.find_request(session, case.id, key_of(action))
        if request is None or request.outcome != "approved":
            return {}
        choice = str(request.choice)
        _apply(session, case, action, facts, choice, at)
        action.escalations += 1
        ledger.append(
            session,
            ledger.over(request),
            at=at,
            kind="late_action_settled",
            actor=CHASER,
            subject=f"action:{action.id}",
            facts={"choice": choice, "request": str(request.id), "due_at": str(action.due_at)},
        )
    tools.reached("action.settled")
    return {}


def _apply(
    session: Session,
    case: CaseRow,
    action: ActionRow,
    facts: ActionFacts,
    choice: str,
    at: datetime,
) -> None:
    if choice == CALL_OFF:
        actions.set_state(action, ActionState.CANCELLED)
        actions.note(session, action, NewUpdate(kind="cancelled", text="Called off.", at=at))
        return
    if choice == HAND_UP and facts.manager is not None:
        action.owner_id = facts.manager.person_id
    if action.state == ActionState.BLOCKED:
        actions.set_state(action, ActionState.IN_PROGRESS)
    day = working_day_later(
        session, action.company_id, facts.owner, at, days=MORE_TIME_WORKING_DAYS
    )
    zone = ZoneInfo(facts.owner.timezone)
    action.due_at = datetime.combine(day, DAY_ENDS, zone)
    start_timers(session, action, at)
    text = f"{'Handed up' if choice == HAND_UP else 'More time'}: due {written.day(day)}."
    actions.note(session, action, NewUpdate(kind="date_moved", text=text, at=at))
