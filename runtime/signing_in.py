"""Web sessions: a random token in the browser, only its digest in the database."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import select

from gates.tiers import Assurance
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
    stepped_up_at: datetime
    """When they last proved who they are; signing in does."""


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
                stepped_up_at=at,
            )
        )
    return token


def signed_in(office: Office, token: str) -> SignedIn | None:
    """Who holds this token, or None when it is unknown, closed or too old."""
    at = office.now()
    with office.unfenced() as session:
        found = session.execute(
            select(PersonRow, WebSessionRow.stepped_up_at)
            .join(WebSessionRow, WebSessionRow.person_id == PersonRow.id)
            .where(
                WebSessionRow.token_sha256 == _digest(token),
                WebSessionRow.closed_at.is_(None),
                WebSessionRow.expires_at > at,
            )
        ).one_or_none()
        if found is None:
            return None
        person, stepped_up_at = found
        return looking(person, stepped_up_at)


def looking(person: PersonRow, stepped_up_at: datetime) -> SignedIn:
    """A person as the one who looks."""
    return SignedIn(
        person_id=person.id,
        person_key=person.key,
        name=person.name,
        role=person.role,
        title=person.title,
        company_id=person.company_id,
        timezone=person.timezone,
        stepped_up_at=stepped_up_at,
    )


def assurance_of(office: Office, person: SignedIn) -> Assurance:
    """How surely we know that it is they who use this browser now."""
    lasts = timedelta(minutes=office.settings.step_up_minutes)
    fresh = office.now() < person.stepped_up_at + lasts
    return Assurance.STEPPED_UP if fresh else Assurance.SESSION


def prove_again(office: Office, token: str, person_id: int) -> bool:
    """The holder of the session signed in once more; anybody else changes nothing."""
    at = office.now()
    with office.unfenced() as session:
        row = session.get(WebSessionRow, _digest(token))
        its_own = row is not None and row.person_id == person_id
        if row is None or not its_own or row.closed_at is not None or row.expires_at <= at:
            return False
        row.stepped_up_at = at
        return True


def close_session(office: Office, token: str) -> None:
    """Sign out. Closing a closed or unknown session changes nothing."""
    at = office.now()
    with office.unfenced() as session:
        row = session.get(WebSessionRow, _digest(token))
        if row is not None and row.closed_at is None:
            row.closed_at = at


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
