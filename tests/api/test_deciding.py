"""An approver's part over HTTP: parse the page, follow its links, submit its form."""

import re
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from gates.catalogue import REVIEW
from store.tables.gates import DecisionRow, RequestRow
from tests.api.examples import BRIEF
from tests.api.stage_web import Stage, ask, move

FORM = {"content-type": "application/x-www-form-urlencoded"}


def link(page: str, text: str) -> str:
    """The address of the answer that says `text`."""
    found = re.search(rf'<a class="button[^>]*?href="([^"]+)"[^>]*>{re.escape(text)} <kbd>', page)
    assert found, f"no answer says {text}"
    return unescape(found[1])


def fields(page: str) -> dict[str, str]:
    form = page[page.index('action="/requests/') :]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in hidden}


def submit(client: TestClient, page: str, **more: str) -> Any:
    action = re.search(r'<form method="post" action="(/requests/[^"]+)"', page)
    assert action
    body = urlencode(fields(page) | more)
    return client.post(action[1], content=body, headers=FORM)


def decisions(stage: Stage) -> list[DecisionRow]:
    with stage.office.sessions(stage.company_id) as session:
        return session.query(DecisionRow).all()


def confirm(client: TestClient, request_id: UUID, text: str) -> str:
    page = client.get(f"/requests/{request_id}").text
    return client.get(link(page, text)).text


def test_the_whole_way(stage: Stage) -> None:
    request_id = ask(stage)
    client = stage.sign_in("ines")
    inbox = client.get("/inbox").text
    assert f'href="/requests/{request_id}"' in inbox
    page = confirm(client, request_id, "Approve Build early")
    assert "Place the expedite order" in page
    assert "Cut 14 non-core SKUs" not in page
    answer = submit(client, page, reason="Only if the syrup is confirmed.")
    assert answer.status_code == 303
    receipt = client.get(answer.headers["location"])
    assert "You said: Approve Build early" in receipt.text
    assert "Ledger entry 2" in receipt.text
    (decision,) = decisions(stage)
    assert (decision.verb, decision.choice) == ("approve", "build_early")
    assert decision.reason == "Only if the syrup is confirmed."
    assert "Nothing for you to decide" in client.get("/inbox").text
    assert "Approved" in client.get("/inbox?split=done").text


def test_another_option_shows_its_own_effects(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage)
    page = confirm(client, request_id, "Lower non-core")
    assert "Cut 14 non-core SKUs" in page
    assert "Place the expedite order" not in page
    assert "The recommendation is Build early" in page
    submit(client, page)
    assert decisions(stage)[0].choice == "lower"


def test_sent_twice_is_one_decision(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage)
    page = confirm(client, request_id, "Approve Build early")
    first, second = submit(client, page), submit(client, page)
    assert first.headers["location"] == second.headers["location"]
    assert len(decisions(stage)) == 1


def test_two_tabs_are_one_decision(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage)
    one = confirm(client, request_id, "Approve Build early")
    other = confirm(client, request_id, "Lower non-core")
    assert submit(client, one).status_code == 303
    refused = submit(client, other)
    assert refused.status_code == 409
    assert "already" in refused.text
    assert [decision.choice for decision in decisions(stage)] == ["build_early"]


def test_what_moved_is_shown_and_nothing_decided(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage)
    page = confirm(client, request_id, "Approve Build early")
    dearer = replace(BRIEF, stake=replace(BRIEF.stake, headline="€74k margin"))
    move(stage, request_id, dearer)
    refused = submit(client, page)
    assert refused.status_code == 409
    assert "€182k margin" in refused.text
    assert "<b>€74k margin</b>" in refused.text
    assert decisions(stage) == []
    fresh = client.get(link(refused.text, "Approve Build early")).text
    assert submit(client, fresh).status_code == 303


def test_the_confirm_step_says_what_moved_before_any_reason_is_written(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage)
    page = client.get(f"/requests/{request_id}").text
    move(stage, request_id, replace(BRIEF, question="Approve building some Oat Bars early?"))
    assert "has changed since" in client.get(link(page, "Approve Build early")).text


def test_a_missing_reason_keeps_the_form(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage)
    page = confirm(client, request_id, "Request changes")
    refused = submit(client, page, reason=" ")
    assert refused.status_code == 422
    assert "Say why" in refused.text
    assert fields(refused.text)["decision_id"] == fields(page)["decision_id"]
    assert submit(client, refused.text, reason="Split the build.").status_code == 303


def test_reviewers_endorse_or_dissent(stage: Stage) -> None:
    request_id = ask(stage, REVIEW, replace(BRIEF, authors=()))
    submit(stage.sign_in("jonas"), confirm(stage.client, request_id, "Endorse Build early"))
    dissent = confirm(stage.sign_in("priya"), request_id, "Dissent")
    assert "What would you take instead?" in dissent
    said = {"choice": "limit", "reason": "€184k more cash tied up."}
    assert submit(stage.client, dissent, **said).status_code == 303
    page = stage.sign_in("marta").get(f"/requests/{request_id}").text
    assert "2 of 3 answered" in page
    assert "“€184k more cash tied up.”" in page


@pytest.mark.parametrize(
    ("key", "says"),
    [
        pytest.param("jonas", "this waits for Ines Moreau", id="no seat"),
    ],
)
def test_who_may_not_answer_sees_why(stage: Stage, key: str, says: str) -> None:
    request_id = ask(stage)
    page = stage.sign_in(key).get(f"/requests/{request_id}?confirm=approve&choice=limit")
    assert says in page.text
    assert "<textarea" not in page.text


def test_a_forged_answer_is_refused(stage: Stage) -> None:
    request_id = ask(stage)
    forged = {
        "decision_id": str(uuid4()),
        "brief_sha256": request_hash(stage, request_id),
        "verb": "approve",
        "choice": "build_early",
    }
    client = stage.sign_in("jonas")
    answer = client.post(f"/requests/{request_id}/decisions", data=forged)
    assert answer.status_code == 403
    assert decisions(stage) == []


def request_hash(stage: Stage, request_id: UUID) -> str:
    with stage.office.sessions(stage.company_id) as session:
        return session.get_one(RequestRow, request_id).brief_sha256


def test_a_receipt_is_the_signers_own(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage)
    answer = submit(client, confirm(client, request_id, "Approve Build early"))
    assert stage.sign_in("jonas").get(answer.headers["location"]).status_code == 404
