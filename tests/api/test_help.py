"""Every page says what it is for; the tour tells its story on them; the demo begins again."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.help import TITLES, help_of, sections
from api.pages import TEMPLATES
from api.views.tour import STOPS
from runtime.sample import wants_again
from store.tables.people import PersonRow
from tests import stage as stages
from tests.api.stage_web import Stage, ask

ROUTES = Path(__file__).parents[2] / "api" / "routes"
DRAWN = re.compile(r'"([a-z_]+/[a-z_]+\.html)"')
FRAMELESS = {"sign_in", "by_link", "api"}
"""Who reads these isn't signed in, or writes a program."""


def drawn() -> set[str]:
    found = {name for path in ROUTES.rglob("*.py") for name in DRAWN.findall(path.read_text())}
    return {name for name in found if name.partition("/")[0] not in FRAMELESS}


@pytest.mark.parametrize("template", sorted(drawn()))
def test_every_page_says_what_it_is_for_and_how(template: str) -> None:
    assert (TEMPLATES / template).exists()
    said = help_of(template)
    if template == "help/show.html":
        assert said is None
    else:
        assert said is not None, "docs/reference/pages.md and api/help.py have no section of it"
        assert said.says
        assert said.how


def test_each_section_is_a_page() -> None:
    folders = {name.partition("/")[0] for name in drawn()} - {"help"}
    assert folders == set(TITLES) == set(sections())


def test_code_in_help_is_escaped_and_drawn() -> None:
    said = help_of("ledger/show.html")
    assert said is not None
    assert "<code>sopwith ledger verify</code>" in said.how[0]


def test_help_is_on_the_page_in_its_readers_language(stage: Stage) -> None:
    client = stage.sign_in("ines")
    says, how = sections()["inbox"].says, sections()["inbox"].how
    page = client.get("/inbox").text
    assert 'id="help" popover' in page
    for text in (says, *how):
        assert text in page
    assert sections()["plan"].says not in page
    everything = client.get("/help").text
    assert all(f'id="{key}"' in everything for key in TITLES)
    with stage.office.sessions(stage.company_id) as session:
        session.query(PersonRow).filter_by(key="ines").one().language = "de"
    assert "der teuerste Aufschub zuerst" in client.get("/inbox").text


@pytest.fixture
def demo(stage: Stage) -> Iterator[Stage]:
    """The stage with a clock that a story turns."""
    settings = stage.office.settings.model_copy(update={"clock": "shifted"})
    office = replace(stage.office, settings=settings, now=lambda: stages.NOW)
    base = settings.base_url
    with TestClient(create_app(office), base_url=base, follow_redirects=False) as client:
        client.headers["Sec-Fetch-Site"] = "same-origin"
        yield Stage(office=office, company_id=stage.company_id, client=client)


def test_the_tour_walks_through_the_story_and_ends(demo: Stage) -> None:
    request_id = ask(demo)
    client = demo.sign_in("ines")
    assert "Take the tour" in client.get("/inbox").text
    assert "Take the tour" not in client.get("/plan").text
    walked = [client.post("/tour", data={"stop": n}).headers["location"] for n in range(1, 8)]
    assert walked == [
        "/inbox",
        "/inputs",
        "/cycle",
        f"/requests/{request_id}",
        "/plan",
        "/actions",
        "/ledger",
    ]
    page = client.get("/ledger").text
    assert STOPS[-1].title in page
    assert "7 of 7" in page
    assert "Next" not in re.findall(r"<aside class=\"tour\".*?</aside>", page, re.DOTALL)[0]
    client.post("/tour", data={"stop": "off"})
    assert 'class="tour"' not in client.get("/inbox").text


@pytest.mark.parametrize("stop", ["0", "8", "-1", "x", "", "9" * 5000])
def test_a_stop_that_is_none_ends_it(demo: Stage, stop: str) -> None:
    client = demo.sign_in("ines")
    assert client.post("/tour", data={"stop": stop}).headers["location"] == "/inbox"
    assert 'class="tour"' not in client.get("/inbox").text


def test_who_may_not_read_the_ledger_is_not_led_there(demo: Stage) -> None:
    with demo.office.sessions(demo.company_id) as session:
        session.query(PersonRow).filter_by(key="ines").one().role = "procurement"
    client = demo.sign_in("ines")
    client.post("/tour", data={"stop": "6"})
    assert "6 of 6" in client.get("/actions").text


def test_outside_the_demo_nobody_is_toured_and_nothing_begins_again(stage: Stage) -> None:
    client = stage.sign_in("ines")
    assert 'class="tour"' not in client.get("/inbox").text
    assert "Begin the story again" not in client.get("/help").text
    assert client.post("/sample/again").status_code == 409
    assert not wants_again(stage.office.settings)


def test_the_demo_is_asked_once_to_begin_again(demo: Stage) -> None:
    client = demo.sign_in("ines")
    assert "Begin the story again" in client.get("/help").text
    asked = client.post("/sample/again")
    assert "The story begins anew" in client.get(asked.headers["location"]).text
    assert [wants_again(demo.office.settings) for _ in range(2)] == [True, False]
