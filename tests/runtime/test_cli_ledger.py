"""`sopwith ledger` on files and on the database, and the verifier that has nothing of ours."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from typer.testing import CliRunner, Result

from gates.brief import freeze
from gates.catalogue import TRADE_OFF
from gates.chain import BEGINNING, link_hash
from gates.people import SYSTEM
from gates.receipt import make_proof, make_receipt
from runtime.commands import application
from runtime.deciding import Answer, record_ballot
from runtime.office import Office
from runtime.signing_heads import sign_heads
from store import cases, export, ledger, requests, signed_heads
from store.tables.cycles import CaseRow
from tests import stage
from tests.processes import ROOT

ALONE = """
import runpy, sys
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"gates", "store", "runtime", "planning", "api"}:
            raise ImportError(name)
sys.meta_path.insert(0, Nothing())
try:
    import gates
except ImportError:
    runpy.run_path(sys.argv.pop(1), run_name="__main__")
"""
"""Runs a script where our packages can't be imported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """An export of five events and a decision, heads at two lengths kept elsewhere, a receipt."""

    folder: Path
    heads: Path
    keys: Path
    receipt: Path

    def verify(self, *more: str) -> Result:
        return run("ledger", "verify", str(self.folder), *more)

    def outside(self) -> tuple[str, ...]:
        return ("--heads", str(self.heads), "--key", str(self.keys))

    def alone(self, subject: Path) -> subprocess.CompletedProcess[str]:
        script = str(ROOT / "docs" / "verify_ledger.py")
        given = [str(subject), str(self.heads), str(self.keys)]
        return subprocess.run(
            [sys.executable, "-c", ALONE, script, *given],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )

    def events(self) -> list[dict[str, Any]]:
        lines = (self.folder / export.EVENTS).read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def leave(self, events: list[dict[str, Any]]) -> None:
        """Put these events there, with the head they end with."""
        lines = "".join(json.dumps(event) + "\n" for event in events)
        (self.folder / export.EVENTS).write_text(lines, encoding="utf-8")
        end = {"seq": len(events), "sha256": events[-1]["sha256"] if events else BEGINNING}
        (self.folder / export.HEAD).write_text(json.dumps(end))


def run(*words: str) -> Result:
    return CliRunner().invoke(application(), list(words))


def tell(office: Office, company_id: int, events: int) -> None:
    with office.sessions(company_id) as session:
        for number in range(events):
            ledger.append(
                session,
                stage.nowhere(company_id),
                at=stage.NOW,
                kind="told",
                actor=SYSTEM,
                subject=f"n:{number}",
            )


def decide(office: Office, company_id: int) -> None:
    row = stage.case_row(office, company_id)
    with office.sessions(company_id) as session:
        cases.open_case(session, row)
        request = requests.open_request(
            session,
            case=session.get_one(CaseRow, row.id),
            key="trade_off",
            gate=TRADE_OFF,
            brief=stage.brief(),
            at=stage.NOW,
        )
    answer = Answer(company_id=company_id, person_key="ines", request_id=request.id)
    record_ballot(office, answer, stage.ballot(request))


def receipt_of(office: Office, company_id: int, number: int) -> str:
    with office.sessions(company_id) as session:
        links = list(ledger.links(session, company_id))
        head = signed_heads.covering(session, company_id, number)
    assert head is not None
    made = make_receipt(
        content=links[number - 1].content,
        previous=links[number - 2].sha256,
        brief=freeze(stage.brief()),
        proof=make_proof([link.sha256 for link in links], number, head),
    )
    return made.model_dump_json()


