"""What a decider finds and writes, in three statements: people wait on this path."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Cursor
from psycopg.rows import class_row
from sqlalchemy.orm import Session

from gates.brief import Brief, thaw
from gates.deciding import Decision, Outcome, Waiting
from gates.gate import Verb
from gates.people import Role
from store.driver import driver

LOCK = """
    select id, company_id, case_id, gate, brief_sha256, closed_at is not null
    from request where id = %s for update
"""
READ = """
    select b.content, s.id as seat_id, s.person_id, p.key, p.role,
           d.id as decision_id, d.verb, d.choice, d.reason, d.brief_sha256, d.decided_at
    from request r
    join brief b on b.request_id = r.id and b.sha256 = r.brief_sha256
    join seat s on s.request_id = r.id
    join person p on p.id = s.person_id
    left join decision d on d.seat_id = s.id
    where r.id = %s
    order by d.decided_at, d.id, s.id
"""
ADD = """
    insert into decision (id, company_id, request_id, seat_id, person_id, verb, choice, reason,
                          brief_sha256, channel, decided_at)
    values (%(id)s, %(company)s, %(request)s, %(seat)s, %(person)s, %(verb)s, %(choice)s,
            %(reason)s, %(brief)s, %(channel)s, %(at)s)
"""
ADD_AND_CLOSE = (
    "with decided as ("  # noqa: S608 two constants
    + ADD
    + """),
         closed as (update request set closed_at = %(at)s, outcome = %(outcome)s,
                                       choice = %(settled)s where id = %(request)s)
    update work_case set rings = rings + 1 where id = %(case)s
"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRead:
    """A row of `READ`."""

    content: bytes
    seat_id: int
    person_id: int
    key: str
    role: str
    decision_id: UUID | None
    verb: str
    choice: str | None
    reason: str
    brief_sha256: str
    decided_at: datetime

    @property
    def decision(self) -> Decision | None:
        if self.decision_id is None:
            return None
        return Decision(
            decision_id=self.decision_id,
            by=self.key,
            verb=Verb(self.verb),
            choice=self.choice,
            reason=self.reason,
            brief_sha256=self.brief_sha256,
            at=self.decided_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """One seat, who holds it and what they answered."""

    seat_id: int
    person_id: int
    key: str
    role: Role
    decision: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """A request held against every other decider, with all that deciding it needs."""

    id: UUID
    company_id: int
    case_id: str
    gate: str
    brief_sha256: str
    closed: bool
    brief: Brief
    seats: tuple[Seated, ...]

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """In the order they were made."""
        return tuple(seat.decision for seat in self.seats if seat.decision)

    @property
    def waiting(self) -> Waiting:
        return Waiting(
            closed=self.closed,
            brief_sha256=self.brief_sha256,
            authors=frozenset(self.brief.authors),
            options=frozenset(option.key for option in self.brief.options),
            seats=frozenset(seat.key for seat in self.seats),
            answered=frozenset(decision.by for decision in self.decisions),
        )

    def seat_of(self, person_key: str) -> Seated | None:
        return next((seat for seat in self.seats if seat.key == person_key), None)


def lock(session: Session, request_id: UUID) -> Locked | None:
    """Hold the request until the transaction ends.

    Brief and seats are read after the lock is ours, or a brief revised and an answer given
    while we waited for it would not be seen.
    """
    connection = driver(session)
    reader: Cursor[SeatRead] = connection.cursor(row_factory=class_row(SeatRead))
    with connection.pipeline():
        locked = connection.execute(LOCK, [request_id])
        reader.execute(READ, [request_id])
    request = locked.fetchone()
    if request is None:
        return None
    id_, company_id, case_id, gate, brief_sha256, closed = request
    rows = reader.fetchall()
    return Locked(
        id=id_,
        company_id=company_id,
        case_id=case_id,
        gate=gate,
        brief_sha256=brief_sha256,
        closed=closed,
        brief=thaw(rows[0].content),
        seats=tuple(
            Seated(
                seat_id=row.seat_id,
                person_id=row.person_id,
                key=row.key,
                role=Role(row.role),
                decision=row.decision,
            )
            for row in rows
        ),
    )


def write(
    session: Session,
    request: Locked,
    decision: Decision,
    *,
    channel: str,
    outcome: Outcome | None,
) -> None:
    """Add the decision; with an outcome also close the request and ring its case.

    Raises psycopg's `UniqueViolation` when the seat or the decision's id is taken.
    """
    seat = request.seat_of(decision.by)
    assert seat is not None
    driver(session).execute(
        ADD if outcome is None else ADD_AND_CLOSE,
        {
            "id": decision.decision_id,
            "company": request.company_id,
            "request": request.id,
            "case": request.case_id,
            "seat": seat.seat_id,
            "person": seat.person_id,
            "verb": decision.verb.value,
            "choice": decision.choice,
            "reason": decision.reason,
            "brief": decision.brief_sha256,
            "channel": channel,
            "at": decision.at,
            "outcome": outcome.value if outcome else None,
            "settled": decision.choice if outcome is Outcome.APPROVED else None,
        },
    )
