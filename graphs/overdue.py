"""Requests nobody answered: seats are reminded, then somebody is asked by name. Never approved."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from gates.catalogue import GATES
from gates.gate import Rule
from gates.people import agent
from graphs.asking_letter import Asked, Asking, asking_letter
from graphs.audience import audience
from graphs.letters import Written
from graphs.posting import Sending, hold
from graphs.tools import Tools
from store import asked_requests, ledger, people, requests
from store.tables.gates import RequestRow

ROUTER = agent("review_router")


def remind_seats(tools: Tools, company_id: int, request_id: UUID) -> None:
    """Remind whoever hasn't answered and whose turn it is, and who stands in for them, once."""
    with tools.sessions(company_id) as session:
        request = session.get_one(RequestRow, request_id)
        brief = asked_requests.brief_now(session, request)
        silent = asked_requests.silent(session, request.id)
        whom = audience(session, request, brief, silent, tools.now())
    if request.closed_at is not None:
        return
    asking = Asking(request=request, brief=brief, step="reminder")
    letters = [asking_letter(tools, asking, asked) for asked in whom]
    at = tools.now()
    with tools.sessions(company_id) as session:
        session.get_one(RequestRow, request_id).reminded_at = at
        _hold(tools, session, request, letters, at)


def escalate(tools: Tools, company_id: int, request_id: UUID) -> None:
    """The deadline passed: whom the gate escalates to is asked by name, with a seat of their own.

    Where everyone must answer, nobody is asked in their place: the lead is told who is missing.
    """
    at = tools.now()
    with tools.sessions(company_id) as session:
        request = session.get_one(RequestRow, request_id)
        brief = asked_requests.brief_now(session, request)
        gate = GATES[request.gate]
        asked = people.holder(session, company_id, gate.escalates_to)
    if request.closed_at is not None or request.escalated_at is not None:
        return
    asking = Asking(request=request, brief=brief, step="escalated", late_days=1)
    letter = asking_letter(tools, asking, Asked(to=asked))
    with tools.sessions(company_id) as session:
        locked = requests.lock_request(session, request_id)
        if locked is None or locked.closed_at is not None or locked.escalated_at is not None:
            return
        locked.escalated_at = at
        if gate.rule is Rule.ONE and asked.key not in brief.took_part:
            why = f"asked when “{gate.title}” was late"
            asked_requests.add_seat(session, locked, asked, why=why)
        ledger.append(
            session,
            ledger.over(locked),
            at=at,
            kind="escalated",
            actor=ROUTER,
            subject=f"request:{request_id}",
            facts={"to": asked.key, "due_at": locked.due_at.isoformat()},
        )
        _hold(tools, session, request, [letter], at)


def _hold(
    tools: Tools, session: Session, request: RequestRow, letters: list[Written], at: datetime
) -> None:
    sending = Sending(
        company_id=request.company_id,
        case_id=request.case_id,
        at=at,
        brief_sha256=request.brief_sha256,
    )
    for letter in letters:
        hold(tools, session, letter, sending)
