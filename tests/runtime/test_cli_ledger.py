"""`sopwith ledger` on files and on the database."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from typer.testing import CliRunner

from gates.people import SYSTEM
from runtime.cli import application
from store import export, ledger
from tests import stage


@pytest.fixture
def exported(empty_database: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    office = stage.office_at(empty_database)
    company_id = stage.set_up_company(office)
    with office.sessions(company_id) as session:
        for number in range(5):
            ledger.append(
                session,
                stage.nowhere(company_id),
                at=stage.NOW,
                kind="told",
                actor=SYSTEM,
                subject=f"n:{number}",
            )
    with office.unfenced() as session:
        slug = str(session.execute(text("select slug from company")).scalar())
    office.close()
    address = empty_database.render_as_string(hide_password=False)
    monkeypatch.setenv("SOPWITH_DATABASE_URL", address)
    folder = tmp_path / "history"
    wrote = CliRunner().invoke(application(), ["ledger", "export", str(folder), "--company", slug])
    assert wrote.exit_code == 0, wrote.output
    return folder


def test_a_whole_export_verifies(exported: Path) -> None:
    result = CliRunner().invoke(application(), ["ledger", "verify", str(exported)])
    assert result.exit_code == 0
    assert "5 events" in result.output


def test_a_changed_export_does_not(exported: Path) -> None:
    events = exported / export.EVENTS
    events.write_text(events.read_text().replace("n:2", "n:7"))
    result = CliRunner().invoke(application(), ["ledger", "verify", str(exported), "--json"])
    assert result.exit_code == 1
    assert "event 3 was changed" in result.output


def test_another_folder_is_bad_input(tmp_path: Path) -> None:
    result = CliRunner().invoke(application(), ["ledger", "verify", str(tmp_path)])
    assert result.exit_code == 2
    assert "events.jsonl" in result.output
