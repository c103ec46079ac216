"""Rows of signed-in browsers: kept, found while they last, renamed and ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import Session

from store.tables.accounts import WebSessionRow
from store.tables.people import PersonRow

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is known when a browser was last there: a write a minute, not one a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When we look, and how long a browser may be left alone."""

    at: datetime
    idle: timedelta


def lasting(when: Moment) -> ColumnElement[bool]:
    return and_(
        WebSessionRow.closed_at.is_(None),
        WebSessionRow.expires_at > when.at,
        WebSessionRow.seen_at > when.at - when.idle,
    )


def holder(session: Session, digest: str, when: Moment) -> tuple[PersonRow, datetime] | None:
    """Whose token this is and when they last proved it, and note that they were here."""
    found = session.execute(
        select(PersonRow, WebSessionRow.stepped_up_at, WebSessionRow.seen_at)
        .join(WebSessionRow, WebSessionRow.person_id == PersonRow.id)
        .where(WebSessionRow.token_sha256 == digest, lasting(when))
    ).one_or_none()
    if found is None:
        return None
    person, stepped_up_at, seen_at = found
    if when.at - seen_at >= SEEN_EVERY:
        session.execute(
            update(WebSessionRow)
            .where(WebSessionRow.token_sha256 == digest)
            .values(seen_at=when.at)
        )
    return person, stepped_up_at


def locked(session: Session, digest: str, when: Moment) -> WebSessionRow | None:
    return session.scalar(
        select(WebSessionRow)
        .where(WebSessionRow.token_sha256 == digest, lasting(when))
        .with_for_update()
    )


def of_person(session: Session, person_id: int, when: Moment) -> Sequence[WebSessionRow]:
    """Where they are signed in, the latest seen first."""
    return session.scalars(
        select(WebSessionRow)
        .where(WebSessionRow.person_id == person_id, lasting(when))
        .order_by(WebSessionRow.seen_at.desc(), WebSessionRow.token_sha256)
    ).all()


def end(
    session: Session, person_id: int, when: Moment, *, only: str = "", but: str = ""
) -> list[str]:
    """End their sessions, one or all or all but one; returns the digests of those ended."""
    ended = (
        update(WebSessionRow)
        .where(WebSessionRow.person_id == person_id, lasting(when))
        .where(WebSessionRow.token_sha256 != but)
        .values(closed_at=when.at)
        .returning(WebSessionRow.token_sha256)
    )
    if only:
        ended = ended.where(WebSessionRow.token_sha256 == only)
    return list(session.scalars(ended))
