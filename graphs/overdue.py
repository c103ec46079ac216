"""Requests nobody answered: seats are reminded, then others are asked by name, up to the end.

Nothing here answers anything: silence never approves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy.orm import Session

from gates.brief import Brief
from gates.canonical import Json
from gates.catalogue import GATES
from gates.chasing import ChaseKind, asked_next, rung_of, takes_over
from gates.delay import lapsed
from gates.gate import Gate, Rule
from gates.people import agent
from gates.rules import EXPIRED
from gates.seating import Member
from graphs.asking_letter import Asked, Asking, asking_letter
from graphs.audience import audience
from graphs.letters import Written
from graphs.posting import Sending, hold
from graphs.tools import Tools
from store import asked_requests, chases, ledger, people
from store.directory import directory_of
from store.people import Addressee
from store.tables.gates import ChaseRow, RequestRow

ROUTER = agent("review_router")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A request as it is found when something about it is due."""

    request: RequestRow
    gate: Gate
    brief: Brief
    kind: ChaseKind
    number: int
    reminded: tuple[Asked, ...]
    """Who hasn't answered and may now, and who stands in for them."""
    asked: Addressee | None
    """Whom this asks by name; nobody where it only reminds, or nobody is left."""

    @property
    def seats(self) -> bool:
        """Whoever is asked by name sits from now on."""
        return self.kind is ChaseKind.EXPIRE or seats_whom_it_asks(self.gate)

    @property
    def step(self) -> str:
        return f"{self.kind.value}/{self.number}"


def chase(tools: Tools, company_id: int, chase_id: int) -> None:
    """Do one thing that is due, once. Language is asked outside the transaction."""
    at = tools.now()
    with tools.sessions(company_id) as session:
        found = _found(session, session.get_one(ChaseRow, chase_id), at)
    letters = _letters(tools, found, at)
    with tools.sessions(company_id) as session:
        claimed = chases.claim(session, chase_id, at=at)
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


def _found(session: Session, row: ChaseRow, at: datetime) -> Overdue:
    request = session.get_one(RequestRow, row.request_id)
    brief = asked_requests.brief_now(session, request)
    gate, kind = GATES[request.gate], ChaseKind(row.kind)
    silent = asked_requests.silent(session, request.id)
    member = _whom(session, request, brief, kind, row.number, silent)
    asked = people.by_key(session, request.company_id, member.key) if member else None
    return Overdue(
        request=request,
        gate=gate,
        brief=brief,
        kind=kind,
        number=row.number,
        reminded=tuple(audience(session, request, brief, silent, at)),
        asked=asked,
    )


def _whom(
    session: Session,
    request: RequestRow,
    brief: Brief,
    kind: ChaseKind,
    number: int,
    silent: Sequence[Addressee],
) -> Member | None:
    if kind is ChaseKind.REMIND:
        return None
    gate = GATES[request.gate]
    rung, directory = rung_of(gate, kind, number), directory_of(session, request.company_id)
    sitting = {who.key for who in asked_requests.seated(session, request.id)}
    if kind is ChaseKind.EXPIRE:
        own = frozenset() if seats_whom_it_asks(gate) else sitting
        return takes_over(rung, directory, took_part=brief.took_part, sitting=own)
    planned = chases.of_requests(session, request.company_id, [request.id])[request.id]
    before = {person.key for _, person in planned if person is not None}
    if seats_whom_it_asks(gate):
        before |= brief.took_part | sitting
    return asked_next(rung, directory, silent=[who.key for who in silent], not_them=before)


def seats_whom_it_asks(gate: Gate) -> bool:
    """Where several must answer, nobody is asked in their place; a person is told."""
    return gate.rule is Rule.ONE


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
    _write_history(session, found, at)


def _write_history(session: Session, found: Overdue, at: datetime) -> None:
    request, asked = found.request, found.asked
    facts: dict[str, Json] = {
        "to": asked.key if asked else None,
        "due_at": request.due_at.isoformat(),
        "step": found.step,
    }
    expires = found.kind is ChaseKind.EXPIRE
    ledger.append(
        session,
        ledger.over(request),
        at=at,
        kind="expired" if expires else "escalated",
        actor=ROUTER,
        subject=f"request:{request.id}",
        facts=facts | (_cost(found, at) if expires else {}),
    )


def _cost(found: Overdue, at: datetime) -> dict[str, Json]:
    """What waiting has cost so far, as it is known when the chain is at its end."""
    gone = lapsed(found.brief, at.date())
    return {
        "late_hours": int((at - found.request.due_at).total_seconds() // 3600),
        "lapsed": cast("Json", list(gone.names)),
        "worth_eur": None if gone.worth_eur is None else str(gone.worth_eur),
    }
