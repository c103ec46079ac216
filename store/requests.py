"""Requests: opening one with its seats and brief; how one closes and waits again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gates.brief import Brief, digest, freeze
from gates.chasing import schedule
from gates.deciding import Decision
from gates.gate import Gate, Verb
from gates.policies import plain_policy
from gates.rules import Outcome
from gates.seating import Chair
from gates.slates import slate_of
from store import chases
from store.authorities import purse_of
from store.directory import directory_of
from store.tables.cycles import CaseRow
from store.tables.gates import BriefRow, DecisionRow, RequestRow, SeatRow
from store.tables.people import CompanyRow, PersonRow

REQUESTS = UUID("6f2f4f0e-3a43-4b5e-9d57-5b3c1f3c0a11")


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What a request looks at again, and whose facts moved: only they are asked."""

    reopens: UUID
    seats: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it is to be opened."""

    key: str
    gate: Gate
    brief: Brief
    at: datetime
    due_at: datetime | None = None
    again: Again | None = None

    @property
    def due(self) -> datetime:
        usual = self.at + self.gate.due
        return usual if self.due_at is None else min(self.due_at, usual)


def open_request(
    session: Session,
    *,
    case: CaseRow,
    key: str,
    gate: Gate,
    brief: Brief,
    at: datetime,
    due_at: datetime | None = None,
) -> RequestRow:
    """Open the request, or return the one already open under this key of the case.

    `due_at` is set where something ends before the gate's usual time. `NobodyMaySit` where the
    gate's slate can't be filled.
    """
    asked = Asked(key=key, gate=gate, brief=brief, at=at, due_at=due_at)
    return open_asked(session, case, asked)


def open_asked(session: Session, case: CaseRow, asked: Asked) -> RequestRow:
    """The same, also where a decided matter is looked at again."""
    gate, brief = asked.gate, asked.brief
    request_id = uuid5(REQUESTS, f"{case.id}/{asked.key}")
    if (found := session.get(RequestRow, request_id)) is not None:
        return found
    purse = purse_of(session, case.company_id, case.cycle_id)
    slate = slate_of(gate, brief, directory_of(session, case.company_id), purse)
    if asked.again is not None:
        slate = tuple(chair for chair in slate if chair.holder in asked.again.seats) or slate
    request = RequestRow(
        id=request_id,
        company_id=case.company_id,
        cycle_id=case.cycle_id,
        case_id=case.id,
        key=asked.key,
        gate=gate.name,
        policy=plain_policy(gate),
        question=brief.question,
        stake_eur=brief.stake.amount_eur,
        brief_sha256=digest(brief),
        took_part=sorted(brief.took_part),
        opened_at=asked.at,
        due_at=asked.due,
        reopens=asked.again.reopens if asked.again is not None else None,
    )
    session.add(request)
    session.flush()
    keep_brief(session, request, brief, asked.at)
    _seat_all(session, request, gate, slate)
    chases.plan(session, request, schedule(gate, opened_at=asked.at, due_at=asked.due))
    return request


def _seat_all(session: Session, request: RequestRow, gate: Gate, slate: Sequence[Chair]) -> None:
    rows = session.scalars(
        select(PersonRow).where(
            PersonRow.company_id == request.company_id,
            PersonRow.key.in_([chair.holder for chair in slate]),
        )
    )
    people = {row.key: row for row in rows}
    session.add_all(_seat(request, people[chair.holder], gate, chair) for chair in slate)
    session.flush()


def _seat(request: RequestRow, person: PersonRow, gate: Gate, chair: Chair) -> SeatRow:
    return SeatRow(
        company_id=request.company_id,
        request_id=request.id,
        person_id=person.id,
        accountable=person.role == gate.accountable,
        grouping=chair.group,
        position=chair.position,
        why=f"{person.title} sits in “{gate.title}” ({chair.why.rule})",
        why_facts={
            "rule": chair.why.rule,
            "data": chair.why.data,
            "version": chair.why.version,
        },
    )


def close(request: RequestRow, outcome: Outcome, choice: str | None, at: datetime) -> None:
    """Close a request that meets its rule without another answer."""
    request.closed_at = at
    request.outcome = outcome.value
    request.choice = choice if outcome is Outcome.APPROVED else None


def reopen(request: RequestRow) -> None:
    """Let a closed request wait again, for what it asked before; its deadline stays."""
    request.closed_at = None
    request.outcome = None
    request.choice = None


def give_time(session: Session, request: RequestRow, at: datetime) -> None:
    """Somebody is asked again: they get at least half the gate's time, and are reminded anew.

    Who was asked by name in somebody's place stays asked.
    """
    gate = request.ruled
    request.due_at = max(request.due_at, at + gate.due / 2)
    request.escalated_at = None
    chases.plan_again(session, request, schedule(gate, opened_at=at, due_at=request.due_at))


def keep_brief(session: Session, request: RequestRow, brief: Brief, at: datetime) -> None:
    version = session.scalar(
        select(func.count()).select_from(BriefRow).where(BriefRow.request_id == request.id)
    )
    session.execute(
        insert(BriefRow)
        .values(
            company_id=request.company_id,
            request_id=request.id,
            version=(version or 0) + 1,
            sha256=digest(brief),
            content=freeze(brief),
            made_at=at,
            data_version=select(CompanyRow.data_version)
            .where(CompanyRow.id == request.company_id)
            .scalar_subquery(),
        )
        .on_conflict_do_nothing()
    )


def lock_request(session: Session, request_id: UUID) -> RequestRow | None:
    """The request, held against every other decider until the transaction ends."""
    return session.scalar(select(RequestRow).where(RequestRow.id == request_id).with_for_update())


def lock_in_order(session: Session, request_ids: Iterable[UUID]) -> None:
    """Hold several requests against every other decider, always in the same order."""
    for request_id in sorted(request_ids):
        lock_request(session, request_id)


def gates_of(session: Session, request_ids: Sequence[UUID]) -> dict[UUID, Gate]:
    """Each request's gate as it stands under it; those that aren't there are left out."""
    rows = session.scalars(select(RequestRow).where(RequestRow.id.in_(request_ids)))
    return {row.id: row.ruled for row in rows}


def as_decision(row: DecisionRow, *, by: str, seat: str) -> Decision:
    return Decision(
        decision_id=row.id,
        by=by,
        seat=seat,
        verb=Verb(row.verb),
        choice=row.choice,
        reason=row.reason,
        brief_sha256=row.brief_sha256,
        at=row.decided_at,
        amount_eur=row.amount_eur,
        delegation=row.delegation_id,
    )
