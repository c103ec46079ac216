"""A company directory becomes rows, again and again the same; a cycle opens once."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import URL
from typer.testing import CliRunner

from gates.chain import first_break
from graphs.versions import GRAPH_VERSIONS
from planning.company import Company
from planning.directory import read_company
from planning.directory_problems import CompanyDirectoryUnusable
from runtime.commands import application
from runtime.company_files import save_company
from runtime.halden import halden_foods
from runtime.loading import load_directory
from runtime.office import Office
from runtime.opening import AnotherCycleIsOpen, CompanyUnknown, inputs_due_at, open_cycle
from runtime.powers import limits_of
from store import ledger
from store.authorities import purse_of
from store.directory import directory_of
from store.tables.cycles import CaseRow, CycleRow
from store.tables.ledger import LedgerEventRow
from store.tables.people import CompanyRow, PersonRow
from tests import stage

NOVEMBER = date(2026, 11, 1)
DECEMBER = date(2026, 12, 1)


@pytest.fixture(scope="module")
def halden() -> Company:
    return halden_foods()


@pytest.fixture
def directory(halden: Company, tmp_path: Path) -> Path:
    save_company(halden, tmp_path / "halden")
    return tmp_path / "halden"


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = replace(stage.office_at(empty_database), now=lambda: stage.NOW)
    yield opened
    opened.close()


def kinds(office: Office, company_id: int) -> list[str]:
    with office.sessions(company_id) as session:
        assert (
            first_break(ledger.links(session, company_id), ledger.head(session, company_id)) is None
        )
        return [row.kind for row in session.query(LedgerEventRow).order_by(LedgerEventRow.seq)]


def people(office: Office, company_id: int) -> dict[str, PersonRow]:
    with office.sessions(company_id) as session:
        return {row.key: row for row in session.query(PersonRow)}


def test_what_is_loaded_is_the_company(office: Office, directory: Path, halden: Company) -> None:
    company_id = load_directory(office, directory)
    with office.sessions(company_id) as session:
        row = session.get_one(CompanyRow, company_id)
        assert (row.slug, row.timezone) == ("halden-foods", "Europe/Copenhagen")
        assert read_company(row.master_data) == halden
    loaded = people(office, company_id)
    assert {key: row.manager_key for key, row in loaded.items()} == {
        person.key: person.manager for person in halden.people
    }
    assert kinds(office, company_id) == ["company_loaded"]


def test_loading_it_again_changes_nothing(office: Office, directory: Path) -> None:
    company_id = load_directory(office, directory)
    before = {key: row.id for key, row in people(office, company_id).items()}
    assert load_directory(office, directory) == company_id
    assert {key: row.id for key, row in people(office, company_id).items()} == before
    assert kinds(office, company_id) == ["company_loaded"]


def test_a_change_is_taken_over_and_nobody_is_deleted(
    office: Office, directory: Path, halden: Company
) -> None:
    company_id = load_directory(office, directory)
    erik, franka = (p for p in halden.people if p.key in {"erik", "franka"})
    changed = tuple(
        {
            "erik": replace(erik, email=franka.email, title="Planner"),
            "franka": replace(franka, email=erik.email),
        }.get(person.key, person)
        for person in halden.people
        if person.key != "claire"
    )
    save_company(replace(halden, people=changed), directory)
    assert load_directory(office, directory) == company_id
    loaded = people(office, company_id)
    assert (loaded["erik"].email, loaded["franka"].email) == (franka.email, erik.email)
    assert loaded["erik"].title == "Planner"
    assert "claire" in loaded
    assert kinds(office, company_id) == ["company_loaded", "company_loaded"]
    with office.sessions(company_id) as session:
        last = session.query(LedgerEventRow).filter_by(seq=2).one()
        assert json.loads(last.content)["facts"]["people_no_longer_listed"] == ["claire"]


def test_powers_are_loaded_and_replaced(office: Office, directory: Path, halden: Company) -> None:
    company_id = load_directory(office, directory)
    with office.sessions(company_id) as session:
        owners = directory_of(session, company_id).owners
        assert (owners["family:oat_bars"], owners["region:dach"]) == ("marta", "franka")
        assert purse_of(session, company_id, 0).limits == limits_of(halden)
    save_company(replace(halden, owners=(), authority=()), directory)
    assert load_directory(office, directory) == company_id
    with office.sessions(company_id) as session:
        assert set(directory_of(session, company_id).owners) == {
            "region:nordics",
            "region:dach",
            "region:iberia",
        }
        assert purse_of(session, company_id, 0).limits == ()


def test_a_limit_at_a_gate_there_is_not_is_named(office: Office, directory: Path) -> None:
    authority = directory / "authority.csv"
    authority.write_text(authority.read_text().replace("executive_lock", "executive_lck"))
    with pytest.raises(CompanyDirectoryUnusable, match=r"authority\.csv, row 4, column gate"):
        load_directory(office, directory)


def test_a_broken_cell_is_named_and_nothing_is_loaded(office: Office, directory: Path) -> None:
    items = directory / "items.csv"
    items.write_text(items.read_text().replace(",yes,", ",perhaps,", 1))
    with pytest.raises(CompanyDirectoryUnusable, match=r"items\.csv, row 2, column core"):
        load_directory(office, directory)
    with office.unfenced() as session:
        assert session.query(CompanyRow).count() == 0


def test_an_address_belongs_to_one_person(office: Office, directory: Path, halden: Company) -> None:
    load_directory(office, directory)
    save_company(replace(halden, slug="other"), directory)
    with pytest.raises(CompanyDirectoryUnusable, match=r"people\.csv, row 2, column email"):
        load_directory(office, directory)
    with office.unfenced() as session:
        assert session.query(CompanyRow).count() == 1


def test_a_cycle_opens_once_with_its_case(office: Office, directory: Path) -> None:
    company_id = load_directory(office, directory)
    cycle_id = open_cycle(office, company_id, month=date(2026, 11, 17))
    assert open_cycle(office, company_id, month=NOVEMBER) == cycle_id
    with office.sessions(company_id) as session:
        cycle = session.query(CycleRow).one()
        assert (cycle.name, cycle.month, cycle.step) == ("November 2026", NOVEMBER, "inputs")
        assert cycle.opened_at == stage.NOW
        case = session.query(CaseRow).one()
        assert (case.id, case.kind, case.subject_id) == (f"cycle:{cycle_id}", "cycle", cycle_id)
        assert (case.graph_version, case.playbook) == (GRAPH_VERSIONS["cycle"], cycle.playbook)
    assert kinds(office, company_id) == ["company_loaded", "cycle_opened"]
    with office.unfenced() as session:
        connection = session.connection()
        jobs = connection.exec_driver_sql("select lock from procrastinate_jobs").scalars().all()
        assert jobs == [f"cycle:{cycle_id}"]


def test_one_cycle_at_a_time(office: Office, directory: Path) -> None:
    company_id = load_directory(office, directory)
    cycle_id = open_cycle(office, company_id, month=NOVEMBER)
    with pytest.raises(AnotherCycleIsOpen, match="November 2026"):
        open_cycle(office, company_id, month=DECEMBER)
    with office.sessions(company_id) as session:
        session.get_one(CycleRow, cycle_id).closed_at = stage.NOW
    assert open_cycle(office, company_id, month=DECEMBER) != cycle_id


def test_nobody_is_no_company(office: Office) -> None:
    with pytest.raises(CompanyUnknown):
        open_cycle(office, 4711, month=NOVEMBER)


@pytest.mark.parametrize(
    ("opened_at", "due_at"),
    [
        pytest.param((2026, 11, 4, 8), (2026, 11, 6, 16), id="midweek"),
        pytest.param((2026, 11, 5, 9), (2026, 11, 9, 16), id="over a weekend"),
        pytest.param((2026, 11, 5, 23, 30), (2026, 11, 10, 16), id="past midnight in Copenhagen"),
        pytest.param((2026, 12, 22, 8), (2027, 1, 5, 16), id="over the holidays"),
        pytest.param((2026, 6, 1, 8), (2026, 6, 3, 15), id="summer time"),
    ],
)
def test_inputs_are_due_at_five_on_the_second_working_day(
    halden: Company, opened_at: tuple[int, ...], due_at: tuple[int, ...]
) -> None:
    at = datetime(*opened_at, tzinfo=UTC)  # type: ignore[arg-type,misc]
    assert inputs_due_at(halden, at) == datetime(*due_at, tzinfo=UTC)  # type: ignore[arg-type,misc]


def test_from_the_command_line(
    empty_database: URL, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPWITH_DATABASE_URL", empty_database.render_as_string(hide_password=False))
    run = CliRunner().invoke
    loaded = run(application(), ["company", "load", str(directory), "--json"])
    assert json.loads(loaded.output)["company_id"]
    opened = run(application(), ["cycle", "open", "halden-foods", "--month", "2026-11"])
    assert (opened.exit_code, "November 2026" in opened.output) == (0, True)
    second = run(application(), ["cycle", "open", "halden-foods", "--month", "2026-12"])
    assert (second.exit_code, "November 2026" in second.output) == (1, True)
    nobody = run(application(), ["cycle", "open", "nobody"])
    assert (nobody.exit_code, "nobody" in nobody.output) == (2, True)
    unusable = run(application(), ["company", "load", str(directory / "nowhere")])
    assert (unusable.exit_code, "company.toml" in unusable.output) == (2, True)
