"""Requests nobody answered: seats are reminded, then others are asked by name, up to the end.

Nothing here answers anything: silence never approves.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from gates.chasing import ChaseKind
from gates.rules import EXPIRED
from graphs.asking_letter import Asked, Asking, asking_letter
from graphs.letters import Written
from graphs.overdue_found import Overdue, found_due, seats_whom_it_asks
from graphs.overdue_history import write_history
from graphs.posting import Sending, hold
from graphs.tools import Tools
from store import asked_requests, chases, chases_due
from store.tables.gates import ChaseRow, RequestRow


def chase(tools: Tools, company_id: int, chase_id: int) -> None:
    """Do one thing that is due, once. Language is asked outside the transaction."""
    at = tools.now()
    with tools.sessions(company_id) as session:
        found = found_due(session, session.get_one(ChaseRow, chase_id), at)
    letters = _letters(tools, found, at)
    with tools.sessions(company_id) as session:
        claimed = chases_due.claim(session, chase_id, at=at)
        if claimed is None:
            return
        if found.kind is not ChaseKind.REMIND:
            _ask_by_name(session, claimed, found, at)
        sending = Sending(
            company_id=company_id,
            case_id=found.request.case_id,
            at=at,
            brief_sha256=found.request.brief_sha256,
        )
        for letter in letters:
            hold(tools, session, letter, sending)
    tools.reached("request.chased")


def _letters(tools: Tools, found: Overdue, at: datetime) -> list[Written]:
    by_name = () if found.asked is None else (Asked(to=found.asked, sits=found.seats),)
    reminds = found.kind is ChaseKind.REMIND
    late_days = 0 if reminds else max((at - found.request.due_at).days, 1)
    asking = Asking(request=found.request, brief=found.brief, step=found.step, late_days=late_days)
    whom = found.reminded if reminds else by_name
    return [asking_letter(tools, asking, asked) for asked in whom]


def _ask_by_name(session: Session, claimed: ChaseRow, found: Overdue, at: datetime) -> None:
    """Whoever is asked has a seat from now on; at the end the request is theirs."""
    request = session.get_one(RequestRow, found.request.id)
    expires = found.kind is ChaseKind.EXPIRE
    request.escalated_at = request.escalated_at or at
    if expires:
        request.expired_at = at
    if found.asked is not None:
        claimed.asked_id = found.asked.person_id
        if found.seats:
            why = f"{'took over' if expires else 'asked'} when “{found.gate.title}” was late"
            group = None if seats_whom_it_asks(found.gate) else EXPIRED
            asked_requests.add_seat(session, request, found.asked, why=why, group=group)
    chases.put_off(session, request.id, at - claimed.due_at)
    write_history(session, found, at)
