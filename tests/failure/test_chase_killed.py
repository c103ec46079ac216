"""Processes die while they chase, or two do the same at once: everything happens once.

An action's owner and an input's are reminded twice and answer; the same answer comes in twice.
Places to die at are every point the code names and every round trip to the database; `make test`
dies at the named points of chasing, `make test-long` everywhere.
"""

import base64
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy.engine import URL

from gates.playbook import Playbook
from graphs.own_calendar import OwnCalendar
from graphs.reminding import reminder_times
from mail.letter import message_id
from runtime.halden_files import LUCIA_SAYS
from store.tables.actions import ActionRow, ActionUpdateRow
from store.tables.effects import EffectRow, MessageRow
from store.tables.inputs import InputRequestRow, SubmissionRow
from tests.databases import copied, drop, fresh_database
from tests.failure.nursery import free_port
from tests.graphs.actions_at_hand import hand_out
from tests.living import Living, lived_on, living
from tests.processes import ROOT

HOUR = timedelta(hours=1)
LATER_DAY = "I will have it by 20.11.2026."
ENOUGH = "Confirmed: 12,550 by 27.11.2026."
REMINDERS, AT_ONCE, SPARE = 2, 1, 3
"""Some of the last round trips aren't reached again: a thread more or less."""
NAMED = ("action.", "input.", "receive.", "deliver.", "advance.moved", "advance.recorded")


