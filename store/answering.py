"""What a decider finds and writes, in three statements: people wait on this path."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from psycopg import Connection, Cursor
from psycopg.rows import class_row
from psycopg.types.json import Jsonb
from sqlalchemy.orm import Session

from gates.authority import Purse
from gates.brief import Brief, thaw
from gates.conditions import terms_of
from gates.deciding import Decision, Parties, Waiting
from gates.delegating import Delegation
from gates.gate import Gate, Verb
from gates.people import Role
from gates.policies import gate_under
from gates.rules import Outcome
from gates.seating import Chair, Why
from store.driver import driver

LOCK = """
    select r.id, r.company_id, r.cycle_id, r.case_id, r.gate, r.policy, r.brief_sha256,
           r.closed_at is not null,
           exists (select from request e join request n on n.reopens = e.id
                   where e.case_id = r.case_id and n.closed_at is null)
    from request r where r.id = %s for update
"""
READ = """
    select b.content, s.id as seat_id, s.person_id, p.key, p.role, s.grouping, s.position,
           s.added_by_id is not null as added,
           d.id as decision_id, a.key as decided_by, d.verb, d.choice, d.reason, d.brief_sha256,
           d.decided_at, d.amount_eur, d.delegation_id
    from request r
    join brief b on b.request_id = r.id and b.sha256 = r.brief_sha256
    join seat s on s.request_id = r.id
    join person p on p.id = s.person_id
    left join decision d on d.seat_id = s.id and d.ended_at is null
    left join person a on a.id = d.person_id
    where r.id = %s
    order by d.decided_at, d.id, s.id
"""
ADD = """
    insert into decision (id, company_id, request_id, seat_id, person_id, verb, choice, reason,
                          brief_sha256, channel, decided_at, on_behalf_of_id, delegation_id,
                          amount_eur, changes)
    values (%(id)s, %(company)s, %(request)s, %(seat)s, %(person)s, %(verb)s, %(choice)s,
            %(reason)s, %(brief)s, %(channel)s, %(at)s, %(for_whom)s, %(delegation)s,
            %(amount)s, %(changes)s)
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


NOT_READ = Why(rule="", data="", version="")
"""Why somebody sits doesn't matter to what they decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRead:
    """A row of `READ`."""

    content: bytes
    seat_id: int
    person_id: int
    key: str
    role: str
    grouping: str
    position: int
    added: bool
    decision_id: UUID | None
    decided_by: str
    verb: str
    choice: str | None
    reason: str
    brief_sha256: str
    decided_at: datetime
    amount_eur: Decimal
    delegation_id: int | None

    @property
    def decision(self) -> Decision | None:
        if self.decision_id is None:
            return None
        return Decision(
            decision_id=self.decision_id,
            by=self.decided_by,
            seat=self.key,
            verb=Verb(self.verb),
            choice=self.choice,
            reason=self.reason,
            brief_sha256=self.brief_sha256,
            at=self.decided_at,
            amount_eur=self.amount_eur,
            delegation=self.delegation_id,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """One seat, who holds it and what they answered."""

    seat_id: int
    person_id: int
    chair: Chair
    role: Role
    decision: Decision | None

    @property
    def key(self) -> str:
        return self.chair.holder


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """A request held against every other decider, with all that deciding it needs."""

    id: UUID
    company_id: int
    cycle_id: int
    case_id: str
    gate: str
    policy: Mapping[str, Any] | None
    brief_sha256: str
    closed: bool
    held_up: bool
    """Something decided in its case is being looked at again."""
    brief: Brief
    seats: tuple[Seated, ...]

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """In the order they were made."""
        return tuple(seat.decision for seat in self.seats if seat.decision)

    @property
    def ruled(self) -> Gate:
        """Its gate, as the playbook had it when the request opened."""
        return gate_under(self.gate, self.policy)

    @property
    def chairs(self) -> tuple[Chair, ...]:
        return tuple(seat.chair for seat in self.seats)

    def waiting(self, delegations: tuple[Delegation, ...], purse: Purse) -> Waiting:
        """As `decide` wants it, with what lets people act for others and limits them."""
        options = [option.key for option in self.brief.options]
        return Waiting(
            request=str(self.id),
            closed=self.closed,
            brief_sha256=self.brief_sha256,
            parties=Parties(
                authors=frozenset(self.brief.authors),
                submitters=frozenset(self.brief.submitters),
                recommenders=frozenset(self.brief.recommenders),
            ),
            amounts={choice: self.brief.commits_eur(choice) for choice in (None, *options)},
            seats=self.chairs,
            roles={seat.key: seat.role for seat in self.seats},
            decisions=self.decisions,
            delegations=delegations,
            purse=purse,
            changed=self.brief.changed,
            held_up=self.held_up,
            terms=terms_of(self.brief),
        )

    def seat_of(self, person_key: str) -> Seated | None:
        return next((seat for seat in self.seats if seat.key == person_key), None)


Asked: TypeAlias = tuple[Cursor[Any], Cursor[SeatRead]]
"""What was asked about a request: the row that is locked, and its seats."""


def lock(session: Session, request_id: UUID) -> Locked | None:
    """Hold the request until the transaction ends.

    Brief and seats are read after the lock is ours, or a brief revised and an answer given
    while we waited for it would not be seen.
    """
    connection = driver(session)
    with connection.pipeline():
        asked = ask(connection, request_id)
    return found(asked)


def ask(connection: Connection[Any], request_id: UUID) -> Asked:
    """Lock and read, inside the caller's pipeline; `found` takes what comes back."""
    locked = connection.execute(LOCK, [request_id])
    reader: Cursor[SeatRead] = connection.cursor(row_factory=class_row(SeatRead))
    reader.execute(READ, [request_id])
    return locked, reader


