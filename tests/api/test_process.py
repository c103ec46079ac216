"""How the process is doing: from a cycle that was lived, and the next one."""

import csv
import re
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
        across = client.get("/cycles").text
        lists = {path: client.get(path).text for path in ("/cycles/1", "/cycles/2")}
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
    assert "What agents’ proposals came to" in page
    assert re.search(r"“[\w ]+”, taken: €[\d,k.]+ more than doing nothing", page)
    assert_added(page)
    assert_across(across, lists)


def assert_added(page: str) -> None:
    """The next cycle's readers see who moved the last forecast, and how far."""
    assert "What each step added to the forecast" in page
    added = page[page.index("What each step added") :]
    for words in ("Naive", "As first sent", "As checked", "Erik Holm, Nordics: "):
        assert words in added, words


def assert_across(across: str, lists: dict[str, str]) -> None:
    """A row a cycle, and every figure opens to its list."""
    assert across.index("December 2026") < across.index("November 2026")
    figures = re.findall(r'href="(/cycles/\d+)#(h-\w+)"', across)
    assert {anchor for _, anchor in figures} >= {"h-inputs", "h-actions", "h-kept", "h-holds"}
    for path, anchor in figures:
        assert f'id="{anchor}"' in lists[path], (path, anchor)
    assert "data-news" in across
    closed, running = lists["/cycles/1"], lists["/cycles/2"]
    assert "Inputs in " in running, "days to the next cut-off"
    assert re.search(r"\d+ due by now: \d+ kept, \d+ short, \d+ not reported", closed)


def page_of(life: Living, path: str) -> str:
    ines = next(row.id for row in life.rows(PersonRow) if row.key == "ines")
    with TestClient(create_app(life.office), base_url=life.office.settings.base_url) as client:
        client.cookies.set("sopwith_session", open_session(life.office, ines))
        return client.get(path).text


def test_without_a_cycle_before_it_there_is_nothing_to_compare(stage: Stage) -> None:
    page = stage.sign_in("ines").get("/process").text
    assert "November 2026" in page
    assert "polyline" not in page
