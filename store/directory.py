"""The directory of a company as gates read it: who may sit, and who owns what."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gates.access import may_sit
from gates.people import Role
from gates.seating import Directory, Member
from store.tables.people import CompanyRow, OwnerRow, PersonRow

VERSION_SHOWN_CHARACTERS = 12


def directory_of(session: Session, company_id: int) -> Directory:
    """Who may sit, in the order they were listed, and the owners of things a brief can be about."""
    rows = session.scalars(
        select(PersonRow).where(PersonRow.company_id == company_id).order_by(PersonRow.id)
    ).all()
    owned = session.execute(
        select(OwnerRow.kind, OwnerRow.code, PersonRow.key)
        .join(PersonRow, PersonRow.id == OwnerRow.person_id)
        .where(OwnerRow.company_id == company_id)
    )
    version = session.scalar(select(CompanyRow.data_version).where(CompanyRow.id == company_id))
    return Directory(
        members=tuple(_member(row) for row in rows if may_sit(Role(row.role))),
        owners={f"{kind}:{code}": key for kind, code, key in owned},
        version=(version or "")[:VERSION_SHOWN_CHARACTERS],
    )


def _member(row: PersonRow) -> Member:
    return Member(
        key=row.key,
        name=row.name,
        title=row.title,
        role=Role(row.role),
        manager=row.manager_key,
    )


def set_owners(session: Session, company_id: int, owners: dict[tuple[str, str], str]) -> None:
    """Replace who owns what; keys are kind and code, values people's keys."""
    ids: dict[str, int] = {
        row.key: row.id
        for row in session.scalars(select(PersonRow).where(PersonRow.company_id == company_id))
    }
    session.execute(delete(OwnerRow).where(OwnerRow.company_id == company_id))
    session.add_all(
        OwnerRow(company_id=company_id, kind=kind, code=code, person_id=ids[key])
        for (kind, code), key in owners.items()
    )
