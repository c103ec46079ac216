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


def test_an_option_is_changed_by_the_api_and_signed(at: Callable[[str], Living]) -> None:
    life = at("trade_off")
    base_url = life.office.settings.base_url
    (request,) = life.open_requests("trade_off")
    there = f"/api/v1/requests/{request.id}"
    with TestClient(create_app(life.office), base_url=base_url) as client:
        client.headers["Sec-Fetch-Site"] = "same-origin"
        sign_in(life, client, "ines")
        form = client.get(f"{there}/options/build_early").json()
        assert form["values"]["overtime_0"] == 12
        assert form["form"]["properties"]["overtime_0"]["maximum"] == 12
        before = client.get(there).headers["etag"]
        wrong = client.post(
            f"{there}/changes", json={"option": "build_early", "values": {"overtime_0": 13}}
        )
        assert (wrong.status_code, wrong.json()["type"]) == (422, "urn:sopwith:ValuesRefused")
        assert "overtime_0" in wrong.json()["fields"]
        asked = {"option": "build_early", "values": {"overtime_0": 4}}
        made, again = (client.post(f"{there}/changes", json=asked) for _ in range(2))
        assert made.status_code == again.status_code == 201, made.text
        assert made.json() == again.json(), "one option, sent twice"
        etag = made.headers["etag"]
        assert etag != before
        said = {"verb": "approve_with_changes", "choice": made.json()["choice"]}
        for tag, status in ((before, 412), (etag, 201)):
            headers = {"If-Match": tag, "Idempotency-Key": f"k {tag}"}
            answer = client.post(f"{there}/decisions", json=said, headers=headers)
            assert answer.status_code == status, answer.text
    (row,) = [row for row in life.rows(DecisionRow) if row.request_id == request.id]
    assert row.verb == "approve_with_changes"
    assert row.changes is not None
    assert {one["what"] for one in row.changes["changes"]} == {"Overtime, at most on a line"}


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
