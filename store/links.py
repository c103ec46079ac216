"""Links that open one page: made with a letter, found by what their holder shows.

Here those of inputs; `action_links` has the actions' own.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.inputs import InputRequestRow
from store.tables.links import ActionLinkRow, InputLinkRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whoever holds a link acts as this person."""

    company_id: int
    person_id: int
    person_key: str
    person_name: str
    address: str
    timezone: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkHolder(Holder):
    """On this input and nothing else."""

    input_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """What opens, for whom, until when; only the token's digest is kept."""

    token: str
    company_id: int
    subject_id: int
    person_id: int
    until: datetime


def open_link(session: Session, new: NewLink) -> None:
    keep(session, InputLinkRow, new, input_request_id=new.subject_id)


def keep(
    session: Session,
    table: type[InputLinkRow] | type[ActionLinkRow],
    new: NewLink,
    **opens: int,
) -> None:
    """A link's row; `opens` names what it opens as its table does. Safe to repeat."""
    session.execute(
        insert(table)
        .values(
            token_sha256=digest(new.token),
            company_id=new.company_id,
            person_id=new.person_id,
            expires_at=new.until,
            **opens,
        )
        .on_conflict_do_nothing()
    )


def find_holder(session: Session, token: str, *, at: datetime) -> LinkHolder | None:
    """Nobody where it is unknown, over, or its person no longer owns the input."""
    row = session.execute(
        select(InputLinkRow, PersonRow)
        .join(PersonRow, PersonRow.id == InputLinkRow.person_id)
        .join(InputRequestRow, InputRequestRow.id == InputLinkRow.input_request_id)
        .where(
            InputLinkRow.token_sha256 == digest(token),
            InputLinkRow.expires_at > at,
            InputRequestRow.owner_id == InputLinkRow.person_id,
        )
    ).one_or_none()
    if row is None:
        return None
    link, who = row
    return LinkHolder(input_id=link.input_request_id, **about(who))


def about(who: PersonRow) -> dict[str, Any]:
    """Whom a holder acts as."""
    return {
        "company_id": who.company_id,
        "person_id": who.id,
        "person_key": who.key,
        "person_name": who.name,
        "address": who.email,
        "timezone": who.timezone,
        "language": who.language,
    }


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
