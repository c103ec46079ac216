"""Somebody tries an option with values of their own, keeps it, and others speak about it."""

import re
from collections.abc import Callable
from html import unescape
from time import process_time

from starlette.testclient import TestClient

from api.app import create_app
from store.tables.gates import BriefRow, RequestRow
from store.tables.ledger import LedgerEventRow
from store.tables.moves import CommentRow, OwnOptionRow
from tests.api.test_changing import sign_in
from tests.api.test_moves import send
from tests.living import Living

VALUES = {"expedite_0": "12000", "overtime_0": "4", "prebuild_0": "100"}


def test_an_option_is_tried_kept_and_commented_on_and_the_brief_stays(
    at: Callable[[str], Living],
) -> None:
    life = at("trade_off")
    app = create_app(life.office)
    base_url = life.office.settings.base_url
    with TestClient(app, base_url=base_url, follow_redirects=False) as client:
        client.headers["Sec-Fetch-Site"] = "same-origin"
        _walk(life, client)


def _walk(life: Living, client: TestClient) -> None:
    (request,) = life.open_requests("trade_off")
    path, briefs = f"/requests/{request.id}", len(life.rows(BriefRow))
    sign_in(life, client, "aino")
    assert f'href="{path}/tries/build_early"' in client.get(path).text
    page = client.get(f"{path}/tries/build_early").text
    assert "Change a value, and see beside Build early" in page
    began = process_time()
    tried = client.get(f"{path}/tries/build_early", params=VALUES)
    assert process_time() - began < 0.6, "the page; the plan is solved in a child beside it"
    assert tried.status_code == 200
    assert "Overtime, at most on a line: <b>4 hours a week</b> instead of" in tried.text
    assert 'value="12000"' in tried.text
    assert re.search(r"Overtime|Extra cost", tried.text)
    assert not life.rows(OwnOptionRow), "looking keeps nothing"
    wrong = client.get(f"{path}/tries/build_early", params=VALUES | {"overtime_0": "13"})
    assert wrong.status_code == 422
    assert "A whole number from 0 to 12 hours a week" in wrong.text
    for option in ("do_nothing", "no_such"):
        assert client.get(f"{path}/tries/{option}").headers["location"] == f"{path}#options"
    kept, again = (client.post(f"{path}/tries/build_early", data=VALUES) for _ in range(2))
    assert kept.status_code == 303
    assert kept.headers["location"] == again.headers["location"]
    (own,) = life.rows(OwnOptionRow)
    assert own.name == "Build early, changed by Aino Kallio"
    assert own.content["range"]["draws"] == 500, "kept in full"
    assert own.content["breaks_if"]
    _spoken_of(life, client, path, own.key)
    assert len(life.rows(BriefRow)) == briefs, "what was asked stays as it was"
    told = [one.kind for one in life.rows(LedgerEventRow, by="seq")]
    assert told.count("option_kept") == 1


def _spoken_of(life: Living, client: TestClient, path: str, key: str) -> None:
    own = unescape(client.get(f"{path}/own/{key}").text)
    assert "Build early, changed by Aino Kallio" in own
    assert f"{path}/moves/comment?option={key}" in own
    sign_in(life, client, "priya")
    page = client.get(path).text
    assert "What people tried" in page
    assert "margin than Build early" in page
    asked = client.get(f"{path}/moves/comment?option={key}").text
    sent = send(client, asked, text="Less overtime is what I meant.", option=key)
    assert sent.status_code == 303
    (comment,) = life.rows(CommentRow)
    assert comment.option == key
    page = client.get(path).text
    assert "commented on Build early, changed by Aino Kallio" in page


def test_what_is_over_keeps_nothing(at: Callable[[str], Living]) -> None:
    life = at("lock")
    request = next(row for row in life.rows(RequestRow, by="opened_at") if row.gate == "trade_off")
    app = create_app(life.office)
    base_url = life.office.settings.base_url
    with TestClient(app, base_url=base_url, follow_redirects=False) as client:
        client.headers["Sec-Fetch-Site"] = "same-origin"
        sign_in(life, client, "aino")
        answer = client.post(f"/requests/{request.id}/tries/build_early", data=VALUES)
        assert answer.status_code >= 400
        assert not life.rows(OwnOptionRow)
