"""Asking people: a request is opened, each seat is told by mail, and it is written down."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from gates.brief import Brief
from gates.gate import Gate
from gates.people import agent
from graphs.case_state import CaseState
from graphs.telling_seats import tell_seats
from graphs.tools import Tools
from store import asked_requests, ledger, requests
from store.tables.cycles import CaseRow

ROUTER = agent("review_router")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A gate about to wait for people."""

    key: str
    gate: Gate
    brief: Brief
    due_at: datetime | None = None
    """When it must be answered, where that is before the gate's usual time."""


def ask_people(tools: Tools, state: CaseState, question: Question) -> None:
    """Open the request and mail its seats. Safe to repeat: both are done once."""
    with tools.sessions(state["company_id"]) as session:
        request_id = _opened(tools, session, state, question)
    tell_seats(tools, state["company_id"], request_id)


def _opened(tools: Tools, session: Session, state: CaseState, question: Question) -> UUID:
    if found := asked_requests.find_request(session, state["case_id"], question.key):
        return found.id
    request = requests.open_request(
        session,
        case=session.get_one(CaseRow, state["case_id"]),
        key=question.key,
        gate=question.gate,
        brief=question.brief,
        at=tools.now(),
        due_at=question.due_at,
    )
    seats = [seat.key for seat in asked_requests.seated(session, request.id)]
    ledger.append(
        session,
        ledger.over(request),
        at=request.opened_at,
        kind="asked",
        actor=ROUTER,
        subject=f"request:{request.id}",
        facts={
            "gate": request.gate,
            "question": request.question,
            "brief_sha256": request.brief_sha256,
            "seats": list(seats),
            "due_at": request.due_at.isoformat(),
        },
    )
    return request.id
