"""Delegations: making, revoking and finding them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from gates.delegating import Delegation, DelegationKind
from store.among import among
from store.tables.people import DelegationRow, PersonRow

GIVER = aliased(PersonRow)
RECEIVER = aliased(PersonRow)


def received_by(session: Session, company_id: int, person_key: str) -> tuple[Delegation, ...]:
    """Everything ever delegated to a person; whether it holds now is for the gates to say.

    Held until the transaction ends, so that it can't be revoked or used up meanwhile.
    """
    mine = _all(company_id).where(RECEIVER.key == person_key)
    return _read(session, mine.with_for_update(of=DelegationRow))


def given_by(session: Session, company_id: int, keys: Iterable[str]) -> tuple[Delegation, ...]:
    """Everything these people ever delegated."""
    return _read(session, _all(company_id).where(GIVER.key.in_(list(keys))))


def unrevoked(session: Session, company_id: int, givers: Iterable[str]) -> tuple[Delegation, ...]:
    """Those of these people that weren't taken back, past and to come."""
    kept = _all(company_id).where(DelegationRow.revoked_at.is_(None), among(GIVER.key, givers))
    return _read(session, kept)


def received(session: Session, company_id: int, person_key: str) -> tuple[Delegation, ...]:
    """Those a person was given and nobody took back, to be looked at and not held."""
    kept = _all(company_id).where(DelegationRow.revoked_at.is_(None), RECEIVER.key == person_key)
    return _read(session, kept)


def everything(session: Session, company_id: int) -> tuple[Delegation, ...]:
    return _read(session, _all(company_id))


def add(
    session: Session, company_id: int, one: Delegation, *, reason: str, made_at: datetime
) -> int:
    """Keep a new delegation and return its id; `one.id` is ignored."""
    ids = {
        row.key: row.id
        for row in session.scalars(
            select(PersonRow).where(
                PersonRow.company_id == company_id, PersonRow.key.in_([one.giver, one.receiver])
            )
        )
    }
    row = DelegationRow(
        company_id=company_id,
        kind=one.kind.value,
        giver_id=ids[one.giver],
        receiver_id=ids[one.receiver],
        gates=sorted(one.gates),
        request_id=UUID(one.request) if one.request else None,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        limit_eur=one.limit_eur,
        reason=reason,
        made_at=made_at,
    )
    session.add(row)
    session.flush()
    return row.id


def locked(session: Session, company_id: int, delegation_id: int) -> DelegationRow | None:
    return session.scalar(
        select(DelegationRow)
        .where(DelegationRow.company_id == company_id, DelegationRow.id == delegation_id)
        .with_for_update()
    )


def giver_of(session: Session, row: DelegationRow) -> str:
    return session.get_one(PersonRow, row.giver_id).key


def _all(company_id: int) -> Select[DelegationRow, str, str]:
    return (
        select(DelegationRow, GIVER.key, RECEIVER.key)
        .join(GIVER, GIVER.id == DelegationRow.giver_id)
        .join(RECEIVER, RECEIVER.id == DelegationRow.receiver_id)
        .where(DelegationRow.company_id == company_id)
        .order_by(DelegationRow.id)
    )


def _read(session: Session, wanted: Select[DelegationRow, str, str]) -> tuple[Delegation, ...]:
    return tuple(
        as_delegation(row, giver, receiver) for row, giver, receiver in session.execute(wanted)
    )


def as_delegation(row: DelegationRow, giver: str, receiver: str) -> Delegation:
    return Delegation(
        id=row.id,
        kind=DelegationKind(row.kind),
        giver=giver,
        receiver=receiver,
        gates=frozenset(row.gates),
        request=str(row.request_id) if row.request_id else None,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        limit_eur=row.limit_eur,
        revoked_at=row.revoked_at,
    )
