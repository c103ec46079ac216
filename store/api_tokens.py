"""Tokens of programs: found by their digest while they last, ended by whose they are."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables.accounts import ApiTokenRow
from store.tables.people import PersonRow

USED_EVERY = timedelta(minutes=1)


def holder(session: Session, digest: str, *, at: datetime) -> tuple[ApiTokenRow, PersonRow] | None:
    """The token and whose it is, and note that it was used: to the minute."""
    found = session.execute(
        select(ApiTokenRow, PersonRow)
        .join(PersonRow, PersonRow.id == ApiTokenRow.person_id)
        .where(
            ApiTokenRow.token_sha256 == digest,
            ApiTokenRow.ended_at.is_(None),
            ApiTokenRow.expires_at > at,
        )
    ).one_or_none()
    if found is None:
        return None
    token, person = found
    if token.used_at is None or at - token.used_at >= USED_EVERY:
        token.used_at = at
    return token, person


def of_person(session: Session, person_id: int, *, at: datetime) -> Sequence[ApiTokenRow]:
    return session.scalars(
        select(ApiTokenRow)
        .where(
            ApiTokenRow.person_id == person_id,
            ApiTokenRow.ended_at.is_(None),
            ApiTokenRow.expires_at > at,
        )
        .order_by(ApiTokenRow.id)
    ).all()


def end(session: Session, person_id: int, token_id: int, *, at: datetime) -> ApiTokenRow | None:
    """End one of theirs; None where it isn't."""
    row = session.scalar(
        select(ApiTokenRow)
        .where(
            ApiTokenRow.id == token_id,
            ApiTokenRow.person_id == person_id,
            ApiTokenRow.ended_at.is_(None),
        )
        .with_for_update()
    )
    if row is not None:
        row.ended_at = at
    return row
