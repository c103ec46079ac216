"""Every number of an option opens to what it was added up from."""

import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape

from starlette.testclient import TestClient

from api.app import create_app
from store.tables.plans import ScenarioRow
from tests.api.test_changing import sign_in
from tests.living import Living

LINK = re.compile(r'href="(/requests/[^"]+/numbers/(\w+))"')
SECTION = re.compile(r"<h2 id=\"h-option-\d\">(.+?)</h2>.*?<b>(.+?)</b>(.*?)</section>", re.DOTALL)
PART = re.compile(r'<td class="number" data-label="(?:EUR|units|%)">(.+?)</td>')


def number(text: str) -> Decimal:
    return Decimal(unescape(text).replace("\u202f", "").replace(",", "").replace("−", "-"))


def test_every_number_opens_to_parts_that_add_up_to_it(at: Callable[[str], Living]) -> None:
    life = at("trade_off")
    (request,) = life.open_requests("trade_off")
    kept = {row.name: row.result["metrics"] for row in life.rows(ScenarioRow)}
    app = create_app(life.office)
    with TestClient(app, base_url=life.office.settings.base_url) as client:
        sign_in(life, client, "ines")
        links = dict(LINK.findall(client.get(f"/requests/{request.id}").text))
        assert len(links) >= 10
        for href, key in links.items():
            page = client.get(href)
            assert page.status_code == 200, href
            assert "computed again" not in page.text
            sections = SECTION.findall(page.text)
            assert {name for name, _, _ in sections} == set(kept)
            for name, value, table in sections:
                assert abs(number(value) - Decimal(kept[name][key])) <= Decimal("0.5"), (name, key)
                parts = [number(text) for text in PART.findall(table)]
                assert abs(sum(parts) - number(value)) <= len(parts), (name, key)
        assert client.get(f"/requests/{request.id}/numbers/happiness").status_code == 404
        apart = client.get(f"/requests/{request.id}/numbers/extra_cost_eur").text
        assert f"/requests/{request.id}/numbers/overtime_eur" in apart
        assert client.get(f"/requests/{request.id}/numbers/overtime_eur").status_code == 200


def test_an_option_computed_again_says_so(at: Callable[[str], Living]) -> None:
    life = at("trade_off")
    (request,) = life.open_requests("trade_off")
    with life.office.sessions(life.company_id) as session:
        row = session.query(ScenarioRow).filter_by(key="build_early").one()
        row.result = row.result | {"metrics": row.result["metrics"] | {"lost_units": "7"}}
    app = create_app(life.office)
    with TestClient(app, base_url=life.office.settings.base_url) as client:
        sign_in(life, client, "ines")
        page = client.get(f"/requests/{request.id}/numbers/revenue_eur").text
    assert page.count("computed again after this brief was drafted") == 1
