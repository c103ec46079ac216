"""Links that open one input's page: made with a letter, found by what its holder shows."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.inputs import InputRequestRow
from store.tables.links import InputLinkRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkHolder:
    """Whoever holds the link acts as this person, on this input and nothing else."""

    company_id: int
    input_id: int
    person_id: int
    person_key: str
    person_name: str
    address: str
    timezone: str
    language: str


def open_link(
    session: Session,
    *,
    token: str,
    company_id: int,
    input_id: int,
    person_id: int,
    until: datetime,
) -> None:
    session.execute(
        insert(InputLinkRow)
        .values(
            token_sha256=digest(token),
            company_id=company_id,
            input_request_id=input_id,
            person_id=person_id,
            expires_at=until,
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
    return LinkHolder(
        company_id=link.company_id,
        input_id=link.input_request_id,
        person_id=who.id,
        person_key=who.key,
        person_name=who.name,
        address=who.email,
        timezone=who.timezone,
        language=who.language,
    )


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
