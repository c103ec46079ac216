"""`sopwith mail deliver` says what became of each message; its exit code, whether all is well."""

import json
from pathlib import Path

import pytest
from sqlalchemy.engine import URL
from typer.testing import CliRunner

from runtime.commands import application
from tests import post, stage


@pytest.fixture
def to(empty_database: URL, monkeypatch: pytest.MonkeyPatch) -> post.Asked:
    address = empty_database.render_as_string(hide_password=False)
    monkeypatch.setenv("SOPWITH_DATABASE_URL", address)
    office = stage.office_at(empty_database)
    asked = post.ask(office, stage.set_up_company(office))
    office.close()
    return asked


def deliver(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(application(), ["mail", "deliver", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def test_all_routed(to: post.Asked, tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(post.answer(to))
    code, said, _ = deliver(tmp_path / "one.eml")
    assert (code, said) == (0, f"{tmp_path / 'one.eml'}: routed to {to.case_id}\n")
    code, said, _ = deliver(tmp_path / "one.eml")
    assert (code, said) == (0, f"{tmp_path / 'one.eml'}: was here already\n")


def test_one_is_not_routed(to: post.Asked, tmp_path: Path) -> None:
    (tmp_path / "good.eml").write_bytes(post.answer(to))
    (tmp_path / "bad.eml").write_bytes(post.answer(to, from_="eve@elsewhere.example"))
    code, said, _ = deliver("--json", tmp_path / "good.eml", tmp_path / "bad.eml")
    good, bad = json.loads(said)
    assert code == 1
    assert (good["became"], good["case"]) == ("routed", to.case_id)
    assert bad["became"] == "quarantined"
    assert "another address than" in bad["why"]


def test_nothing_is_delivered_when_a_file_cannot_be_read(to: post.Asked, tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(post.answer(to))
    code, _, problem = deliver(tmp_path / "one.eml", tmp_path / "gone.eml")
    assert code == 2
    assert "gone.eml: No such file or directory" in problem
    code, said, _ = deliver(tmp_path / "one.eml")
    assert "routed" in said


def test_no_database_is_said_and_none_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOPWITH_DATABASE_URL", raising=False)
    monkeypatch.setenv("SOPWITH_HOME", str(tmp_path / "home"))
    (tmp_path / "one.eml").write_bytes(b"From: a@b.example\r\n\r\nx")
    code, _, problem = deliver(tmp_path / "one.eml")
    assert code == 2
    assert "There is no Sopwith database here" in problem
    assert not (tmp_path / "home").exists()


def test_a_database_without_tables_is_no_database(
    empty_database: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = empty_database.set(database="postgres").render_as_string(hide_password=False)
    monkeypatch.setenv("SOPWITH_DATABASE_URL", bare)
    (tmp_path / "one.eml").write_bytes(b"From: a@b.example\r\n\r\nx")
    assert deliver(tmp_path / "one.eml")[0] == 2
