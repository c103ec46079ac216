"""Approve with changes over HTTP, on a trade-off that was lived up to."""

from collections.abc import Callable

from starlette.testclient import TestClient

from api.app import create_app
from runtime.signing_in import open_session
from store.tables.gates import DecisionRow, RequestRow
from store.tables.people import PersonRow
from tests.api.test_deciding import link, submit
from tests.api.test_moves import form, send
from tests.living import Living


def sign_in(life: Living, client: TestClient, key: str) -> None:
    person = next(row.id for row in life.rows(PersonRow) if row.key == key)
    client.cookies.set("sopwith_session", open_session(life.office, person))


def test_an_option_is_changed_looked_at_and_signed(at: Callable[[str], Living]) -> None:
    life = at("trade_off")
    app = create_app(life.office)
    base_url = life.office.settings.base_url
    with TestClient(app, base_url=base_url, follow_redirects=False) as client:
        client.headers["Sec-Fetch-Site"] = "same-origin"
        _walk(life, client)


def _walk(life: Living, client: TestClient) -> None:
    (request,) = life.open_requests("trade_off")
    sign_in(life, client, "ines")
    others = client.get(f"/requests/{request.id}").text
    stale = client.get(link(others, "Approve Build early")).text
    page = form(client, request.id, "Approve with changes")
    assert 'name="overtime_0" value="12" min="0" max="12" step="1"' in page
    said = {"expedite_0": "12000", "prebuild_0": "100"}
    wrong = send(client, page, overtime_0="13", **said)
    assert wrong.status_code == 422
    assert "A whole number from 0 to 12 hours a week" in wrong.text
    assert 'name="overtime_0" value="13"' in wrong.text
    assert 'aria-invalid="true"' in wrong.text
    same = send(client, page, overtime_0="12", expedite_0="23000", prebuild_0="100")
    assert same.status_code == 422
    answer, again = (send(client, page, overtime_0="4", **said) for _ in range(2))
    assert answer.status_code == 303
    assert answer.headers["location"] == again.headers["location"]
    shown = client.get(answer.headers["location"]).text
    assert "Overtime, at most on a line: <b>4 hours a week</b> instead of 12 hours a week" in shown
    assert shown.count("Build early, changed by Ines Moreau<small>") == 1, "one option, sent twice"
    assert submit(client, stale).status_code == 409, "who has the former brief is told"
    confirm = client.get(link(shown, "Approve Build early, changed by Ines Moreau")).text
    assert "Not as drafted: you sign these changes." in confirm
    assert submit(client, confirm).status_code == 303
    _signed(life, request)


def _signed(life: Living, request: RequestRow) -> None:
    (made,) = [row for row in life.rows(DecisionRow) if row.request_id == request.id]
    assert made.verb == "approve_with_changes"
    assert made.changes is not None
    assert {one["what"] for one in made.changes["changes"]} >= {"Overtime, at most on a line"}
    life.settle()
    (lock,) = life.open_requests("executive_lock")
    assert "changed by Ines Moreau" in lock.question
