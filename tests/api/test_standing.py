"""Conditions, premises and looking again, as an approver meets them over HTTP."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from html import unescape
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from planning.directory import read_company, write_company
from runtime.loading import load_files
from runtime.signing_in import open_session
from store import cycles
from store.tables.gates import RequestRow
from store.tables.ledger import LedgerEventRow
from store.tables.people import PersonRow
from store.tables.standing import ConditionRow
from tests.living import Living

FORM = {"content-type": "application/x-www-form-urlencoded"}


class Reader:
    """A signed-in person with a browser that follows forms."""

    def __init__(self, life: Living, key: str) -> None:
        self.life = life
        self.client = TestClient(create_app(life.office), base_url="http://127.0.0.1:8000")
        self.client.follow_redirects = False
        self.client.headers["Sec-Fetch-Site"] = "same-origin"
        ids = {row.key: row.id for row in life.rows(PersonRow)}
        self.client.cookies.set("sopwith_session", open_session(life.office, ids[key]))

    def page(self, request: RequestRow, **query: str) -> str:
        asked = f"?{urlencode(query)}" if query else ""
        return self.client.get(f"/requests/{request.id}{asked}").text

    def submit(self, page: str, action: str, **more: str) -> Any:
        form = page[page.index(f'action="{action}"') :]
        form = form[: form.index("</form>")]
        hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
        body = urlencode({name: unescape(value) for name, value in hidden} | more)
        return self.client.post(action, content=body, headers=FORM)


@pytest.fixture
def henrik_at(at: Callable[[str], Living]) -> Callable[[str], Reader]:
    return lambda chapter: Reader(at(chapter), "henrik")


def lock(life: Living) -> RequestRow:
    return next(row for row in life.rows(RequestRow) if row.gate == "executive_lock")


def test_an_approval_on_a_condition_is_offered_taken_and_shown(
    henrik_at: Callable[[str], Reader],
) -> None:
    henrik = henrik_at("lock")
    life, request = henrik.life, lock(henrik.life)
    shown = henrik.page(request)
    assert "What it rests on" in shown
    page = henrik.page(request, confirm="approve", shown=request.brief_sha256)
    premise = unescape(re.findall(r'<option value="(build_early/confirm[^"]+)"', page)[0])
    action = f"/requests/{request.id}/decisions"
    past = henrik.submit(
        page, action, condition=premise, until="2026-01-01T12:00", fallback="limit_promotion"
    )
    assert past.status_code == 422
    assert "has already passed" in past.text
    none = henrik.submit(page, action, condition=premise, until="soon", fallback="limit_promotion")
    assert "a day and a time" in none.text
    friday = re.findall(r'name="until" value="([^"]+)"', page)[0]
    taken = henrik.submit(
        past.text, action, condition=premise, until=friday, fallback="limit_promotion"
    )
    assert taken.status_code == 303
    (row,) = life.rows(ConditionRow)
    zone = ZoneInfo("Europe/Copenhagen")
    assert f"{row.until.astimezone(zone):%Y-%m-%dT%H:%M}" == friday
    shown = henrik.page(request)
    assert "Approved on a condition" in shown
    assert "Watched" in shown
    life.until(row.until + timedelta(seconds=1))
    assert "Lapsed" in Reader(life, "henrik").page(request), "signed in again, days later"


def test_without_a_changed_fact_it_is_refused_with_the_earlier_decision(
    henrik_at: Callable[[str], Reader],
) -> None:
    henrik = henrik_at("execution")
    request = lock(henrik.life)
    page = henrik.page(request)
    assert "Nothing it rests on has changed" in page
    refused = henrik.client.post(f"/requests/{request.id}/reopenings", data={"fact": "a feeling"})
    assert refused.status_code == 409
    for word in ("Henrik Halden decided", "approved", f"/requests/{request.id}"):
        assert word in refused.text
    kept = [row for row in henrik.life.rows(LedgerEventRow, by="seq") if "refused" in row.kind]
    assert [row.kind for row in kept] == ["reopening_refused"]
    stranger = Reader(henrik.life, "tomas")
    assert "Look at this again" not in stranger.page(request)
    answer = stranger.client.post(f"/requests/{request.id}/reopenings", data={"fact": "x"})
    assert answer.status_code == 403


def test_a_changed_fact_reopens_it_and_both_requests_lead_to_each_other(
    henrik_at: Callable[[str], Reader],
) -> None:
    henrik = henrik_at("execution")
    life, request = henrik.life, lock(henrik.life)
    with life.office.sessions(life.company_id) as session:
        company = read_company(cycles.company_files(session, life.company_id))
    rate = company.holding_pct_per_year + Decimal("0.01")
    load_files(life.office, write_company(replace(company, holding_pct_per_year=rate)))
    life.settle()
    page = henrik.page(request)
    fact = unescape(re.findall(r'name="fact" value="([^"]+)"', page)[0])
    action = f"/requests/{request.id}/reopenings"
    assert henrik.submit(page, action, fact=fact, reason="Look.").status_code == 303
    life.settle()
    (again,) = life.open_requests("plan_change")
    shown = henrik.page(again)
    assert "Signed against now" in shown
    assert "Henrik Halden asks to look again" in shown
    assert f'href="/requests/{request.id}"' in shown
    earlier = henrik.page(request)
    assert f'href="/requests/{again.id}"' in earlier
    assert "being looked at again" in earlier
    refused = henrik.client.post(action, data={"fact": fact})
    assert refused.status_code == 409
    assert "already being looked at" in refused.text
