"""Requests nobody answered: seats are reminded, then somebody is asked by name. Never approved."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from agents.wording import Kind
from gates.brief import Brief
from gates.catalogue import GATES
from gates.gate import Rule
from gates.people import agent
from graphs.brief_letter import decision_needed
from graphs.letters import Wording, Written, write
from graphs.phrases import moment
from graphs.posting import Sending, hold
from graphs.tools import Tools
from mail.views import Reader, View
from store import asked_requests, ledger, people, requests
from store.people import Addressee
from store.tables.gates import RequestRow

ROUTER = agent("review_router")


def remind_seats(tools: Tools, company_id: int, request_id: UUID) -> None:
    """Remind whoever hasn't answered, once."""
    with tools.sessions(company_id) as session:
        request = session.get_one(RequestRow, request_id)
        brief = asked_requests.brief_now(session, request)
        silent = asked_requests.silent(session, request.id)
    if request.closed_at is not None:
        return
    letters = [_letter(tools, request, brief, seat, "reminder", late_days=0) for seat in silent]
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
    letter = _letter(tools, request, brief, asked, "escalated", late_days=1)
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
            company_id=company_id,
            at=at,
            kind="escalated",
            actor=ROUTER,
            subject=f"request:{request_id}",
            facts={"to": asked.key, "due_at": locked.due_at.isoformat()},
        )
        _hold(tools, session, request, [letter], at)


def _letter(
    tools: Tools, request: RequestRow, brief: Brief, to: Addressee, step: str, *, late_days: int
) -> Written:
    def view(reader: Reader, words: tuple[str, ...]) -> View:
        path = f"/requests/{request.id}"
        return decision_needed(brief, reader, words, due_at=request.due_at, path=path)

    said = {
        "question": brief.question,
        "due": moment(request.due_at, to.timezone),
        "holds_up": GATES[request.gate].title.lower(),
    }
    return write(
        tools,
        case_id=request.case_id,
        to=to,
        key=f"request/{request.id}/{step}/{to.key}",
        wording=Wording(kind=Kind.DECISION_NEEDED, facts=said, days_late=late_days),
        view=view,
        answerable=False,
    )


def _hold(
    tools: Tools, session: Session, request: RequestRow, letters: list[Written], at: datetime
) -> None:
    sending = Sending(company_id=request.company_id, case_id=request.case_id, at=at)
    for letter in letters:
        hold(tools, session, letter, sending)
