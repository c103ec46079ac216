"""An input's page, by the link in its owner's letter: no session, no JavaScript, one input."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from sqlalchemy.engine import URL
from starlette.testclient import TestClient

from api.app import create_app
from runtime.halden import halden_foods
from runtime.halden_files import files_of
from store.people import person_by_key
from tests.graphs.inputs_seen import asked, versions
from tests.living import Living, living


class Fields(HTMLParser):
    """The units of the rendered grid, and where its form goes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.units: list[str] = []
        self.actions: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        if tag == "form":
            self.actions.append(of.get("action") or "")
        if tag == "input" and of.get("name") == "units":
            self.units.append(of.get("value") or "")


@pytest.fixture
def life(empty_database: URL) -> Iterator[Living]:
    with living(empty_database) as lived:
        lived.begin()
        yield lived


@pytest.fixture
def client(life: Living) -> Iterator[TestClient]:
    app = create_app(life.office)
    base = life.office.settings.base_url
    with TestClient(app, base_url=base, follow_redirects=False) as browser:
        browser.headers["Sec-Fetch-Site"] = "same-origin"
        yield browser


def link(life: Living, person: str) -> str:
    found = re.search(r"/i/[a-z2-7]{32}", life.mails(person)[0].text)
    assert found is not None
    return found[0]


def opened(life: Living, client: TestClient, person: str) -> str:
    """The page, after its owner has said who they are."""
    path = link(life, person)
    address = f" {person.upper()}@halden.example"
    assert client.post(f"{path}/who", data={"address": address}).status_code == 303
    return path


def test_the_page_answers_without_a_session_and_tells_nobody_its_address(
    life: Living, client: TestClient
) -> None:
    page = client.get(link(life, "franka"))
    assert page.status_code == 200
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in page.headers["x-robots-tag"]
    assert "Forecast for DACH" in page.text
    assert "Nordics" not in page.text, "it is one input's"
    assert "Waive" not in page.text
    assert "/ledger" not in page.text


def test_before_its_owner_says_who_they_are_it_only_shows(life: Living, client: TestClient) -> None:
    path = link(life, "franka")
    page = client.get(path).text
    assert "Who are you?" in page
    assert "No change" not in page
    assert client.post(f"{path}/who", data={"address": "x@halden.example"}).status_code == 403
    pressed = client.post(f"{path}/unchanged")
    assert (pressed.status_code, "Say first who you are" in pressed.text) == (403, True)
    other = opened(life, client, "erik")
    assert other != path
    assert client.post(f"{path}/unchanged").status_code == 403, "it holds for one link"
    life.settle()
    assert versions(life, "dach") == []


def test_the_rendered_grid_is_sent_back_with_one_cell_changed(
    life: Living, client: TestClient
) -> None:
    path = opened(life, client, "lucia")
    form = Fields(client.get(path).text)
    action = next(one for one in form.actions if "/grid/" in one)
    units = [str(int(form.units[0]) + 5), *form.units[1:]]
    wrong = client.post(action, data={"units": ["many", *units[1:]]})
    assert (wrong.status_code, "“many”" in wrong.text) == (422, True)
    taken = client.post(action, data={"units": units})
    assert (taken.status_code, taken.headers["location"]) == (303, f"{path}?done=grid")
    life.settle()
    assert versions(life, "iberia") == [(1, "accepted")]
    after = client.get(taken.headers["location"])
    assert "came in as a new version" in after.text
    assert Fields(after.text).units == units
    assert Fields(after.text).actions[-1] == f"{path}/grid/1"


def test_a_file_is_taken_and_its_findings_are_answered_on_the_page(
    life: Living, client: TestClient
) -> None:
    path = opened(life, client, "franka")
    wrong, _ = files_of(halden_foods())["franka"]
    sent = client.post(f"{path}/file", files={"file": (wrong.name, wrong.content)})
    assert sent.status_code == 303
    life.settle()
    page = client.get(path).text
    assert "Yes, correct these 108 cells" in page
    assert "How we read it" in page
    consent = client.post(f"{path}/corrections", data={"version": 1, "rule": "R31"})
    assert consent.status_code == 303
    life.settle()
    assert versions(life, "dach") == [(1, "superseded"), (2, "accepted")]


def test_findings_are_told_in_the_owners_words_and_marked_so(
    life: Living, client: TestClient
) -> None:
    with life.office.sessions(life.company_id) as session:
        person_by_key(session, life.company_id, "franka").language = "es"
    path = opened(life, client, "franka")
    wrong, _ = files_of(halden_foods())["franka"]
    client.post(f"{path}/file", files={"file": (wrong.name, wrong.content)})
    life.settle()
    page = client.get(path).text
    findings = page[page.index("h-group-1") : page.index("h-reading")]
    assert "Debe corregirse" in findings
    assert "se esperaba" in findings
    for english in ("Blocks", "Please check", "Given", "expected"):
        assert english not in findings
    assert set(re.findall(r' lang="([\w-]+)"', findings)) == {"en-GB"}, "what a number is worth"


def test_what_is_wrong_is_said_on_the_page(life: Living, client: TestClient) -> None:
    path = opened(life, client, "franka")
    pdf = client.post(f"{path}/file", files={"file": ("plan.pdf", b"%PDF-1.7")})
    assert (pdf.status_code, "We read .xlsx" in pdf.text) == (422, True)
    silent = client.post(f"{path}/words", data={"words": " "})
    assert silent.status_code == 422
    assert client.post(f"{path}/unchanged").status_code == 303
    life.settle()
    assert asked(life, "dach").state == "accepted"


def test_another_link_opens_nothing(life: Living, client: TestClient) -> None:
    path = link(life, "franka")
    other = f"{path[:-1]}{'a' if path[-1] != 'a' else 'b'}"
    for answer in (client.get(other), client.post(f"{other}/unchanged")):
        assert answer.status_code == 401
        assert "opens nothing any more" in answer.text
    foreign = client.post(f"{path}/unchanged", headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert versions(life, "dach") == []


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("de", ("Wer sind Sie?", "Prognose für Iberia", 'lang="de"')),
        ("es", ("¿Quién es usted?", "Previsión para Iberia", 'lang="es"')),
        ("fr", ("Qui êtes-vous ?", "Prévision pour Iberia", 'lang="fr"')),
    ],
)
def test_the_page_speaks_its_owners_language(
    life: Living, client: TestClient, language: str, says: tuple[str, ...]
) -> None:
    with life.office.sessions(life.company_id) as session:
        person_by_key(session, life.company_id, "lucia").language = language
    page = client.get(link(life, "lucia")).text
    assert all(words in page for words in says)
    drawn = client.get(opened(life, client, "lucia")).text
    for english in ("Send a file", "Nothing changes", "Answer in words", "Correct cells"):
        assert f">{english}<" not in drawn
