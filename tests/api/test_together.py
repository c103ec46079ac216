"""Several requests answered at once over HTTP: all of them, or none and why."""

import re
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest

from gates.catalogue import MISSING_INPUT, TRADE_OFF
from gates.gate import Gate
from runtime.deciding_together import Item, record_together
from store import asked_requests
from store.tables.gates import RequestRow
from store.tables.people import PersonRow
from tests.api.examples import BRIEF
from tests.api.stage_web import Stage, ask, move
from tests.api.test_deciding import FORM, decisions
from tests.stage import ballot

OPTIONS = tuple(
    replace(BRIEF.options[0], key=key, name=name, choose_by=None)
    for key, name in (("wait", "Wait one more working day"), ("substitute", "Use last month’s"))
)
MISSING = replace(
    BRIEF,
    gate="missing_input",
    authors=(),
    pick=None,
    options=OPTIONS,
    sets_off=(
        replace(BRIEF.sets_off[1], text="A last request", who="Lucía Ferrer", option="wait"),
        replace(BRIEF.sets_off[0], text="Numbers of last month", option="substitute"),
    ),
)
REGIONS = ("Iberia", "Nordics", "DACH")


def missing(stage: Stage, region: str, gate: Gate = MISSING_INPUT) -> UUID:
    question = f"Go on without {region}’s forecast?"
    return ask(stage, gate, replace(MISSING, gate=gate.name, question=question))


@pytest.fixture
def three(stage: Stage) -> tuple[Stage, list[UUID]]:
    with stage.office.sessions(stage.company_id) as session:
        session.query(PersonRow).filter_by(key="ines").one().role = "sop_lead"
    ids = [missing(stage, region) for region in REGIONS]
    stage.sign_in("ines")
    return stage, ids


def page(stage: Stage, ids: list[UUID], **said: str) -> str:
    query = urlencode([("request", str(one)) for one in ids] + list(said.items()))
    answer = stage.client.get(f"/together?{query}")
    assert answer.status_code == 200
    return answer.text


def send(stage: Stage, drawn: str, *, without: int = 0, **more: str) -> Any:
    """Submit the form as it was drawn, leaving out as many of its ticked rows."""
    boxes = re.findall(r'<input type="checkbox" name="item" value="([^"]+)" checked>', drawn)
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', drawn)
    said = [("item", box) for box in boxes[without:]]
    said += [(name, unescape(value)) for name, value in hidden] + list(more.items())
    return stage.client.post("/together", content=urlencode(said), headers=FORM)


def outcomes(stage: Stage, ids: list[UUID]) -> list[str | None]:
    with stage.office.sessions(stage.company_id) as session:
        return [session.get_one(RequestRow, one).outcome for one in ids]


def test_from_the_inbox_to_the_receipt(three: tuple[Stage, list[UUID]]) -> None:
    stage, ids = three
    inbox = stage.client.get("/inbox").text
    boxes = re.findall(r'name="request" value="([^"]+)" form="together">', inbox)
    assert {UUID(box) for box in boxes} == set(ids)
    choosing = page(stage, ids)
    link = re.search(r'href="(/together\?[^"]+choice=wait)">Choose “Wait', choosing)
    assert link
    confirm = stage.client.get(unescape(link[1])).text
    assert confirm.count("A last request") == 3
    assert "Numbers of last month" not in confirm
    assert confirm.count("€182k margin") == 3
    assert "€546k at stake in all" in confirm
    assert decisions(stage) == []
    answer = send(stage, confirm, reason="She is back on Monday.")
    assert answer.status_code == 303
    receipt = stage.client.get(answer.headers["location"]).text
    assert "3 decisions in one go" in receipt
    assert receipt.count("ledger entry") == 3
    assert outcomes(stage, ids) == ["approved"] * 3
    made = decisions(stage)
    assert {(one.choice, one.reason) for one in made} == {("wait", "She is back on Monday.")}
    assert send(stage, confirm, reason="She is back on Monday.").status_code == 303
    assert len(decisions(stage)) == 3, "sent twice is one answer each"


