"""Web sessions: a random token in the browser, only its digest in the database."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import select

from runtime.office import Office
from store.tables.people import PersonRow, WebSessionRow

SESSION_LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who is looking. Everything they see is looked up inside their company."""

    person_id: int
    person_key: str
    name: str
    role: str
    title: str
    company_id: int
    timezone: str


def open_session(office: Office, person_id: int) -> str:
    """Sign a person in; returns the token their browser keeps."""
    token = token_urlsafe(32)
    at = office.now()
    with office.unfenced() as session:
        session.add(
            WebSessionRow(
                token_sha256=_digest(token),
                person_id=person_id,
                opened_at=at,
                expires_at=at + SESSION_LASTS,
            )
        )
    return token


def signed_in(office: Office, token: str) -> SignedIn | None:
    """Who holds this token, or None when it is unknown, closed or too old."""
    at = office.now()
    with office.unfenced() as session:
        person = session.scalar(
            select(PersonRow)
            .join(WebSessionRow, WebSessionRow.person_id == PersonRow.id)
            .where(
                WebSessionRow.token_sha256 == _digest(token),
                WebSessionRow.closed_at.is_(None),
                WebSessionRow.expires_at > at,
            )
        )
        if person is None:
            return None
        return SignedIn(
            person_id=person.id,
            person_key=person.key,
            name=person.name,
            role=person.role,
            title=person.title,
            company_id=person.company_id,
            timezone=person.timezone,
        )


def close_session(office: Office, token: str) -> None:
    """Sign out. Closing a closed or unknown session changes nothing."""
    at = office.now()
    with office.unfenced() as session:
        row = session.get(WebSessionRow, _digest(token))
        if row is not None and row.closed_at is None:
            row.closed_at = at


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
