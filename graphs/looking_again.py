"""Looking again: a decided matter whose facts moved is asked anew, of the seats they concern."""

from datetime import datetime

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.catalogue import EXECUTIVE_LOCK, PLAN_CHANGE, REVIEW, TRADE_OFF
from gates.materiality import concerns
from gates.people import Role, agent
from graphs.again_brief import again_brief
from graphs.case_state import CaseState
from graphs.decided import cycle_state
from graphs.posting import Sending, hold
from graphs.supplier_day import ask_for_day
from graphs.telling_drift import tell_drift
from graphs.telling_exception import tell_exception
from graphs.telling_noted import tell_noted
from graphs.telling_seats import tell_seats
from graphs.telling_slip import tell_slip
from graphs.tools import Tools
from graphs.turned_letter import Turn, concerned, turned_letters
from graphs.weighing import Weighed, tolerances_of, weigh_up
from mail.views import Fact
from store import answers, asked_requests, cases, ledger, looks, people, requests, standing
from store.requests import Again, Asked
from store.tables.cycles import CaseRow, CycleRow
from store.tables.gates import RequestRow
from store.tables.standing import ChangeRow

MONITOR = agent("monitor")
KEY = "again"


def tell_redrafted(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Whoever has to answer an open request once more is told, and whom a noted change touches."""
    tools = runtime.context
    tell_noted(tools, state)
    tell_drift(tools, state)
    tell_exception(tools, state)
    tell_slip(tools, state)
    ask_for_day(tools, state)
    with tools.sessions(state["company_id"]) as session:
        change = session.get_one(ChangeRow, state["subject_id"])
        theirs = cycle_state(session, session.get_one(CycleRow, change.cycle_id))
        found = [
            (request.id, frozenset(answers.asked_again(session, request.id)))
            for gate in (REVIEW, TRADE_OFF, EXECUTIVE_LOCK)
            if (request := _open(session, theirs, f"{gate.name}/{theirs['round']}"))
        ]
    for request_id, seats in found:
        if seats:
            tell_seats(tools, theirs["company_id"], request_id, again=seats)
    return {}


def _open(session: Session, theirs: CaseState, key: str) -> RequestRow | None:
    request = asked_requests.find_request(session, theirs["case_id"], key)
    return request if request is not None and request.closed_at is None else None


def reopen(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Open the request that looks again. What the decision set off and holds, it holds on."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        if asked_requests.find_request(session, state["case_id"], KEY) is None:
            _reopen(tools, session, state)
    tools.reached("change.reopened")
    return {}


def _reopen(tools: Tools, session: Session, state: CaseState) -> None:
    change = session.get_one(ChangeRow, state["subject_id"])
    theirs = cycle_state(session, session.get_one(CycleRow, change.cycle_id))
    weighed = weigh_up(tools, session, theirs, change, tolerances_of(session, state))
    if weighed is None:
        return
    decided = weighed.decided
    requests.lock_request(session, decided.request.id)
    at = tools.now()
    _replace_open_look(session, decided.request, at)
    request = requests.open_asked(
        session,
        session.get_one(CaseRow, state["case_id"]),
        Asked(
            key=KEY,
            gate=weighed.gate,
            brief=again_brief(session, change, weighed, at),
            at=at,
            again=Again(reopens=decided.request.id, seats=_seats(session, change, weighed)),
        ),
    )
    keys = {one.premise.key for one in weighed.broken}
    for row in standing.premise_rows(session, decided.base.id):
        if row.key in keys:
            standing.break_premise(row, at=at)
    seats = [seat.key for seat in asked_requests.seated(session, request.id)]
    ledger.append(
        session,
        ledger.over(request),
        at=at,
        kind="reopened",
        actor=MONITOR,
        subject=f"request:{request.id}",
        facts={
            "gate": request.gate,
            "reopens": str(request.reopens),
            "because": change.kind,
            "change": change.id,
            "brief_sha256": request.brief_sha256,
            "broken": list[Json](sorted(keys)),
            "seats": list(seats),
        },
    )


def _replace_open_look(session: Session, request: RequestRow, at: datetime) -> None:
    """One look at a time: a newer one takes the place of one nobody has finished."""
    for look in looks.looks_at(session, request.id):
        if look.closed_at is None:
            asked_requests.withdraw(look, at=at)
            cases.ring(session, look.case_id)


def _seats(session: Session, change: ChangeRow, weighed: Weighed) -> frozenset[str]:
    """Those who stand for a number that moved; everybody, where what they all rest on broke.

    Of a locked plan its numbers count as it is when it is kept: whoever stands for one of them
    that moved, and whoever is accountable for the plan.
    """
    if weighed.gate.name == PLAN_CHANGE.name:
        return frozenset(
            who.key
            for who in people.everyone(session, change.company_id)
            if _is_concerned(change, weighed, Role(who.role))
        )
    seats = people.seats_of(session, weighed.decided.base.id)
    if change.kind == "asked" or weighed.broken:
        return frozenset(seat.key for seat in seats)
    return frozenset(
        seat.key
        for seat in seats
        if concerns(weighed.moves, seat.role, accountable=seat.accountable)
    )


def _is_concerned(change: ChangeRow, weighed: Weighed, role: Role) -> bool:
    accountable = role is weighed.gate.accountable
    if role not in weighed.gate.roles:
        return False
    return accountable or change.kind == "asked" or concerns(weighed.moves, role, accountable=False)


def tell(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """The seats are asked; whoever else it touches learns that it is being looked at again."""
    tools = runtime.context
    tell_drift(tools, state)
    tell_exception(tools, state)
    tell_slip(tools, state)
    ask_for_day(tools, state)
    with tools.sessions(state["company_id"]) as session:
        request = asked_requests.find_request(session, state["case_id"], KEY)
        if request is None or request.closed_at is not None:
            return {}
        assert request.reopens is not None
        earlier = asked_requests.by_id(session, request.reopens)
        brief = asked_requests.brief_now(session, request)
        asked = {who.key for who in asked_requests.seated(session, request.id)}
        touched = tuple(w for w in concerned(session, earlier.id) if w.key not in asked)
    tell_seats(tools, state["company_id"], request.id)
    turn = Turn(
        key=f"{state['case_id']}/reopened",
        case_id=state["case_id"],
        request_id=request.id,
        question=earlier.question,
        headline="Being looked at again: nothing more leaves until it is decided",
        what=f"{brief.why_now.observed}, against {brief.why_now.threshold}.",
        next="What is not under way yet waits. You are told how it is decided.",
        facts=tuple(
            Fact(label=one.label, value=f"{one.signed} → {one.now} {one.unit}".strip())
            for one in brief.compared
            if one.material
        ),
    )
    letters = turned_letters(tools, turn, touched)
    with tools.sessions(state["company_id"]) as session:
        sending = Sending(company_id=state["company_id"], case_id=state["case_id"], at=tools.now())
        for letter in letters:
            hold(tools, session, letter, sending)
    return {}