class Box:
    """A mail server that writes down the key of every message it took."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        said = message_from_bytes(envelope.content, policy=default)
        self.taken.append(str(said["Message-ID"]))
        return "250 taken"


@dataclass(frozen=True, slots=True)
class Tale:
    """What happens from a kept database on: moments, some with a mail."""

    about: str
    database: str
    company_id: int
    events: tuple[dict[str, Any], ...]

    @property
    def ends_at(self) -> datetime:
        return datetime.fromisoformat(self.events[-1]["at"])


@dataclass(slots=True)
class Stage:
    server: URL
    port: int
    box: Box
    process: "subprocess.Popen[str]"
    kills: int = 0
    repeats: int = 0

    def fates(self, *orders: dict[str, Any]) -> list[dict[str, Any]]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(orders) + "\n")
        self.process.stdin.flush()
        found: list[dict[str, Any]] = json.loads(self.process.stdout.readline())
        return found

    def lived(self, tale: Tale, *places: str, at_once: int = 1) -> tuple[dict[str, Any], list[str]]:
        """How it ends when one process after the other dies at a place, and the last lives."""
        name = copied(self.server, tale.database)
        url = self.server.set(database=name)
        order: dict[str, Any] = {
            "url": url.render_as_string(hide_password=False),
            "company_id": tale.company_id,
            "events": tale.events,
            "first": 0,
            "number": 0,
        }
        self.box.taken.clear()
        for place in places:
            (fate,) = self.fates(order | {"dies_at": place})
            assert fate["code"] in {0, -9}, "see its error output"
            self.kills += fate["code"] == -9
            order |= {"first": fate["came_to"], "number": order["number"] + 1}
        for number in range(len(tale.events) if at_once > 1 else 0):
            own = order | {"first": number, "events": tale.events[: number + 1], "dies_at": None}
            fates = self.fates(*([own] * at_once))
            assert [fate["code"] for fate in fates] == [0] * at_once, "see its error output"
            order |= {"first": number}
        fates = self.fates(order | {"dies_at": None})
        assert fates[0]["code"] == 0, "see its error output"
        try:
            with lived_on(url, tale.company_id, tale.ends_at) as end:
                return self._end(end, len(places)), fates[0]["passed"]
        finally:
            drop(self.server, name)

    def _end(self, life: Living, kills: int) -> dict[str, Any]:
        """What there is to see of it, but for its moments."""
        effects = life.rows(EffectRow)
        domain = life.office.settings.mail_domain
        taken = Counter(self.box.taken)
        sent = {message_id(one.key, domain) for one in effects}
        assert set(taken) <= sent, "no letter leaves under a key of its own making"
        assert max(taken.values()) <= 1 + kills, "again only by who took over, under its key"
        self.repeats += taken.total() - len(taken)
        return {
            "letters": sorted(f"{one.key} {one.state}" for one in effects),
            "left": sorted(taken),
            "actions": [(one.key, one.state, one.reminders) for one in life.rows(ActionRow)],
            "updates": [(one.action_id, one.kind) for one in life.rows(ActionUpdateRow)],
            "inputs": [(one.region, one.state) for one in life.rows(InputRequestRow)],
            "versions": [(one.input_request_id, one.state) for one in life.rows(SubmissionRow)],
            "mail": [one.state for one in life.rows(MessageRow)],
            "troubles": [one.problem for one in effects if one.problem],
        }


@pytest.fixture(scope="module")
def stage(server: URL) -> Iterator[Stage]:
    box = Box()
    smtp = Controller(box, hostname="127.0.0.1", port=free_port())
    smtp.start()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.failure.chasing", str(smtp.port)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield Stage(server, smtp.port, box, process)
        finally:
            process.kill()
            smtp.stop()


def event(at: datetime, mail: bytes = b"") -> dict[str, Any]:
    return {"at": at.isoformat(), "mail": base64.b64encode(mail).decode()}


def chased(due: datetime, zone: str, kind: str, mail: bytes) -> tuple[dict[str, Any], ...]:
    """Both reminders, the answer, and the same answer again."""
    first, second = reminder_times(due, getattr(Playbook(), kind), OwnCalendar(zone))
    return (
        event(first),
        event(second),
        event(second + HOUR, mail),
        event(second + 2 * HOUR, mail),
    )


def _action(life: Living) -> tuple[dict[str, Any], ...]:
    hand_out(life)
    (asked,) = life.mails("tomas")
    life.answer(asked, LATER_DAY)
    due = next(row.due_at for row in life.rows(ActionRow) if row.key == "confirm")
    return chased(due, "Europe/Berlin", "actions", life.raw(asked, ENOUGH))


def _input(life: Living) -> tuple[dict[str, Any], ...]:
    life.begin()
    (asked,) = life.mails("lucia")
    due = next(row.due_at for row in life.rows(InputRequestRow) if row.region == "iberia")
    return chased(due, "Europe/Madrid", "inputs", life.raw(asked, LUCIA_SAYS))


@contextmanager
def told(
    server: URL, about: str, prepare: Callable[[Living], tuple[dict[str, Any], ...]]
) -> Iterator[Tale]:
    with fresh_database(server) as url:
        with living(url) as life:
            events = prepare(life)
        assert url.database is not None
        yield Tale(about, url.database, life.company_id, events)


@pytest.fixture(scope="module")
def action(server: URL) -> Iterator[Tale]:
    with told(server, "action", _action) as tale:
        yield tale


@pytest.fixture(scope="module")
def asked_input(server: URL) -> Iterator[Tale]:
    with told(server, "input", _input) as tale:
        yield tale


@pytest.fixture(params=["action", "asked_input"])
def tale(request: pytest.FixtureRequest) -> Tale:
    found: Tale = request.getfixturevalue(request.param)
    return found


def test_both_are_reminded_twice_and_heard_once(stage: Stage, action: Tale) -> None:
    """What every other life has to come to."""
    end, _ = stage.lived(action)
    assert sum("/reminder/" in letter for letter in end["letters"]) == REMINDERS
    assert {letter.rpartition(" ")[2] for letter in end["letters"]} == {"sent"}
    assert end["actions"][0] == ("confirm", "done", REMINDERS)
    kinds = [kind for _, kind in end["updates"]]
    assert (kinds.count("reminded"), kinds.count("done")) == (REMINDERS, 1)
    assert end["mail"] == ["read", "read"], "what set the day, and the answer once"


@pytest.mark.heavy
@pytest.mark.timeout(300)
def test_the_same_end_wherever_a_process_dies(stage: Stage, tale: Tale) -> None:
    whole, passed = stage.lived(tale)
    first = {place.split("#")[0]: place for place in reversed(passed) if place.startswith(NAMED)}
    own = {f"{tale.about}.reminded", f"{tale.about}.read"}
    assert set(first) >= own | {"receive.kept", "deliver.sent", "advance.moved"}
    assert_same(stage, tale, whole, sorted(first.values()))


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_the_same_end_at_every_round_trip(stage: Stage, tale: Tale) -> None:
    whole, passed = stage.lived(tale)
    assert_same(stage, tale, whole, passed)


def assert_same(stage: Stage, tale: Tale, whole: dict[str, Any], places: list[str]) -> None:
    stage.kills = stage.repeats = 0
    for place in places:
        end, _ = stage.lived(tale, place)
        assert end == whole, place
    print(f"{len(places)} places, {stage.kills} kills, {stage.repeats} repeats under their key")
    assert stage.kills >= len(places) - SPARE


def test_two_processes_do_it_once(stage: Stage, tale: Tale) -> None:
    """Both come to each reminder and are handed the same mail at once."""
    whole, _ = stage.lived(tale)
    for _ in range(AT_ONCE):
        end, _ = stage.lived(tale, at_once=2)
        assert end == whole