@pytest.fixture
def exported(empty_database: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Exported:
    home, folder = tmp_path / "home", tmp_path / "history"
    office = stage.office_at(empty_database, now=lambda: stage.NOW, home=home)
    company_id = stage.set_up_company(office)
    tell(office, company_id, 4)
    sign_heads(office)
    decide(office, company_id)
    sign_heads(office)
    tell(office, company_id, 2)
    with office.unfenced() as session:
        slug = str(session.execute(text("select slug from company")).scalar())
    receipt = tmp_path / "receipt.json"
    receipt.write_text(receipt_of(office, company_id, 5), encoding="utf-8")
    office.close()
    monkeypatch.setenv("SOPWITH_DATABASE_URL", empty_database.render_as_string(hide_password=False))
    wrote = run("ledger", "export", str(folder), "--company", slug)
    assert wrote.exit_code == 0, wrote.output
    monkeypatch.setenv("SOPWITH_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    return Exported(
        folder=folder,
        heads=home / "heads" / f"{slug}.heads",
        keys=home / "heads" / f"{slug}.keys",
        receipt=receipt,
    )


def test_a_whole_export_verifies_and_says_what_it_can_not_show(exported: Exported) -> None:
    result = exported.verify()
    assert result.exit_code == 0
    assert "7 events, the chain is whole" in result.output
    assert "these heads came with the export" in result.output
    assert "the key came with the export" in result.output


def test_with_heads_kept_elsewhere_only_the_newest_events_are_open(exported: Exported) -> None:
    result = exported.verify(*exported.outside(), "--json")
    said = json.loads(result.output)
    assert (said["whole"], said["events"], said["heads"], said["covered"]) == (True, 7, 2, 5)
    (missing,) = said["not_shown"]
    assert "the last 2" in missing


def test_without_any_head_the_chain_alone_is_told_apart(exported: Exported) -> None:
    (exported.folder / export.SIGNED_HEADS).unlink()
    result = exported.verify()
    assert result.exit_code == 0
    assert "a chain alone can't show that" in result.output


def altered(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    events[2]["content"] = events[2]["content"].replace("n:2", "n:7")
    return events


def rewritten(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    previous = BEGINNING
    for event in altered(events):
        event["sha256"] = previous = link_hash(previous, event["content"].encode())
    return events


TAMPERED = {
    "altered": altered,
    "inserted": lambda events: [*events[:3], events[2] | {"seq": 4}, *events[3:]],
    "removed": lambda events: events[:2] + events[3:],
    "reordered": lambda events: [*events[:2], events[3], events[2], *events[4:]],
    "truncated": lambda events: events[:4],
    "rewritten": rewritten,
}
SAYS = {"truncated": "cut off", "rewritten": "rewritten"}


@pytest.mark.parametrize("kind", TAMPERED)
def test_each_kind_of_tampering_is_found_on_the_files(exported: Exported, kind: str) -> None:
    exported.leave(TAMPERED[kind](exported.events()))
    (exported.folder / export.SIGNED_HEADS).unlink()
    result = exported.verify(*exported.outside())
    assert result.exit_code == 1
    assert SAYS.get(kind, "event") in result.output
    assert exported.verify().exit_code == (0 if kind in SAYS else 1)
    alone = exported.alone(exported.folder)
    assert alone.returncode == 1
    assert "NOT PROVEN" in alone.stderr


def test_the_stand_alone_script_agrees(exported: Exported) -> None:
    whole, receipt = exported.alone(exported.folder), exported.alone(exported.receipt)
    assert whole.stdout == "PROVEN: 7 events, through 2 signed heads\n", whole.stderr
    assert "PROVEN: Ines Moreau (coo): approve build_early" in receipt.stdout, receipt.stderr


def test_a_receipt_is_proven_by_what_was_kept_elsewhere(exported: Exported) -> None:
    result = run("ledger", "verify-receipt", str(exported.receipt), *exported.outside())
    assert result.exit_code == 0, result.output
    assert "Ines Moreau (coo) approved “Build early”" in result.output
    assert "Not shown" not in result.output
    by_key = run("ledger", "verify-receipt", str(exported.receipt), "--key", str(exported.keys))
    assert by_key.exit_code == 0
    assert "Not shown: that this head left the hands" in by_key.output


def test_a_receipt_under_heads_kept_too_early_asks_for_newer_ones(exported: Exported) -> None:
    exported.heads.write_text("\n\n".join(exported.heads.read_text().split("\n\n")[:2]) + "\n\n")
    result = run("ledger", "verify-receipt", str(exported.receipt), *exported.outside())
    assert result.exit_code == 1
    assert "get newer ones" in result.output


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Ines Moreau", "Ines Moreaux", id="name"),
        pytest.param('"meaning":"approved"', '"meaning":"rejected"', id="meaning"),
        pytest.param("+15 %", "+16 %", id="brief"),
        pytest.param('"path":["', '"path":["x', id="path"),
        pytest.param('"proof":{', '"proof":null,"more":{', id="proof"),
    ],
)
def test_a_changed_receipt_is_refused(exported: Exported, old: str, new: str) -> None:
    said = exported.receipt.read_text(encoding="utf-8")
    assert old in said
    exported.receipt.write_text(said.replace(old, new), encoding="utf-8")
    result = run("ledger", "verify-receipt", str(exported.receipt), *exported.outside(), "--json")
    assert result.exit_code == 1
    assert json.loads(result.output)["proven"] is False


def test_a_receipt_needs_a_key_one_knows(exported: Exported) -> None:
    result = run("ledger", "verify-receipt", str(exported.receipt))
    assert result.exit_code == 2
    assert "--key" in result.output


@pytest.mark.parametrize("option", ["--heads", "--key"])
def test_a_file_of_something_else_is_bad_input(exported: Exported, option: str) -> None:
    other = exported.folder / export.HEAD
    result = exported.verify(option, str(other))
    assert result.exit_code == 2
    assert "This isn't a" in result.output


def test_another_folder_is_bad_input(tmp_path: Path) -> None:
    result = run("ledger", "verify", str(tmp_path))
    assert result.exit_code == 2
    assert "events.jsonl" in result.output
