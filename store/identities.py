"""Who is who at a provider: bound once, by an address the provider vouches for."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.tables.accounts import IdentityRow
from store.tables.people import PersonRow


def bound_to(session: Session, issuer: str, subject: str) -> PersonRow | None:
    return session.scalar(
        select(PersonRow)
        .join(IdentityRow, IdentityRow.person_id == PersonRow.id)
        .where(IdentityRow.issuer == issuer, IdentityRow.subject == subject)
    )


def by_address(session: Session, email: str) -> PersonRow | None:
    return session.scalar(select(PersonRow).where(func.lower(PersonRow.email) == email))


def is_bound(session: Session, person_id: int, issuer: str) -> bool:
    """Whether the provider knew them under another name already."""
    found = select(IdentityRow.id).where(
        IdentityRow.person_id == person_id, IdentityRow.issuer == issuer
    )
    return session.scalar(found) is not None


def bind(session: Session, person: PersonRow, issuer: str, subject: str, *, at: datetime) -> None:
    session.add(
        IdentityRow(
            company_id=person.company_id,
            person_id=person.id,
            issuer=issuer,
            subject=subject,
            made_at=at,
        )
    )
