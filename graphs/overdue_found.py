"""A request as it is found when something about it is due: who is silent, and who is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gates.asking_by_name import asked_next, takes_over
from gates.brief import Brief
from gates.chasing import ChaseKind, rung_of
from gates.gate import Gate, Rule
from gates.seating import Member
from graphs.asking_letter import Asked
from graphs.audience import audience
from store import asked_requests, chases, people, reading_moves
from store.directory import directory_of
from store.people import Addressee
from store.tables.gates import ChaseRow, RequestRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A request as it is found when something about it is due."""

    request: RequestRow
    gate: Gate
    brief: Brief
    kind: ChaseKind
    number: int
    reminded: tuple[Asked, ...]
    """Who hasn't answered, may now and didn't put it aside, and who stands in for them."""
    asked: Addressee | None
    """Whom this asks by name; nobody where it only reminds, or nobody is left."""

    @property
    def seats(self) -> bool:
        """Whoever is asked by name sits from now on."""
        return self.kind is ChaseKind.EXPIRE or seats_whom_it_asks(self.gate)

    @property
    def step(self) -> str:
        return f"{self.kind.value}/{self.number}"


def found_due(session: Session, row: ChaseRow, at: datetime) -> Overdue:
    request = session.get_one(RequestRow, row.request_id)
    brief = asked_requests.brief_now(session, request)
    gate, kind = request.ruled, ChaseKind(row.kind)
    silent = asked_requests.silent(session, request.id)
    member = _whom(session, request, brief, kind, row.number, silent)
    asked = people.by_key(session, request.company_id, member.key) if member else None
    return Overdue(
        request=request,
        gate=gate,
        brief=brief,
        kind=kind,
        number=row.number,
        reminded=tuple(
            asked
            for asked in audience(session, request, brief, silent, at)
            if not _put_aside(session, request, asked, at)
        ),
        asked=asked,
    )


def _put_aside(session: Session, request: RequestRow, asked: Asked, at: datetime) -> bool:
    """Whoever put it aside is left alone until it is back in their inbox; others are not."""
    sleeping = reading_moves.asleep(session, request.company_id, asked.to.person_id, at=at)
    return request.id in sleeping


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
    gate = request.ruled
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
