"""Finding people: by key, by role, by what they own."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gates.errors import NobodyMaySit, NotYourDecision
from gates.letter_hours import Habits
from gates.people import Role
from store.tables.gates import SeatRow
from store.tables.people import CompanyRow, PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A person as a letter and a gate need them."""

    person_id: int
    key: str
    name: str
    email: str
    timezone: str
    language: str = "en"
    """In which letters to them are written."""
    role: Role
    title: str
    manager_key: str | None
    habits: Habits
    """At which hours letters reach them."""


def person_by_key(session: Session, company_id: int, key: str) -> PersonRow:
    """The person of this company; a key of another company is nobody here."""
    found = session.scalar(
        select(PersonRow).where(PersonRow.company_id == company_id, PersonRow.key == key)
    )
    if found is None:
        raise NotYourDecision
    return found


def addressee(row: PersonRow) -> Addressee:
    return Addressee(
        person_id=row.id,
        key=row.key,
        name=row.name,
        email=row.email,
        timezone=row.timezone,
        language=row.language,
        role=Role(row.role),
        title=row.title,
        manager_key=row.manager_key,
        habits=Habits(
            timezone=row.timezone,
            digest_hour=row.digest_hour,
            digest_days=frozenset(row.digest_days),
            quiet_from=row.quiet_from,
            quiet_until=row.quiet_until,
        ),
    )


def everyone(session: Session, company_id: int) -> tuple[Addressee, ...]:
    rows = session.scalars(
        select(PersonRow).where(PersonRow.company_id == company_id).order_by(PersonRow.id)
    )
    return tuple(addressee(row) for row in rows)


def by_id(session: Session, person_id: int) -> Addressee:
    return addressee(session.get_one(PersonRow, person_id))


def by_key(session: Session, company_id: int, key: str) -> Addressee:
    return addressee(person_by_key(session, company_id, key))


def one_letter_at_a_time(session: Session, person_id: int) -> None:
    """First in a transaction: who else reminds this person waits for its end, and sees it then."""
    session.get_one(PersonRow, person_id, with_for_update={"key_share": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatHeld:
    """Who sits in a request, as what."""

    key: str
    role: Role
    accountable: bool


def seats_of(session: Session, request_id: UUID) -> list[SeatHeld]:
    rows = session.execute(
        select(PersonRow.key, PersonRow.role, SeatRow.accountable)
        .join(SeatRow, SeatRow.person_id == PersonRow.id)
        .where(SeatRow.request_id == request_id)
        .order_by(SeatRow.id)
    )
    return [SeatHeld(key=k, role=Role(role), accountable=a) for k, role, a in rows]


def companies(session: Session) -> Sequence[CompanyRow]:
    """Every company of this database."""
    return session.scalars(select(CompanyRow).order_by(CompanyRow.id)).all()


def holders(session: Session, company_id: int, roles: Sequence[Role]) -> tuple[Addressee, ...]:
    """Everyone who holds one of the roles."""
    return tuple(who for who in everyone(session, company_id) if who.role in roles)


def first_holder(session: Session, company_id: int, roles: Sequence[Role]) -> Addressee:
    """Who holds the first of the roles that anybody holds; nobody's is the last one's refusal."""
    for role in roles:
        if found := holders(session, company_id, [role]):
            return found[0]
    return holder(session, company_id, roles[-1])


def holder(session: Session, company_id: int, role: Role) -> Addressee:
    """The first who holds the role. Raises `NobodyMaySit` where nobody does."""
    found = holders(session, company_id, [role])
    if not found:
        raise NobodyMaySit(f"Nobody is {role.value.replace('_', ' ')}.")
    return found[0]
