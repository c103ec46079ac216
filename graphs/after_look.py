"""A matter was looked at again: it stands and goes on, or it falls and what it set off ends."""

from dataclasses import replace
from datetime import datetime

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from gates.catalogue import EXECUTIVE_LOCK, TRADE_OFF
from gates.people import agent
from gates.rules import Outcome
from graphs.action_settling import wake
from graphs.amending import adjusting, amend, amended_letters
from graphs.case_state import CaseState
from graphs.decided import cycle_state
from graphs.posting import Sending, hold
from graphs.redrafting import redraft_open
from graphs.tools import Tools
from graphs.turned_letter import Turn, concerned, turned_letters
from store import actions, asked_requests, cases, cycles, effects, ledger, looks, standing
from store.actions import NewUpdate
from store.people import Addressee
from store.tables.cycles import CycleRow
from store.tables.gates import RequestRow

MONITOR = agent("monitor")


def settle(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """What was decided when it was looked at again happens, and whom it touches is told."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        look = asked_requests.find_request(session, state["case_id"], "again")
        if look is None or look.outcome in {None, Outcome.WITHDRAWN.value}:
            return {}
        assert look.reopens is not None
        earlier = asked_requests.by_id(session, look.reopens)
        turn, to = _turn(session, state, look, earlier)
        stands = look.outcome in looks.STOOD
        adjusted = adjusting(session, look) if stands else None
    letters = (
        turned_letters(tools, turn, to)
        if adjusted is None
        else amended_letters(
            tools, replace(turn, headline=ADJUSTED, next=AS_LISTED), to, adjusted.found
        )
    )
    with tools.sessions(state["company_id"]) as session:
        if ledger.is_told(session, state["company_id"], f"request:{look.id}", SETTLED):
            return {}
        if adjusted is not None:
            amend(tools, session, look, earlier, adjusted)
        (_go_on if stands else _end)(tools, session, state, earlier)
        sending = Sending(company_id=state["company_id"], case_id=state["case_id"], at=tools.now())
        for letter in letters:
            hold(tools, session, letter, sending)
        ledger.append(
            session,
            ledger.over(look),
            at=tools.now(),
            kind=SETTLED,
            actor=MONITOR,
            subject=f"request:{look.id}",
            facts={"reopens": str(earlier.id), "outcome": look.outcome, "stands": stands},
        )
    tools.reached("change.settled")
    return {}


SETTLED = "look_settled"
ADJUSTED = "The plan is adjusted"
AS_LISTED = "What changed is listed; everything else goes on as it was."


def _turn(
    session: Session, state: CaseState, look: RequestRow, earlier: RequestRow
) -> tuple[Turn, tuple[Addressee, ...]]:
    stands = look.outcome in looks.STOOD
    said = asked_requests.said_in(session, look.id)
    by = said[-1].by.name if said else "Nobody"
    reason = f": “{said[-1].reason}”" if said and said[-1].reason else ""
    turn = Turn(
        key=f"{state['case_id']}/settled",
        case_id=state["case_id"],
        request_id=earlier.id,
        question=earlier.question,
        headline="It stands and goes on" if stands else "It no longer stands",
        what=f"{by} looked at it again and {'kept it' if stands else 'ended it'}{reason}.",
        next="What was held leaves now, and the actions go on."
        if stands
        else "What was held never leaves, and its open actions are called off.",
    )
    return turn, concerned(session, earlier.id)


def _go_on(tools: Tools, session: Session, state: CaseState, earlier: RequestRow) -> None:
    """What it rests on now is watched in place of what was; what waited for it is rung."""
    at = tools.now()
    look = asked_requests.find_request(session, state["case_id"], "again")
    for settled in (earlier, *looks.looks_at(session, earlier.id)):
        if look is not None and settled.id != look.id:
            standing.end_premises(session, settled.id, at=at)
    if earlier.gate != EXECUTIVE_LOCK.name:
        cycle = session.get_one(CycleRow, earlier.cycle_id)
        redraft_open(session, cycle_state(session, cycle), at)
        return
    for action in actions.open_of(session, earlier.id):
        wake(tools, session, action)
    _ring(tools, session, earlier)


def _end(tools: Tools, session: Session, _state: CaseState, earlier: RequestRow) -> None:
    """The decision fell: nothing more of it leaves, and its cycle goes back to the options."""
    at = tools.now()
    for settled in (earlier, *looks.looks_at(session, earlier.id)):
        standing.end_premises(session, settled.id, at=at)
    if earlier.gate == TRADE_OFF.name:
        _send_back_lock(session, earlier, at=at)
    effects.withdraw_held(session, earlier.id)
    update = NewUpdate(kind="cancelled", text="Called off: its decision no longer stands.", at=at)
    for action in actions.call_off(session, earlier.id, update):
        wake(tools, session, action)
    _ring(tools, session, earlier)


def _send_back_lock(session: Session, earlier: RequestRow, *, at: datetime) -> None:
    """What was to be locked is no longer chosen: its lock goes back unanswered."""
    found = asked_requests.open_of_gate(session, earlier.case_id, EXECUTIVE_LOCK.name)
    if found is not None:
        found.closed_at = at
        found.outcome = Outcome.RETURNED.value


def _ring(tools: Tools, session: Session, earlier: RequestRow) -> None:
    case_id = cycles.cycle_case(earlier.cycle_id)
    cases.ring(session, case_id)
    tools.defer(session, case_id, earlier.company_id)