def found(asked: Asked) -> Locked | None:
    """The request that was locked, if there is one."""
    locked, reader = asked
    request = locked.fetchone()
    if request is None:
        return None
    id_, company_id, cycle_id, case_id, gate, policy, brief_sha256, closed, held_up = request
    rows = reader.fetchall()
    return Locked(
        id=id_,
        company_id=company_id,
        cycle_id=cycle_id,
        case_id=case_id,
        gate=gate,
        policy=policy,
        brief_sha256=brief_sha256,
        closed=closed,
        held_up=held_up,
        brief=thaw(rows[0].content),
        seats=tuple(
            Seated(
                seat_id=row.seat_id,
                person_id=row.person_id,
                chair=Chair(
                    holder=row.key,
                    group=row.grouping,
                    position=row.position,
                    why=NOT_READ,
                    added=row.added,
                ),
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
    actor_id: int,
    channel: str,
    outcome: Outcome | None,
    settled: str | None,
) -> None:
    """Add the decision; with an outcome also close the request and ring its case.

    `actor_id` is who answered. Raises psycopg's `UniqueViolation` when the seat or the
    decision's id is taken.
    """
    seat = request.seat_of(decision.seat)
    assert seat is not None
    driver(session).execute(
        ADD if outcome is None else ADD_AND_CLOSE,
        {
            "id": decision.decision_id,
            "company": request.company_id,
            "request": request.id,
            "case": request.case_id,
            "seat": seat.seat_id,
            "person": actor_id,
            "for_whom": seat.person_id if actor_id != seat.person_id else None,
            "delegation": decision.delegation,
            "amount": decision.amount_eur,
            "verb": decision.verb.value,
            "choice": decision.choice,
            "reason": decision.reason,
            "brief": decision.brief_sha256,
            "channel": channel,
            "at": decision.at,
            "outcome": outcome.value if outcome else None,
            "changes": _changes(request.brief, decision),
            "settled": settled if outcome is Outcome.APPROVED else None,
        },
    )


def _changes(brief: Brief, decision: Decision) -> Jsonb | None:
    """What was changed in the option that was approved."""
    if decision.verb is not Verb.APPROVE_WITH_CHANGES or decision.choice is None:
        return None
    option = brief.option(decision.choice)
    changed = [{"what": one.what, "was": one.was, "now": one.now} for one in option.changes]
    return Jsonb({"option": option.changed_from, "changes": changed})
