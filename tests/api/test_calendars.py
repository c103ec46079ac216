"""Deadlines in people's own calendars."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from tests.api.stage_web import Stage, ask, decided, furnish
from tests.stage import NOW

KEEPS = re.compile(r'value="(http[^"]+\.ics)"')


@pytest.fixture
def feed(stage: Stage) -> str:
    """Ines's address, made on her page."""
    ask(stage)
    client = stage.sign_in("ines")
    assert "You have no address yet" in client.get("/calendar").text
    assert client.post("/calendar/address").status_code == 303
    (address,) = KEEPS.findall(client.get("/calendar").text)
    client.cookies.clear()
    return str(address)


def entries(content: bytes) -> dict[str, str]:
    """Summary to key."""
    read: Any = Calendar.from_ical(content)
    return {str(event["summary"]): str(event["uid"]) for event in read.walk("VEVENT")}


def test_who_has_the_address_reads_the_deadlines_and_nothing_else(stage: Stage, feed: str) -> None:
    got = stage.client.get(feed)
    assert got.headers["content-type"].startswith("text/calendar")
    (title,) = entries(got.content)
    assert title.startswith("Decide: ")
    read: Any = Calendar.from_ical(got.content)
    (event,) = read.walk("VEVENT")
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(minutes=30)
    assert event["dtend"].dt > NOW
    assert stage.client.get("/inbox").status_code == 303, "nobody is signed in by it"
    assert stage.client.get(str(event["url"])).status_code == 303


def test_what_is_done_goes(stage: Stage, feed: str) -> None:
    before = entries(stage.client.get(feed).content)
    (uid,) = before.values()
    request = uid.partition("@")[0].removeprefix("requests-")
    decided(stage, UUID(request))
    assert entries(stage.client.get(feed).content) == {}


def test_inputs_and_actions_are_in_it(stage: Stage) -> None:
    furnish(stage)
    client = stage.sign_in("marta")
    client.post("/calendar/address")
    (address,) = KEEPS.findall(client.get("/calendar").text)
    firsts = {title.partition(":")[0] for title in entries(client.get(address).content)}
    assert firsts == {"Decide", "Send", "Finish"}


@pytest.mark.parametrize("way", ["/calendar/address", "/calendar/end"])
def test_an_address_given_up_opens_nothing(stage: Stage, feed: str, way: str) -> None:
    client = stage.sign_in("ines")
    client.post(way)
    assert client.get(feed).status_code == 404
    found = KEEPS.findall(client.get("/calendar").text)
    assert (len(found), feed in found) == (1 if way.endswith("address") else 0, False)


@pytest.mark.parametrize("token", ["1-", "x", "-", "99999999999-aa", "1-" + "0" * 40, "²-a"])
def test_a_guess_opens_nothing(stage: Stage, feed: str, token: str) -> None:
    assert feed
    assert stage.client.get(f"/calendars/{token}.ics").status_code == 404


def test_one_deadline_by_itself(stage: Stage) -> None:
    request_id = ask(stage)
    client = stage.sign_in("ines")
    page = client.get(f"/requests/{request_id}").text
    assert f"/requests/{request_id}/deadline.ics" in page
    found = entries(client.get(f"/requests/{request_id}/deadline.ics").content)
    assert list(found.values()) == [f"requests-{request_id}@{stage.office.settings.mail_domain}"]
