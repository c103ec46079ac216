"""Reply tickets: whose answer to which case a reply address brings. Tokens are never kept."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gates.people import Role
from store.tables.effects import ReplyTicketRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """The one person whose answer a reply address takes, and the case it belongs to."""

    company_id: int
    case_id: str
    person_id: int
    person_key: str
    role: Role
    address: str
    timezone: str
    request_id: UUID | None = None
    """The one request it answers, and ends with."""
    brief_sha256: str | None = None
    """The brief that the letter showed."""


def ticket_id(case_id: str, person_key: str) -> str:
    """What a reply token is derived from: the same person in the same case has one address.

    >>> ticket_id("input_request:7", "nora")
    'input_request:7/nora'
    """
    return f"{case_id}/{person_key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decides:
    """A ticket of its own for one request, as one brief showed it."""

    request_id: UUID
    brief_sha256: str

    @property
    def subject(self) -> str:
        """What its token is derived from, in place of the case."""
        return f"request:{self.request_id}/{self.brief_sha256}"


def open_ticket(
    session: Session,
    *,
    token: str,
    company_id: int,
    person_id: int,
    case_id: str,
    decides: Decides | None = None,
) -> None:
    """Let answers to this token come to the case. Safe to repeat; only the digest is kept."""
    session.execute(
        insert(ReplyTicketRow)
        .values(
            token_sha256=_digest(token),
            company_id=company_id,
            person_id=person_id,
            case_id=case_id,
            request_id=decides.request_id if decides else None,
            brief_sha256=decides.brief_sha256 if decides else None,
        )
        .on_conflict_do_nothing()
    )


def find_ticket(session: Session, token: str) -> Ticket | None:
    """The ticket of a token, or None for one that isn't ours."""
    found = session.execute(
        select(ReplyTicketRow, PersonRow)
        .join(PersonRow, PersonRow.id == ReplyTicketRow.person_id)
        .where(ReplyTicketRow.token_sha256 == _digest(token))
    ).one_or_none()
    if found is None:
        return None
    row, person = found
    return Ticket(
        company_id=person.company_id,
        case_id=row.case_id,
        person_id=person.id,
        person_key=person.key,
        role=Role(person.role),
        address=person.email,
        timezone=person.timezone,
        request_id=row.request_id,
        brief_sha256=row.brief_sha256,
    )


def _digest(token: str) -> str:
    """As `mail.tokens.token_digest`, which this folder may not import; a test holds them equal."""
    return sha256(token.lower().encode()).hexdigest()
