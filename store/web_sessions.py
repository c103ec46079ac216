"""Web sessions by the digest of their token."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.tables.people import PersonRow, WebSessionRow


def add(
    session: Session, *, token_sha256: str, person_id: int, at: datetime, until: datetime
) -> None:
    session.add(
        WebSessionRow(
            token_sha256=token_sha256, person_id=person_id, opened_at=at, expires_at=until
        )
    )


def person_of(session: Session, *, token_sha256: str, at: datetime) -> PersonRow | None:
    """Who opened it, while it is neither closed nor expired."""
    return session.scalar(
        select(PersonRow)
        .join(WebSessionRow, WebSessionRow.person_id == PersonRow.id)
        .where(
            WebSessionRow.token_sha256 == token_sha256,
            WebSessionRow.closed_at.is_(None),
            WebSessionRow.expires_at > at,
        )
    )


def close(session: Session, *, token_sha256: str, at: datetime) -> None:
    session.execute(
        update(WebSessionRow)
        .where(WebSessionRow.token_sha256 == token_sha256, WebSessionRow.closed_at.is_(None))
        .values(closed_at=at)
    )