def test_a_row_can_be_left_out(three: tuple[Stage, list[UUID]]) -> None:
    stage, ids = three
    confirm = page(stage, ids, verb="approve", choice="substitute")
    assert send(stage, confirm, without=1).status_code == 303
    assert outcomes(stage, ids).count("approved") == 2


def test_one_moved_brief_refuses_all_and_says_which(three: tuple[Stage, list[UUID]]) -> None:
    stage, ids = three
    confirm = page(stage, ids, verb="approve", choice="wait")
    moved = replace(MISSING, question="Go on without Nordics’s forecast?", subject="Moved")
    move(stage, ids[1], moved)
    refused = send(stage, confirm, reason="All of them.")
    assert refused.status_code == 409
    assert "Nothing was decided: 1 of 3" in refused.text
    assert refused.text.count("has changed since") == 1
    assert "All of them." in refused.text
    assert decisions(stage) == []
    assert outcomes(stage, ids) == [None] * 3
    again = send(stage, refused.text)
    assert again.status_code == 303, "the one that moved isn't ticked any more"
    assert outcomes(stage, ids) == ["approved", None, "approved"]


def test_one_closed_request_refuses_all(three: tuple[Stage, list[UUID]]) -> None:
    stage, ids = three
    confirm = page(stage, ids, verb="approve", choice="wait")
    with stage.office.sessions(stage.company_id) as session:
        row = session.get_one(RequestRow, ids[0])
        asked_requests.withdraw(row, at=row.opened_at)
    refused = send(stage, confirm)
    assert refused.status_code == 409
    assert "already decided" in refused.text
    assert decisions(stage) == []


def test_a_high_tier_in_the_selection_is_refused(three: tuple[Stage, list[UUID]]) -> None:
    stage, ids = three
    with stage.office.sessions(stage.company_id) as session:
        session.query(PersonRow).filter_by(key="ines").one().role = "coo"
    high = missing(stage, "everything", TRADE_OFF)
    for selection in ([*ids, high], [high]):
        query = urlencode([("request", str(one)) for one in selection])
        answer = stage.client.get(f"/together?{query}")
        assert answer.status_code == 422
        assert "One by one" in answer.text
    confirm = page(stage, ids, verb="approve", choice="wait")
    forged = confirm.replace(str(ids[0]), str(high))
    assert send(stage, forged).status_code == 422
    assert decisions(stage) == []
    assert f'value="{high}"' not in stage.client.get("/inbox").text


def test_a_stranger_to_one_of_them_decides_none(three: tuple[Stage, list[UUID]]) -> None:
    stage, ids = three
    confirm = page(stage, ids, verb="approve", choice="wait")
    stage.sign_in("jonas")
    refused = send(stage, confirm)
    assert refused.status_code == 409
    assert refused.text.count("waits for somebody else") == 3
    assert decisions(stage) == []


def test_dying_in_between_decides_none(three: tuple[Stage, list[UUID]]) -> None:
    """All of it is one transaction: what stands before its end isn't there after a crash."""
    stage, ids = three

    class Killed(BaseException):
        pass

    def reached(name: str) -> None:
        if name == "together.before_commit":
            raise Killed

    with stage.office.sessions(stage.company_id) as session:
        items = [
            Item(request_id=one, ballot=ballot(session.get_one(RequestRow, one), choice="wait"))
            for one in ids
        ]
    with pytest.raises(Killed):
        record_together(replace(stage.office, reached=reached), stage.company_id, "ines", items)
    assert decisions(stage) == []
    assert len(record_together(stage.office, stage.company_id, "ines", items)) == 3


def test_nothing_selected_goes_back(three: tuple[Stage, list[UUID]]) -> None:
    stage, _ = three
    assert stage.client.get("/together").headers["location"] == "/inbox"
    nothing = stage.client.post("/together", data={"verb": "approve"})
    assert nothing.status_code == 404
