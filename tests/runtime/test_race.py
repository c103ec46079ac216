"""Two processes decide the same 200 requests at once."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from sqlalchemy.engine import URL

from runtime.advancing import advance
from runtime.sweeping import start_case
from store.tables.effects import EffectRow
from store.tables.gates import DecisionRow, RequestRow
from tests import stage
from tests.processes import ROOT

REQUESTS = 200


def test_exactly_one_decision_and_one_effect_each(empty_database: URL, tmp_path: Path) -> None:
    office = stage.office_at(empty_database)
    company_id = stage.set_up_company(office)
    cases = [stage.case_row(office, company_id) for _ in range(REQUESTS)]
    for case in cases:
        start_case(office, case)
        advance(office, case.id, company_id)
    with office.sessions(company_id) as session:
        rows = session.query(RequestRow).all()
    (tmp_path / "requests").write_text("".join(f"{r.id} {r.brief_sha256}\n" for r in rows))
    said = _race(empty_database, company_id, tmp_path)
    assert Counter(said) == {"decided": REQUESTS, "AlreadyDecided": REQUESTS}
    for case in cases:
        advance(office, case.id, company_id)
        advance(office, case.id, company_id)
    with office.sessions(company_id) as session:
        assert session.query(DecisionRow).count() == REQUESTS
        assert session.query(EffectRow).count() == REQUESTS
    office.close()


def _race(url: URL, company_id: int, folder: Path) -> list[str]:
    command = [
        sys.executable,
        "-m",
        "tests.racers",
        url.render_as_string(hide_password=False),
        str(company_id),
        str(folder / "start"),
    ]
    racers = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    (folder / "start").touch()
    return [line for racer in racers for line in racer.communicate()[0].split()]
