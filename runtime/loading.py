"""Loading a company directory: its master data, its people, and the beginning of its history."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gates.canonical import Json, canonical_json, sha256
from gates.chain import Channel
from gates.people import SYSTEM
from graphs.opening_cases import start_in
from graphs.telling_slip import DATA, SLIPPED, SLIPS
from planning.company import Company, Person
from planning.directory import read_company
from planning.directory_problems import CompanyDirectoryUnusable, Problem
from planning.slips import slips
from runtime.company_files import read_files
from runtime.office import Office
from runtime.powers import refuse_unknown_gates, write_powers
from store import changes, company_data, ledger
from store.changes import NewChange
from store.ledger import Occasion
from store.tables.people import CompanyRow, PersonRow

FIRST_ROW = 2
"""Rows count as a text editor counts lines: the header is row 1."""


def load_directory(office: Office, directory: Path) -> int:
    """Load a company directory and return the company's id. Loading it again changes nothing.

    Raises `CompanyDirectoryUnusable` with file, row and column of everything to correct.
    """
    return load_files(office, read_files(directory))


def load_files(office: Office, files: Mapping[str, str]) -> int:
    """Load a company from its directory's files by name."""
    company = read_company(files)
    refuse_unknown_gates(company)
    at = office.now()
    with office.unfenced() as session:
        row = _company_row(session, company)
        same, slipped = row.master_data == files, _slipped(row, company)
        version = sha256(canonical_json(cast("Json", dict(files))))
        row.name, row.timezone, row.master_data = company.name, company.timezone, dict(files)
        row.data_version = version
        company_data.keep(session, row.id, version, files)
        left_out = _update_people(session, company, row.id)
        write_powers(session, company, row.id)
        ledger.begin(session, row.id)
        if not same:
            event = ledger.append(
                session,
                Occasion(
                    company_id=row.id,
                    channel=Channel.COMMAND_LINE,
                    case_id=None,
                    brief_sha256=None,
                ),
                at=at,
                kind="company_loaded",
                actor=SYSTEM,
                subject=f"company:{company.slug}",
                facts={
                    "files_sha256": version,
                    "people": [person.key for person in company.people],
                    "people_no_longer_listed": list[Json](left_out),
                },
            )
            _look_at_decisions(office, session, row.id, {"ledger_event": event} | slipped)
        return row.id


def _slipped(row: CompanyRow, company: Company) -> dict[str, Json]:
    """What the open orders say that they didn't before, where there was a before."""
    if not row.master_data:
        return {}
    try:
        before = read_company(row.master_data)
    except CompanyDirectoryUnusable:  # loaded by an earlier version, whose rules were others
        return {}
    found = SLIPS.dump_python([*slips(before, company)], mode="json")
    return {SLIPPED: found} if found else {}


def _look_at_decisions(
    office: Office, session: Session, company_id: int, facts: dict[str, Json]
) -> None:
    """What open cycles have decided may rest on the data: each gets a case that looks."""
    for cycle in changes.open_cycles(session, company_id):
        new = NewChange(
            key=f"data/{facts['ledger_event']}", kind=DATA, at=office.now(), facts=facts
        )
        if (change_id := changes.note(session, cycle, new)) is not None:
            start_in(office.tools, session, cycle, "change", change_id)


def _company_row(session: Session, company: Company) -> CompanyRow:
    """The company's row, new or not, locked until the transaction ends."""
    session.execute(
        insert(CompanyRow)
        .values(
            slug=company.slug,
            name=company.name,
            timezone=company.timezone,
            master_data={},
            data_version="",
        )
        .on_conflict_do_nothing()
    )
    return session.scalars(
        select(CompanyRow).where(CompanyRow.slug == company.slug).with_for_update()
    ).one()


def _update_people(session: Session, company: Company, company_id: int) -> list[str]:
    """Add and update the people; returns the keys of those no longer listed.

    Nobody is deleted: what they decided stays theirs.
    """
    _refuse_shared_addresses(session, company, company_id)
    rows = {
        row.key: row
        for row in session.scalars(select(PersonRow).where(PersonRow.company_id == company_id))
    }
    for person in company.people:
        if person.key in rows and rows[person.key].email != person.email:
            rows[person.key].email = f"{person.key}@moving.{company_id}.invalid"
    session.flush()  # two people may have swapped addresses
    for person in company.people:
        row = rows.get(person.key) or PersonRow(company_id=company_id, key=person.key)
        _write(row, person)
        session.add(row)
    session.flush()
    return sorted(rows.keys() - {person.key for person in company.people})


def _write(row: PersonRow, person: Person) -> None:
    row.name = person.name
    row.email = person.email
    row.role = person.role
    row.title = person.title
    row.timezone = person.timezone
    row.language = person.language or "en"
    row.manager_key = person.manager


def _refuse_shared_addresses(session: Session, company: Company, company_id: int) -> None:
    """One address is one person, or a reply couldn't be told apart."""
    listed = {person.key for person in company.people}
    counted = Counter(person.email for person in company.people)
    elsewhere = select(PersonRow).where(PersonRow.email.in_(counted))
    strangers = {
        row.email
        for row in session.scalars(elsewhere)
        if row.company_id != company_id or row.key not in listed
    }
    problems = tuple(
        Problem(
            file="people.csv",
            row=row,
            column="email",
            read=person.email,
            wrong="somebody else has this address; write one of their own",
        )
        for row, person in enumerate(company.people, start=FIRST_ROW)
        if person.email in strangers or counted[person.email] > 1
    )
    if problems:
        raise CompanyDirectoryUnusable(problems)
