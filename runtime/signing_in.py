"""Web sessions: a random token in the browser, only its SHA-256 in the database."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from gates.canonical import sha256
from runtime.office import Office
from store import web_sessions

LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who is signed in on a browser."""

    person_id: int
    person_key: str
    name: str
    role: str
    company_id: int
    timezone: str


def open_session(office: Office, person_id: int) -> str:
    """Sign the person in and return the token for their browser."""
    token, at = secrets.token_urlsafe(32), office.now()
    with office.unfenced() as session:
        web_sessions.add(
            session, token_sha256=_digest(token), person_id=person_id, at=at, until=at + LASTS
        )
    return token


def signed_in(office: Office, token: str) -> SignedIn | None:
    with office.unfenced() as session:
        return _person(session, token, office)


def _person(session: Session, token: str, office: Office) -> SignedIn | None:
    found = web_sessions.person_of(session, token_sha256=_digest(token), at=office.now())
    if found is None:
        return None
    return SignedIn(
        person_id=found.id,
        person_key=found.key,
        name=found.name,
        role=found.role,
        company_id=found.company_id,
        timezone=found.timezone,
    )


def close_session(office: Office, token: str) -> None:
    with office.unfenced() as session:
        web_sessions.close(session, token_sha256=_digest(token), at=office.now())


def _digest(token: str) -> str:
    return sha256(token.encode())
