"""Importing actions: proposed, corrected, confirmed; only then is anybody written to."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL
from starlette.testclient import TestClient

from api.app import create_app
from runtime.imports_told import imported
from runtime.opening import open_cycle
from runtime.signing_in import open_session
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow
from store.tables.imports import ImportedActionRow, ImportRow
from store.tables.people import PersonRow
from tests.living import MONTH, Living, living

LIST = b"""Action;Owner;Due
Confirm the carrier;Tomas;2026-11-20
Count the <b>pallets</b>;Bob;soon
Old news;Aino;2026-11-20
"""


@pytest.fixture
def life(empty_database: URL) -> Iterator[Living]:
    with living(empty_database) as lived:
        cycle_id = open_cycle(lived.office, lived.company_id, month=MONTH)
        with lived.office.sessions(lived.company_id) as session:
            case = session.get_one(CaseRow, f"cycle:{cycle_id}")
            case.state, case.seen = "done", case.rings  # its own story is not lived here
        yield lived


@pytest.fixture
def client(life: Living) -> Iterator[TestClient]:
    base = life.office.settings.base_url
    with TestClient(create_app(life.office), base_url=base, follow_redirects=False) as browser:
        browser.headers["Sec-Fetch-Site"] = "same-origin"
        sign_in(life, browser, "sofie")
        yield browser


def sign_in(life: Living, client: TestClient, key: str) -> None:
    person = next(row.id for row in life.rows(PersonRow) if row.key == key)
    client.cookies.set("sopwith_session", open_session(life.office, person))


def upload(client: TestClient, content: bytes = LIST) -> int:
    sent = client.post("/imports", files={"file": ("actions.csv", content, "text/csv")})
    return int(sent.status_code)


def test_confirmed_corrected_dismissed(life: Living, client: TestClient) -> None:
    assert upload(client) == 303
    life.settle()
    assert life.rows(ActionRow) == []
    page = client.get("/imports").text
    assert "actions.csv, A3" in page
    assert "nobody is known as “Bob”" in page
    assert "&lt;b&gt;pallets" in page
    first, second, third = life.rows(ImportedActionRow)
    said = {"title": first.title, "owner": "tomas", "due": "2026-11-20", "kind": "statement"}
    assert client.post(f"/imports/{first.id}/confirmation", data=said).status_code == 303
    wrong = {"title": "Count", "owner": "", "due": "2026-11-20", "kind": "signed_number"}
    refused = client.post(f"/imports/{second.id}/confirmation", data=wrong)
    assert refused.status_code == 422
    assert re.search(r'value="Count"', refused.text), "what was filled in is kept"
    right = wrong | {"owner": "aino", "at_least": "40"}
    assert client.post(f"/imports/{second.id}/confirmation", data=right).status_code == 303
    assert client.post(f"/imports/{third.id}/dismissal").status_code == 303
    assert client.post(f"/imports/{third.id}/confirmation", data=said).status_code == 409
    life.settle()
    assert [row.state for row in life.rows(ActionRow)] == ["assigned", "assigned"]
    (mail,) = life.mails("tomas", "action_assigned")
    assert "Imported from actions.csv, A2." in mail.text
    life.answer(mail, "This is done.")
    life.answer(life.mails("aino", "action_assigned")[0], "It is 41 pallets.")
    assert [row.state for row in life.rows(ActionRow)] == ["done", "done"]
    action = life.rows(ActionRow)[0].id
    assert "Imported from actions.csv, A2" in client.get(f"/actions/{action}").text
    assert "Confirm the carrier" in client.get("/actions").text
    assert "Nothing waits" in client.get("/imports").text


def test_the_same_file_again_adds_nothing(life: Living, client: TestClient) -> None:
    assert (upload(client), upload(client)) == (303, 303)
    assert (len(life.rows(ImportRow)), len(life.rows(ImportedActionRow))) == (1, 3)


def test_what_cant_be_read_is_refused_in_words(life: Living, client: TestClient) -> None:
    sent = client.post("/imports", files={"file": ("a.pdf", b"%PDF-1.7", "application/pdf")})
    assert sent.status_code == 422
    assert life.rows(ImportRow) == []


def test_only_who_leads_or_administers_imports(life: Living, client: TestClient) -> None:
    sign_in(life, client, "tomas")
    assert upload(client) == 403
    page = client.get("/imports")
    assert page.status_code == 200
    assert "Read it" not in page.text
    assert 'href="/imports"' not in client.get("/actions").text


def test_late_and_chased_like_any_other(life: Living, client: TestClient) -> None:
    upload(client)
    first = life.rows(ImportedActionRow)[0]
    said = {"title": first.title, "owner": "tomas", "due": "2026-11-06", "kind": "statement"}
    client.post(f"/imports/{first.id}/confirmation", data=said)
    life.settle()
    life.until(life.rows(ActionRow)[0].due_at)
    assert len(life.mails("tomas", "action_reminder")) == 1
    life.wait(days=3)
    (request,) = life.open_requests("late_action")
    assert life.seats(request) == ["jonas"]


def test_the_command_line_says_where_each_stands(life: Living, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Tomas: confirm the syrup by 20 November\n", encoding="utf-8")
    told = imported(life.office, life.company_id, file, as_json=False)
    assert told[1] == "  line 1: Tomas: confirm the syrup by 20 November, Tomas Berg, 2026-11-20"
    assert "imported before" in imported(life.office, life.company_id, file, as_json=False)[0]
    assert '"owner": "tomas"' in imported(life.office, life.company_id, file, as_json=True)[0]
