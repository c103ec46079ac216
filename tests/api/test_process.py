"""How the process is doing: from a cycle that was lived, and the next one."""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO

from starlette.testclient import TestClient

from api.app import create_app
from runtime.loading_actuals import load_actuals
from runtime.opening import open_cycle
from runtime.signing_in import open_session
from store.tables.people import PersonRow
from tests.api.stage_web import Stage
from tests.graphs.test_actuals import report
from tests.living import Living


def figures(client: TestClient) -> dict[tuple[str, str], str]:
    text = client.get("/process.csv").content.decode("utf-8-sig")
    return {(row["figure"], row["cycle"]): row["value"] for row in csv.DictReader(StringIO(text))}


def test_a_cycle_and_the_next(at: Callable[[str], Living]) -> None:
    life = at("execution")
    life.wait(weeks=2)
    load_actuals(life.office, life.company_id, name="week.csv", content=report(life))
    promised, owed = page_of(life, "/plan"), page_of(life, "/actions")
    for _ in range(4):
        life.wait(weeks=1)
    open_cycle(life.office, life.company_id, month=date(2026, 12, 1))
    life.settle()
    sofie = next(row.id for row in life.rows(PersonRow) if row.key == "sofie")
    with TestClient(create_app(life.office), base_url=life.office.settings.base_url) as client:
        client.cookies.set("sopwith_session", open_session(life.office, sofie))
        said = figures(client)
        page = client.get("/process").text
        board = client.get("/cycle").text
    assert 'href="/process"' in board
    assert float(said["first_pass", "2026-11"]) == 100
    assert said["first_pass", "2026-12"] == "", "nothing has come yet"
    assert float(said["closed_in_time", "2026-11"]) == 0, "nobody proved anything"
    assert float(said["escalations", "2026-11"]) > 0
    assert float(said["touches", "2026-11"]) > 1
    assert page.index("November 2026") < page.index("December 2026")
    assert "Right the first time" in page
    assert "polyline" in page
    assert "What decisions came to" in page
    assert "1 week of actuals" in page
    assert "Kept" in promised
    assert "A day late costs €" in owed


def page_of(life: Living, path: str) -> str:
    ines = next(row.id for row in life.rows(PersonRow) if row.key == "ines")
    with TestClient(create_app(life.office), base_url=life.office.settings.base_url) as client:
        client.cookies.set("sopwith_session", open_session(life.office, ines))
        return client.get(path).text


def test_without_a_cycle_before_it_there_is_nothing_to_compare(stage: Stage) -> None:
    page = stage.sign_in("ines").get("/process").text
    assert "November 2026" in page
    assert "polyline" not in page
