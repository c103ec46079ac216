"""What waits for somebody is the same however it is found: read lightly, or seat by seat."""

import re
from dataclasses import replace
from uuid import UUID

from gates.catalogue import REVIEW, TRADE_OFF
from gates.gate import Rule
from gates.people import Role
from gates.seating import role
from gates.speaking import speaks_for
from store.delegations import received
from store.reading_inbox import open_sittings, plainly_theirs
from store.tables.gates import RequestRow
from tests import stage as stages
from tests.api.stage_web import Stage, ask, decided

IN_TURNS = replace(TRADE_OFF, slate=(role(Role.SALES_LEAD), role(Role.COO)), rule=Rule.SEQUENCE)
ROW = re.compile(r'class="question" href="/requests/([0-9a-f-]{36})"')


def test_what_waits_is_found_either_way(stage: Stage) -> None:
    """Plain, with several seats, in turns, answered by one of them, resting on one's own work."""
    ask(stage, TRADE_OFF)
    ask(stage, REVIEW)
    turns = ask(stage, IN_TURNS)
    answered = ask(stage, TRADE_OFF)
    decided(stage, answered)
    own = ask(stage, REVIEW)
    with stage.office.sessions(stage.company_id) as session:
        session.get_one(RequestRow, own).took_part = ["priya"]
    for key in ("ines", "marta", "jonas", "priya", "henrik"):
        plain, every = waits_for(stage, key)
        assert plain <= every, key
        shown = {UUID(one) for one in ROW.findall(stage.sign_in(key).get("/inbox").text)}
        assert shown == every, key
        assert (turns in every) is (key == "marta")
        assert turns not in plain
    assert own in waits_for(stage, "marta")[0]
    assert own not in waits_for(stage, "priya")[1]


def waits_for(stage: Stage, key: str) -> tuple[set[UUID], set[UUID]]:
    """What is plainly theirs, and everything, seat by seat."""
    with stage.office.sessions(stage.company_id) as session:
        given = received(session, stage.company_id, key)
        plain = {one.request_id for one in plainly_theirs(session, stage.company_id, key)}
        holders = {key, *(one.giver for one in given)}
        every = {
            light.request_id
            for light, sitting in open_sittings(session, stage.company_id, holders)
            if speaks_for(sitting, key, given, at=stages.NOW)
        }
    return plain, every
