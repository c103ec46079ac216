"""An action's page, by the link in its letter: no session, no JavaScript, one action."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy.engine import URL
from starlette.testclient import TestClient

from api.app import create_app
from store.tables.actions import ActionRow, ActionUpdateRow
from store.tables.links import ActionLinkRow
from store.tables.offers import OfferRow
from store.tables.people import PersonRow
from tests.graphs.actions_at_hand import hand_out
from tests.living import Living, Mail, living


@pytest.fixture
def life(empty_database: URL) -> Iterator[Living]:
    with living(empty_database) as lived:
        hand_out(lived)
        yield lived


@pytest.fixture
def client(life: Living) -> Iterator[TestClient]:
    base = life.office.settings.base_url
    with TestClient(create_app(life.office), base_url=base, follow_redirects=False) as browser:
        browser.headers["Sec-Fetch-Site"] = "same-origin"
        yield browser


def link(mail: Mail) -> str:
    found = re.search(r"/a/[a-z2-7]{32}", mail.text)
    assert found
    return found.group()


def says_who(life: Living, client: TestClient, path: str, key: str) -> None:
    email = next(who.email for who in life.rows(PersonRow) if who.key == key)
    assert client.post(f"{path}/who", data={"address": email.upper()}).status_code == 303


def said(doing: str, **fields: object) -> dict[str, object]:
    return {"doing": doing, "answer_id": str(uuid4()), **fields}


def confirm(life: Living) -> ActionRow:
    return next(row for row in life.rows(ActionRow) if row.key == "confirm")


def test_following_and_pressing_change_nothing(life: Living, client: TestClient) -> None:
    path = link(life.mails("tomas")[0])
    before = (confirm(life).state, len(life.rows(ActionUpdateRow)))
    client.get(path)
    page = client.get(path)
    assert page.status_code == 200
    assert "Who are you?" in page.text
    assert "Your answer" not in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    for doing in ("begin", "done", "move", "block", "hand_over", "split", "take", "decline"):
        refused = client.post(f"{path}/answers", data=said(doing, reason="x"))
        assert refused.status_code == 403
    wrong = client.post(f"{path}/who", data={"address": "robot@scanner.example"})
    assert wrong.status_code == 403
    life.settle()
    assert (confirm(life).state, len(life.rows(ActionUpdateRow))) == before


def test_done_with_evidence(life: Living, client: TestClient) -> None:
    path = link(life.mails("tomas")[0])
    says_who(life, client, path, "tomas")
    assert "Your answer" in client.get(path).text
    assert client.post(f"{path}/answers", data=said("begin")).status_code == 303
    sent = said("done", quantity="12550", day="2026-11-27", reason="Order 4711.")
    assert client.post(f"{path}/answers", data=sent).headers["location"] == f"{path}?done=1"
    life.settle()
    assert confirm(life).state == "done"
    assert "Your answer came in." in client.get(f"{path}?done=1").text
    assert "What closed it" in client.get(path).text


def test_another_day_and_what_stands_in_the_way(life: Living, client: TestClient) -> None:
    path = link(life.mails("tomas")[0])
    says_who(life, client, path, "tomas")
    before = confirm(life).due_at
    client.post(f"{path}/answers", data=said("move", day="2026-11-12"))
    life.settle()
    assert confirm(life).due_at > confirm(life).original_due_at == before
    assert client.post(f"{path}/answers", data=said("block", reason=" ")).status_code == 422
    client.post(f"{path}/answers", data=said("block", reason="No buyer is in."))
    life.settle()
    assert confirm(life).state == "blocked"


def test_handed_over_by_the_receivers_own_link(life: Living, client: TestClient) -> None:
    own = link(life.mails("tomas")[0])
    says_who(life, client, own, "tomas")
    client.post(f"{own}/answers", data=said("hand_over", to="jonas"))
    life.settle()
    theirs = link(life.mails("jonas", "action_offered")[0])
    says_who(life, client, theirs, "jonas")
    page = client.get(theirs).text
    assert "asks whether you take this over" in page
    assert "Your answer" not in page
    assert client.post(f"{theirs}/answers", data=said("take")).status_code == 303
    life.settle()
    assert [row.state for row in life.rows(OfferRow)] == ["taken"]
    assert client.get(own).status_code == 401, "it is somebody else's now"
    assert "Who are you?" in client.get(link(life.mails("jonas", "action_assigned")[0])).text


def test_split_on_the_page(life: Living, client: TestClient) -> None:
    path = link(life.mails("tomas")[0])
    says_who(life, client, path, "tomas")
    rows = {
        "part_to": ["tomas", "jonas", "", ""],
        "part_share": ["6000", "6000", "", ""],
        "part_words": ["", "second supplier", "", ""],
        "part_day": ["2026-11-05", "2026-11-06", "", ""],
    }
    short = client.post(f"{path}/answers", data=said("split", **rows))
    assert short.status_code == 422
    assert "The parts have to add up" in short.text
    assert 'value="second supplier"' in short.text, "what was typed is kept"
    rows["part_share"][1] = "6550"
    assert client.post(f"{path}/answers", data=said("split", **rows)).status_code == 303
    life.settle()
    assert sum(row.part_of == confirm(life).id for row in life.rows(ActionRow)) == 2
    page = client.get(path).text
    assert "Its parts" in page
    assert "Your answer" not in page
    assert len(life.mails("jonas", "action_offered")) == 1


def test_only_digests_are_kept_and_one_action_opens(life: Living, client: TestClient) -> None:
    path = link(life.mails("tomas")[0])
    assert path[3:] not in {row.token_sha256 for row in life.rows(ActionLinkRow, by="token_sha256")}
    assert client.get("/a/" + "a" * 32).status_code == 401
    assert client.get(path.replace("/a/", "/i/")).status_code == 401
    life.wait(days=60)
    assert client.get(path).status_code == 401


def test_the_page_speaks_its_readers_language(life: Living, client: TestClient) -> None:
    """Not that of the browser, and refusals too; what was written down stays as it was."""
    path = link(life.mails("tomas")[0])
    says_who(life, client, path, "tomas")
    with life.office.sessions(life.company_id) as session:
        session.query(PersonRow).filter_by(key="tomas").one().language = "de"
    page = client.get(path, headers={"accept-language": "en"}).text
    for words in ("Ihre Antwort", "Ich brauche einen anderen Tag", "Verlauf", "Fällig"):
        assert words in page, words
    assert "Your answer" not in page
    refused = client.post(f"{path}/answers", data=said("move", day="2020-01-01"))
    assert "Nennen Sie einen künftigen Tag." in refused.text
