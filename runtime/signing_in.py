"""Web sessions: a random token in the browser, only its digest in the database.

A session ends by itself twelve hours after it began, or when the browser was left alone for two
(both are settings). Its token changes whenever its holder proves anew who they are.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from secrets import token_urlsafe

from gates.tiers import Assurance
from runtime.office import Office
from store import web_sessions
from store.tables.accounts import WebSessionRow
from store.tables.people import PersonRow
from store.web_sessions import Moment

BROWSER_MAX_CHARS = 200


class Way(StrEnum):
    """How somebody signed in."""

    DEMO = "demo"
    PASSKEY = "passkey"
    PROVIDER = "provider"


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
    language: str = "en"
    advances: bool = False
    """Whether what waits next opens by itself when they have answered."""


def moment(office: Office) -> Moment:
    idle = timedelta(minutes=office.settings.session_idle_minutes)
    return Moment(at=office.now(), idle=idle)


def open_session(
    office: Office, person_id: int, *, way: Way = Way.DEMO, browser: str = "", before: str = ""
) -> str:
    """Sign a person in; returns the token their browser keeps.

    The session the browser had `before` ends: a token somebody else knew of is worth nothing.
    """
    token = token_urlsafe(32)
    at = office.now()
    close_session(office, before)
    with office.unfenced() as session:
        session.add(
            WebSessionRow(
                token_sha256=digest(token),
                person_id=person_id,
                opened_at=at,
                expires_at=at + timedelta(hours=office.settings.session_hours),
                seen_at=at,
                stepped_up_at=at,
                way=way.value,
                browser=browser[:BROWSER_MAX_CHARS],
            )
        )
    return token


def signed_in(office: Office, token: str) -> SignedIn | None:
    """Who holds this token, or None when it is unknown, closed, left alone or too old."""
    with office.unfenced() as session:
        found = web_sessions.holder(session, digest(token), moment(office))
    return looking(*found) if found else None


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
        language=person.language,
        advances=person.advances,
    )


def assurance_of(office: Office, person: SignedIn) -> Assurance:
    """How surely we know that it is they who use this browser now."""
    lasts = timedelta(minutes=office.settings.step_up_minutes)
    fresh = office.now() < person.stepped_up_at + lasts
    return Assurance.STEPPED_UP if fresh else Assurance.SESSION


def prove_again(office: Office, token: str, person_id: int) -> str | None:
    """The holder of the session proved anew who they are: the token that counts from now on.

    For anybody else nothing changes, and there is none.
    """
    when, fresh = moment(office), token_urlsafe(32)
    with office.unfenced() as session:
        row = web_sessions.locked(session, digest(token), when)
        if row is None or row.person_id != person_id:
            return None
        row.token_sha256 = digest(fresh)
        row.stepped_up_at = row.seen_at = when.at
        return fresh


def close_session(office: Office, token: str) -> None:
    """Sign out. Closing a closed or unknown session changes nothing."""
    at = office.now()
    with office.unfenced() as session:
        row = session.get(WebSessionRow, digest(token))
        if row is not None and row.closed_at is None:
            row.closed_at = at


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
