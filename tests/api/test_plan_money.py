"""The plan in money: bridges that add up, and months taken apart to where each sum was read."""

import re
from collections.abc import Callable
from html import unescape

from starlette.testclient import TestClient

from api.app import create_app
from store import in_hand, plans
from store.in_hand import HowFar
from store.tables.cycles import CaseRow
from tests.api.test_changing import sign_in
from tests.living import Living

STEP = re.compile(
    r'<tr[^>]*><th scope="row">([^<]+)</th><td class="number" data-label="EUR">([^<]+)'
)
NET = re.compile(r'<a href="(/plan/money/cash_[^"]+)">([^<]+)</a>')
WAYS = ('id="h-budget"', 'id="h-first"')
"""From the budget, and from doing nothing."""


def number(text: str) -> int:
    return int(text.replace(",", "").replace("−", "-").replace("+", ""))


def test_the_plan_in_money_adds_up_and_leads_to_its_sources(at: Callable[[str], Living]) -> None:
    life = at("trade_off")
    app = create_app(life.office)
    with TestClient(app, base_url=life.office.settings.base_url) as client:
        sign_in(life, client, "ines")
        assert "/plan/money?option=build_early" in client.get("/plan?option=build_early").text
        (request,) = life.open_requests("trade_off")
        assert "/plan/money?option=build_early" in client.get(f"/requests/{request.id}").text
        page = client.get("/plan/money?option=build_early").text
        for heading in WAYS:
            way = page.partition(heading)[2].partition('id="h-')[0]
            before, *steps, after = [number(eur) for _, eur in STEP.findall(way)]
            assert len(steps) == 4
            assert after > before
            assert abs(before + sum(steps) - after) <= 3, "rounded to euros, each by less than one"
        href, net = NET.findall(page)[0]
        month = client.get(unescape(href)).text
        parts = [number(eur) for _, eur in STEP.findall(month)]
        assert len(parts) > 10
        assert abs(sum(parts) - number(net)) <= len(parts)
        assert "company.toml pay_days" in month
        assert client.get("/plan/money/stock_2026-12").status_code == 200
        for unknown in ("cash_2031-01", "stock_soon", "revenue_eur", "x"):
            assert client.get(f"/plan/money/{unknown}").status_code == 404, unknown


def test_promises_that_contradict_stand_on_the_plan_page_with_who_can_lift_them(
    at: Callable[[str], Living],
) -> None:
    life = at("trade_off")
    (case,) = [one for one in life.rows(CaseRow) if one.kind == "cycle"]
    statement = {"kind": "hours", "code": "LINE-4", "weeks": [], "lifted_by": "jonas"}
    contract = {"kind": "floor", "code": "key", "promise": True, "weeks": [], "lifted_by": None}
    content = {
        "says": "x",
        "missed_units": 1200,
        "statements": [
            contract | {"says": "key accounts are promised 97% of what they ask for"},
            statement | {"says": "Line 4 has 80 hours in week 50", "promise": False},
        ],
    }
    with life.office.sessions(life.company_id) as session:
        plans.set_contradictions(
            session, company_id=life.company_id, cycle_id=case.cycle_id, found=[content]
        )
    app = create_app(life.office)
    with TestClient(app, base_url=life.office.settings.base_url) as client:
        sign_in(life, client, "ines")
        page = client.get("/plan").text
    _, _, section = page.partition('id="h-against"')
    assert "1,200 units are missing at least" in section
    assert "Key accounts are promised 97% of what they ask for" in section
    assert "Jonas Weber" in section


def test_what_is_being_computed_is_shown_with_how_far_it_is_until_it_is_done(
    at: Callable[[str], Living],
) -> None:
    life = at("trade_off")
    (case,) = [one for one in life.rows(CaseRow) if one.kind == "cycle"]
    how_far = HowFar(stage="option", what="Build early", done=2, out_of=5, at=life.office.now())
    with life.office.sessions(life.company_id) as session:
        in_hand.say(session, life.company_id, case.id, how_far)
    app = create_app(life.office)
    with TestClient(app, base_url=life.office.settings.base_url) as client:
        sign_in(life, client, "ines")
        for path in ("/cycle", "/plan"):
            page = client.get(path).text
            assert "Solving the options: Build early" in page
            assert '<progress class="how-far" value="2" max="5">2 of 5 solved</progress>' in page
            assert f'<a href="{path}">Look again</a>' in page
        with life.office.sessions(life.company_id) as session:
            in_hand.over(session, case.id)
        assert "how-far" not in client.get("/cycle").text
