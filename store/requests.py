"""Requests: opening one with its seats and brief, and revising the brief."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gates.brief import Brief, digest, freeze
from gates.deciding import Decision
from gates.errors import NobodyMaySit
from gates.gate import Gate, Verb
from gates.people import Role
from store.tables.cycles import CaseRow
from store.tables.gates import BriefRow, DecisionRow, RequestRow, SeatRow
from store.tables.people import PersonRow

REQUESTS = UUID("6f2f4f0e-3a43-4b5e-9d57-5b3c1f3c0a11")


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

    `due_at` is set where something ends before the gate's usual time. Where every holder of
    its seats is an author, the seat goes to whom the gate escalates to; where that leaves
    nobody, `NobodyMaySit`.
    """
    request_id = uuid5(REQUESTS, f"{case.id}/{key}")
    if (found := session.get(RequestRow, request_id)) is not None:
        return found
    holders, why = _who_sits(session, case.company_id, gate, brief)
    due = at + gate.due if due_at is None else min(due_at, at + gate.due)
    request = RequestRow(
        id=request_id,
        company_id=case.company_id,
        cycle_id=case.cycle_id,
        case_id=case.id,
        key=key,
        gate=gate.name,
        question=brief.question,
        stake_eur=brief.stake.amount_eur,
        brief_sha256=digest(brief),
        opened_at=at,
        due_at=due,
        remind_at=min(at + gate.remind_after, at + (due - at) / 2),
    )
    session.add(request)
    session.flush()
    _keep_brief(session, request, brief, at)
    session.add_all(_seat(request, person, gate, why) for person in holders)
    session.flush()
    return request


def _seat(request: RequestRow, person: PersonRow, gate: Gate, why: str) -> SeatRow:
    return SeatRow(
        company_id=request.company_id,
        request_id=request.id,
        person_id=person.id,
        accountable=person.role == gate.accountable,
        why=f"{person.title} {why} “{gate.title}”",
    )


def _who_sits(
    session: Session, company_id: int, gate: Gate, brief: Brief
) -> tuple[list[PersonRow], str]:
    """Who may decide, and why they sit: holders of the seats, or else whom it escalates to."""
    for roles, why in (
        (gate.seats, "sits in"),
        ((gate.escalates_to,), "stands in, as every holder is an author, in"),
    ):
        if holders := _free_holders(session, company_id, roles, brief):
            return holders, why
    raise NobodyMaySit


def _free_holders(
    session: Session, company_id: int, roles: Sequence[Role], brief: Brief
) -> list[PersonRow]:
    rows = session.scalars(
        select(PersonRow)
        .where(PersonRow.company_id == company_id, PersonRow.role.in_(roles))
        .order_by(PersonRow.id)
    )
    return [row for row in rows if row.key not in brief.authors]


def revise_brief(session: Session, request: RequestRow, brief: Brief, at: datetime) -> bool:
    """Let new content stand in an open request; says whether anything moved."""
    if request.closed_at is not None or request.brief_sha256 == digest(brief):
        return False
    _keep_brief(session, request, brief, at)
    request.brief_sha256 = digest(brief)
    request.question = brief.question
    request.stake_eur = brief.stake.amount_eur
    session.flush()
    return True


def _keep_brief(session: Session, request: RequestRow, brief: Brief, at: datetime) -> None:
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
        )
        .on_conflict_do_nothing()
    )


def lock_request(session: Session, request_id: UUID) -> RequestRow | None:
    """The request, held against every other decider until the transaction ends."""
    return session.scalar(select(RequestRow).where(RequestRow.id == request_id).with_for_update())


def as_decision(row: DecisionRow, key: str) -> Decision:
    return Decision(
        decision_id=row.id,
        by=key,
        verb=Verb(row.verb),
        choice=row.choice,
        reason=row.reason,
        brief_sha256=row.brief_sha256,
        at=row.decided_at,
    )
