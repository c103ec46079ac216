"""Finding people and companies."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gates.errors import NotYourDecision
from store.tables.people import PersonRow


def person_by_key(session: Session, company_id: int, key: str) -> PersonRow:
    """The person of this company; a key of another company is nobody here."""
    found = session.scalar(
        select(PersonRow).where(PersonRow.company_id == company_id, PersonRow.key == key)
    )
    if found is None:
        raise NotYourDecision
    return found
