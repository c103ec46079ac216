"""Delegations as the pages show them, and how much waits for somebody because of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from gates.delegating import Delegation
from store.delegations import GIVER, RECEIVER, as_delegation
from store.tables.gates import DecisionRow, RequestRow, SeatRow
from store.tables.people import DelegationRow, PersonRow

SHOWN = 500
OWN = aliased(SeatRow)
GIVEN = aliased(DecisionRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationRecord:
    one: Delegation
    giver: PersonRow
    receiver: PersonRow
    reason: str
    made_at: datetime


def delegation_records(session: Session, company_id: int) -> list[DelegationRecord]:
    """The company's, the newest first."""
    rows = session.execute(
        select(DelegationRow, GIVER, RECEIVER)
        .join(GIVER, GIVER.id == DelegationRow.giver_id)
        .join(RECEIVER, RECEIVER.id == DelegationRow.receiver_id)
        .where(DelegationRow.company_id == company_id)
        .order_by(DelegationRow.id.desc())
        .limit(SHOWN)
    )
    return [
        DelegationRecord(
            one=as_delegation(row, giver.key, receiver.key),
            giver=giver,
            receiver=receiver,
            reason=row.reason,
            made_at=row.made_at,
        )
        for row, giver, receiver in rows
    ]


def acting_waiting(session: Session, company_id: int, person_id: int, *, at: datetime) -> int:
    """Open requests this person may answer for somebody, and not for themselves."""
    sits = exists().where(OWN.request_id == RequestRow.id, OWN.person_id == person_id)
    has_spoken = exists().where(
        GIVEN.request_id == RequestRow.id, GIVEN.person_id == person_id, GIVEN.ended_at.is_(None)
    )
    counted = (
        select(func.count(RequestRow.id.distinct()))
        .join(SeatRow, SeatRow.request_id == RequestRow.id)
        .join(DelegationRow, DelegationRow.giver_id == SeatRow.person_id)
        .outerjoin(
            DecisionRow, (DecisionRow.seat_id == SeatRow.id) & DecisionRow.ended_at.is_(None)
        )
        .where(
            RequestRow.company_id == company_id,
            RequestRow.closed_at.is_(None),
            DecisionRow.id.is_(None),
            DelegationRow.receiver_id == person_id,
            DelegationRow.revoked_at.is_(None),
            DelegationRow.starts_at <= at,
            DelegationRow.ends_at > at,
            or_(DelegationRow.request_id.is_(None), DelegationRow.request_id == RequestRow.id),
            or_(
                func.jsonb_array_length(DelegationRow.gates) == 0,
                func.jsonb_exists(DelegationRow.gates, RequestRow.gate),
            ),
            ~sits,
            ~has_spoken,
        )
    )
    return session.scalar(counted) or 0
