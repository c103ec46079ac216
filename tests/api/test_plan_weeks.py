"""From the plan down to one week of one item or line, on addresses that stay."""

import re
from collections.abc import Callable
from html import unescape

from starlette.testclient import TestClient

from api.app import create_app
from tests.api.test_changing import sign_in
from tests.living import Living

LINK = re.compile(r'href="(/plan/[^"]+)"')
CELL = re.compile(r'<td class="number">([^<]+)</td>')


def number(text: str) -> int:
    return int(text.replace(",", "").replace("−", "-"))


def test_the_plan_leads_to_every_item_line_and_week(at: Callable[[str], Living]) -> None:
    life = at("trade_off")
    app = create_app(life.office)
    with TestClient(app, base_url=life.office.settings.base_url) as client:
        sign_in(life, client, "ines")
        page = client.get("/plan?option=build_early").text
        links = {unescape(href) for href in LINK.findall(page)}
        assert {f"/plan/lines/LINE-{n}?option=build_early" for n in (2, 3, 4)} <= links
        assert "/plan/items/OAT-SYRUP?option=build_early" in links
        assert len([href for href in links if href.startswith("/plan/items/")]) == 34
        syrup = client.get("/plan/items/OAT-SYRUP?option=build_early").text
        assert "Expedited, arrives" in syrup
        assert "Expedited, arrives" not in client.get("/plan/items/OAT-SYRUP").text
        week = "/plan/items/OAT-SYRUP/weeks/2026-W49?option=build_early"
        assert week in map(unescape, LINK.findall(syrup))
        _adds_up(client.get(week).text)
        _adds_up(client.get("/plan/items/OB-01/weeks/2026-W51").text)
        line = client.get("/plan/lines/LINE-4/weeks/2026-W49?option=build_early").text
        assert "/plan/items/OB-01/weeks/2026-W49?option=build_early" in line
        _unknown_is_not_found(client)
        _files_open(client)


def _adds_up(page: str) -> None:
    table, _, _ = page.partition("</table>")
    *parts, whole = [number(text) for text in CELL.findall(table)]
    assert len(parts) >= 3
    assert abs(sum(parts) - whole) <= len(parts), "rounded, each by less than one"


def _unknown_is_not_found(client: TestClient) -> None:
    for path in (
        "/plan/items/NO-SUCH",
        "/plan/items/LINE-4",
        "/plan/lines/OB-01",
        "/plan/items/OB-01/weeks/2031-W01",
        "/plan/items/OB-01/weeks/soon",
        "/plan/stock/NO-SUCH.csv",
    ):
        assert client.get(path).status_code == 404, path


def _files_open(client: TestClient) -> None:
    for kind in ("csv", "xlsx"):
        for path in (f"/plan/stock/OB-01.{kind}", f"/plan/load/LINE-4.{kind}?option=mix"):
            answer = client.get(path)
            assert answer.status_code == 200
            assert f".{kind}" in answer.headers["content-disposition"]
    text = client.get("/plan/stock/OB-01.csv").content.decode("utf-8-sig")
    heads, *rows = text.splitlines()
    assert heads.startswith("row,unit,46,47")
    assert rows[0].startswith("Opening stock,units,")
