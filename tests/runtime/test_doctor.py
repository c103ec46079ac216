"""`sopwith doctor` names what isn't well and what to do, and fails only then."""

import json
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from psycopg import Connection
from sqlalchemy.engine import URL
from typer.testing import CliRunner

from runtime import database
from runtime.commands import application
from runtime.office import Office
from runtime.settings import Settings
from runtime.signing_key import signing_key
from runtime.sweeping import start_case
from store import clock, effects
from store.effects import NewEffect
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow
from tests import stage

Look = Callable[[], tuple[int, dict[str, dict[str, Any]]]]


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = stage.office_at(empty_database)
    yield opened
    opened.close()


@pytest.fixture
def look(empty_database: URL, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Runs the command on this test's database: exit code, and what isn't well by name."""
    waits_for_its_disk(empty_database, "on")
    monkeypatch.setenv("SOPWITH_DATABASE_URL", empty_database.render_as_string(hide_password=False))

    def run() -> tuple[int, dict[str, dict[str, Any]]]:
        result = CliRunner().invoke(application(), ["doctor", "--json"])
        assert result.stdout, result.output + repr(result.exception)
        found = json.loads(result.stdout)
        return result.exit_code, {line["name"]: line for line in found if not line["well"]}

    return run


def sql(url: URL, statement: str) -> None:
    with Connection.connect(database.plain(url), autocommit=True) as admin:
        admin.execute(statement.encode())


def waits_for_its_disk(url: URL, setting: str) -> None:
    sql(url, f'alter database "{url.database}" set synchronous_commit = {setting}')


def paused(office: Office, **changes: Any) -> str:
    """A case that waits, as it was left; returns its id."""
    company_id = stage.set_up_company(office)
    row = stage.case_row(office, company_id)
    for name, value in ({"state": "waiting", "rings": 1, "seen": 1} | changes).items():
        setattr(row, name, value)
    with office.sessions(company_id) as session:
        session.add(row)
        return row.id


def test_all_is_well(office: Office, look: Look) -> None:
    paused(office)
    assert look() == (0, {})
    lines = CliRunner().invoke(application(), ["doctor"]).stdout.splitlines()
    assert "✓ open cases: 1 cycle 1" in lines
    assert all(line.startswith("✓ ") for line in lines)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"graph_version": "0"}, id="a shape this code doesn't run"),
        pytest.param({"kind": "input_request", "graph_version": "99"}, id="a shape of the future"),
    ],
)
def test_a_stranded_case_is_listed(office: Office, look: Look, changes: dict[str, str]) -> None:
    case_id = paused(office, **changes)
    code, found = look()
    assert (code, list(found)) == (1, ["cases"])
    assert case_id in found["cases"]["said"]


def test_a_kind_nobody_runs_is_listed(
    office: Office, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused(office)
    monkeypatch.setattr("runtime.stranding.GRAPH_VERSIONS", {"follow_up": "1"})
    code, found = look()
    assert (code, list(found)) == (1, ["cases"])
    assert "no such graph" in found["cases"]["said"]


def test_a_stranded_case_is_listed_before_the_database_is_migrated(
    office: Office, empty_database: URL, look: Look
) -> None:
    paused(office, graph_version="0")
    sql(empty_database, "update alembic_version set version_num = '0006'")
    assert list(look()[1]) == ["migrations", "cases"]


def test_a_failed_case_is_told_with_its_reason(office: Office, look: Look) -> None:
    since = stage.NOW
    case_id = paused(office, state="failed", problem="The file was gone.", problem_since=since)
    code, found = look()
    assert (code, list(found)) == (1, ["failed case"])
    said = f"{case_id} since 2026-11-05 09:40 UTC: The file was gone."
    assert found["failed case"]["said"] == said
    assert found["failed case"]["remedy"].endswith(f"sopwith case retry {case_id}")


def test_a_case_that_tries_again_is_told(office: Office, look: Look) -> None:
    paused(office, rings=2, problem="The file was gone.")
    with office.unfenced() as session:
        case = session.query(CaseRow).one()
        office.defer(session, case.id, case.company_id)
        session.connection().exec_driver_sql("insert into procrastinate_workers default values")
    assert list(look()[1]) == ["failing case"]


@pytest.mark.parametrize("state", ["unknown", "failed"])
def test_a_stuck_effect_is_told(office: Office, look: Look, state: str) -> None:
    company_id = stage.set_up_company(office)
    effect = NewEffect(key="brief-7", kind="mail", content={}, held_until=stage.NOW)
    with office.sessions(company_id) as session:
        effects.hold(session, company_id, effect, at=stage.NOW)
        session.query(EffectRow).one().state = state
    code, found = look()
    assert (code, list(found)) == (1, ["effects"])
    assert f"brief-7 {state}" in found["effects"]["said"]


def test_work_that_waits_for_nobody(office: Office, look: Look) -> None:
    company_id = stage.set_up_company(office)
    start_case(office, stage.case_row(office, company_id))
    code, found = look()
    assert (code, list(found)) == (1, ["workers"])
    assert "sopwith worker" in found["workers"]["remedy"]
    with office.unfenced() as session:
        session.connection().exec_driver_sql("insert into procrastinate_workers default values")
    assert look() == (0, {})


def test_a_case_whose_job_was_given_up(office: Office, empty_database: URL, look: Look) -> None:
    company_id = stage.set_up_company(office)
    start_case(office, stage.case_row(office, company_id))
    sql(empty_database, "update procrastinate_jobs set status = 'failed'")
    code, found = look()
    assert (code, list(found)) == (1, ["lost case"])


def test_a_given_up_job_of_no_case(empty_database: URL, look: Look) -> None:
    sql(
        empty_database,
        "insert into procrastinate_jobs (queue_name, task_name, status)"
        " values ('default', 'sweep', 'failed')",
    )
    code, found = look()
    assert (code, list(found)) == (1, ["failed jobs"])
    assert "1 of sweep" in found["failed jobs"]["said"]


def test_a_server_that_does_not_wait_for_its_disk(empty_database: URL, look: Look) -> None:
    waits_for_its_disk(empty_database, "off")
    code, found = look()
    assert (code, list(found)) == (1, ["durability"])
    assert "synchronous_commit" in found["durability"]["said"]


@pytest.mark.parametrize(
    ("revision", "remedy"),
    [
        pytest.param("0001", "it migrates first", id="older"),
        pytest.param("from_the_future", "update Sopwith", id="newer"),
    ],
)
def test_a_database_of_another_version(
    empty_database: URL, look: Look, revision: str, remedy: str
) -> None:
    sql(empty_database, f"update alembic_version set version_num = '{revision}'")
    code, found = look()
    assert (code, list(found)) == (1, ["migrations"])
    assert remedy in found["migrations"]["remedy"]


def test_a_clock_that_forgot_the_demo(
    office: Office, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.unfenced() as session:
        clock.move_ahead(session, timedelta(days=3))
    assert list(look()[1]) == ["clock"]
    monkeypatch.setenv("SOPWITH_CLOCK", "shifted")
    assert look() == (0, {})


def test_a_mail_server_that_does_not_answer(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv("SOPWITH_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SOPWITH_SMTP_PORT", str(port))
    code, found = look()
    assert (code, list(found)) == (1, ["mail"])
    assert f"127.0.0.1:{port}" in found["mail"]["said"]


def test_a_mail_folder_that_cannot_be_read(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv("SOPWITH_IMAP_HOST", "127.0.0.1")
    monkeypatch.setenv("SOPWITH_IMAP_PORT", str(port))
    monkeypatch.setenv("SOPWITH_IMAP_SECURITY", "none")
    code, found = look()
    assert (code, list(found)) == (1, ["incoming mail"])
    assert f"127.0.0.1:{port}" in found["incoming mail"]["said"]


def test_a_mail_password_that_would_go_out_in_the_clear(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPWITH_IMAP_HOST", "mail.halden.example")
    monkeypatch.setenv("SOPWITH_IMAP_SECURITY", "none")
    code, found = look()
    assert (code, list(found)) == (1, ["incoming mail"])
    assert "in the clear" in found["incoming mail"]["said"]


def test_a_model_that_does_not_answer(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOPWITH_MODEL", "small")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    code, found = look()
    assert (code, list(found)) == (1, ["model"])


def test_production_without_https_or_signing_key(
    look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    signing_key(Settings(home=tmp_path))
    monkeypatch.setenv("SOPWITH_ENVIRONMENT", "production")
    monkeypatch.setenv("SOPWITH_SECRET_KEY", "x" * 40)
    assert "https" in look()[1]["settings"]["remedy"]
    monkeypatch.setenv("SOPWITH_BASE_URL", "https://plan.halden.example")
    assert "openssl" in look()[1]["signing key"]["remedy"]
    monkeypatch.setenv("SOPWITH_SIGNING_KEY", str(tmp_path / "signing_key.pem"))
    assert look() == (0, {})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("SOPWITH_DATABASE_URL", "postgresql://127.0.0.1:1/x", id="no server"),
        pytest.param("SOPWITH_CLOCK", "sundial", id="no such setting"),
    ],
)
def test_where_it_cannot_look(
    look: Look, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    code, found = look()
    assert (code, list(found)) == (2, ["access"])
