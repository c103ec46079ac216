"""Passkeys of people: kept, found by their credential, ended."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from store.tables.accounts import PasskeyRow
from store.tables.people import PersonRow


def of_person(session: Session, person_id: int) -> Sequence[PasskeyRow]:
    return session.scalars(
        select(PasskeyRow)
        .where(PasskeyRow.person_id == person_id, PasskeyRow.ended_at.is_(None))
        .order_by(PasskeyRow.id)
    ).all()


def any_passkeys(session: Session) -> bool:
    """Whether anybody of this installation has one."""
    return bool(session.scalar(select(exists().where(PasskeyRow.ended_at.is_(None)))))


def by_credential(session: Session, credential: bytes) -> tuple[PasskeyRow, PersonRow] | None:
    """The passkey in use and whose it is, locked: its count of uses moves on."""
    found = session.execute(
        select(PasskeyRow, PersonRow)
        .join(PersonRow, PersonRow.id == PasskeyRow.person_id)
        .where(PasskeyRow.credential == credential, PasskeyRow.ended_at.is_(None))
        .with_for_update(of=PasskeyRow)
    ).one_or_none()
    return (found[0], found[1]) if found else None


def end(session: Session, person_id: int, passkey_id: int, *, at: datetime) -> PasskeyRow | None:
    """End one of theirs; None where it isn't."""
    row = session.scalar(
        select(PasskeyRow)
        .where(
            PasskeyRow.id == passkey_id,
            PasskeyRow.person_id == person_id,
            PasskeyRow.ended_at.is_(None),
        )
        .with_for_update()
    )
    if row is not None:
        row.ended_at = at
    return row
