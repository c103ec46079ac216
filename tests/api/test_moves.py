"""Delegate, add an approver, comment, snooze, take back: over HTTP, by the forms the pages show."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from gates.catalogue import REVIEW
from store import ledger
from store.standing import premise_rows
from store.tables.effects import EffectRow
from store.tables.gates import DecisionRow, RequestRow, SeatRow
from tests import stage as stages
from tests.api.examples import BRIEF
from tests.api.stage_web import Stage, ask, move
from tests.api.test_deciding import FORM, confirm, decisions, fields, submit
from tests.gates.test_conditions import SYRUP

OPEN = replace(BRIEF, authors=())
MARTAS = replace(BRIEF, authors=("marta",))


def form(client: TestClient, request_id: UUID, name: str) -> str:
    """The form the page offers under this name."""
    page = client.get(f"/requests/{request_id}").text
    found = re.search(rf'href="(/requests/[^"]+/moves/[^"]+)"[^>]*>{re.escape(name)}\b', page)
    assert found, f"the page doesn't offer {name}"
    return client.get(unescape(found[1])).text


def send(client: TestClient, page: str, **said: str) -> Any:
    action = re.search(r'<form method="post" action="(/requests/[^"]+)"', page)
    assert action
    return client.post(action[1], content=urlencode(fields(page) | said), headers=FORM)


def kinds(on: Stage) -> list[str]:
    with on.office.sessions(on.company_id) as session:
        return [
            re.findall(r'"kind":"([a-z_]+)"', link.content.decode())[-1]
            for link in ledger.links(session, on.company_id)
        ]


def mailed(on: Stage) -> list[int | None]:
    with on.office.sessions(on.company_id) as session:
        return list(session.scalars(select(EffectRow.to_person_id)))


def split(client: TestClient, name: str) -> Iterator[str]:
    yield from re.findall(r"data-row>([^<]+)<", client.get(f"/inbox?split={name}").text)


def test_delegating_names_both_mails_and_lets_the_other_answer(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage, brief=MARTAS)
    page = form(client, request_id, "Delegate")
    assert "Jonas Weber" in page
    assert "Marta Lindqvist" not in page, "an author can't be chosen"
    sent = {"person": "jonas", "reason": "I'm at the <b>plant</b>."}
    answer, again = (send(client, page, **sent) for _ in range(2))
    assert (answer.status_code, again.status_code) == (303, 303)
    assert mailed(stage) == [stage.person_id("jonas")]
    shown = client.get(answer.headers["location"]).text
    assert "delegated this to Jonas Weber" in shown
    assert "I&#39;m at the &lt;b&gt;plant&lt;/b&gt;." in shown
    ballot = {
        "decision_id": "1f0b6f1e-7a52-4e7c-9a63-7f6c1c4d2b90",
        "brief_sha256": _sha(stage, request_id),
        "verb": "approve",
        "choice": "build_early",
    }
    stage.sign_in("jonas")
    assert client.post(f"/requests/{request_id}/decisions", data=ballot).status_code == 303
    (made,) = decisions(stage)
    assert made.on_behalf_of_id == stage.person_id("ines")
    assert kinds(stage).count("request_delegated") == 1


def test_a_refused_delegate_keeps_the_form(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage, brief=MARTAS)
    refused = send(client, form(client, request_id, "Delegate"), person="marta", reason="Please.")
    assert refused.status_code == 422
    assert "took part" in refused.text
    assert ">Please.</textarea>" in refused.text
    assert mailed(stage) == []


def test_an_added_approver_is_needed_besides(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage)
    page = form(client, request_id, "Add approver")
    assert "besides the first answer of its own seats their approval is needed" in page
    assert send(client, page, person="priya", reason="It ties up cash.").status_code == 303
    assert mailed(stage) == [stage.person_id("priya")]
    submit(client, confirm(client, request_id, "Approve Build early"))
    assert _outcome(stage, request_id) is None
    shown = client.get(f"/requests/{request_id}").text
    assert "1 of 1 approvals, 0 of 1 added" in shown
    stage.sign_in("priya")
    submit(client, confirm(client, request_id, "Approve Build early"))
    assert _outcome(stage, request_id) == "approved"


def test_without_the_added_approver_what_is_in_may_be_enough(stage: Stage) -> None:
    rests = replace(BRIEF, premises=(replace(SYRUP, option="build_early"),))
    client, request_id = stage.sign_in("ines"), ask(stage, brief=rests)
    send(client, form(client, request_id, "Add approver"), person="priya", reason="Cash.")
    submit(client, confirm(client, request_id, "Approve Build early"))
    page = form(client, request_id, "Take an approver back")
    assert "Priya Nair" in page
    assert send(client, page, person="priya").status_code == 303
    assert _outcome(stage, request_id) == "approved"
    with stage.office.sessions(stage.company_id) as session:
        assert len(session.scalars(select(SeatRow)).all()) == 1
        assert [row.key for row in premise_rows(session, request_id)] == [SYRUP.key]
    assert kinds(stage)[-1] == "approver_taken_back"


def test_a_comment_is_kept_once_as_it_was_written(stage: Stage) -> None:
    client, request_id = stage.sign_in("jonas"), ask(stage)
    page = form(client, request_id, "Comment")
    hostile = (
        "<script>alert(1)</script> {{ 7*7 }} \N{RIGHT-TO-LEFT OVERRIDE} line 4 can\r\nnot more"
    )
    for _ in range(2):
        answer = send(client, page, text=hostile, option="build_early")
        assert answer.status_code == 303
    shown = client.get(f"/requests/{request_id}").text
    assert "<script>alert" not in shown
    assert shown.count("&lt;script&gt;alert(1)") == 1
    assert "commented on Build early" in shown
    assert kinds(stage).count("commented") == 1


@pytest.mark.parametrize(
    ("text", "says"), [(" ", "Write something"), ("x" * 2001, "at most 2,000")]
)
def test_a_comment_that_cannot_be_kept(stage: Stage, text: str, says: str) -> None:
    client, request_id = stage.sign_in("jonas"), ask(stage)
    refused = send(client, form(client, request_id, "Comment"), text=text)
    assert refused.status_code == 422
    assert says in refused.text


def test_what_is_put_aside_waits_under_snoozed_and_comes_back(stage: Stage) -> None:
    request_id = ask(stage, REVIEW, OPEN)
    client = stage.sign_in("priya")
    answer = send(client, form(client, request_id, "Snooze"), until="answer:jonas")
    assert answer.status_code == 303
    assert list(split(client, "decide")) == []
    assert len(list(split(client, "snoozed"))) == 1
    inbox = client.get("/inbox?split=snoozed").text
    assert "until Jonas Weber has answered" in inbox
    assert '<span class="count">0</span>' in inbox
    with stage.office.sessions(stage.company_id) as session:
        due = session.get_one(RequestRow, request_id).due_at
        assert due == stages.NOW + REVIEW.due, "the deadline stays"
    submit(stage.sign_in("jonas"), confirm(client, request_id, "Endorse Build early"))
    stage.sign_in("priya")
    assert len(list(split(client, "decide"))) == 1
    assert list(split(client, "snoozed")) == []


def test_a_new_brief_ends_a_snooze_and_so_does_oneself(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage)
    send(client, form(client, request_id, "Snooze"), until="brief")
    assert list(split(client, "decide")) == []
    move(stage, request_id, replace(BRIEF, question="Approve building some Oat Bars early?"))
    assert len(list(split(client, "decide"))) == 1
    send(client, form(client, request_id, "Snooze"), until="brief")
    assert list(split(client, "decide")) == []
    assert send(client, form(client, request_id, "Take it up again")).status_code == 303
    assert len(list(split(client, "decide"))) == 1


def test_nobody_snoozes_beyond_the_deadline(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage)
    page = form(client, request_id, "Snooze")
    beyond = (stages.NOW + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    refused = send(client, page, until="moment", moment=beyond)
    assert refused.status_code == 422
    assert "deadline never moves" in refused.text
    assert send(client, page, until="moment", moment="never").status_code == 422


def test_an_answer_may_be_taken_back_while_others_are_still_to_answer(stage: Stage) -> None:
    request_id = ask(stage, REVIEW, OPEN)
    client = stage.sign_in("jonas")
    submit(client, confirm(client, request_id, "Endorse Build early"))
    assert list(split(client, "decide")) == []
    page = form(client, request_id, "Withdraw my answer")
    assert send(client, page, reason="The line is down.").status_code == 303
    assert len(list(split(client, "decide"))) == 1
    shown = client.get(f"/requests/{request_id}").text
    assert "took back: approved" in shown
    assert send(client, page).status_code == 422, "there is nothing more to take back"
    submit(client, confirm(client, request_id, "Lower non-core"))
    with stage.office.sessions(stage.company_id) as session:
        rows = session.scalars(select(DecisionRow).order_by(DecisionRow.decided_at)).all()
    assert [row.ended_why for row in rows].count("withdrawn") == 1
    assert {row.choice for row in rows if row.ended_at is None} == {"lower"}


def test_what_a_gate_does_not_hold_is_not_taken_back(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage)
    submit(client, confirm(client, request_id, "Approve Build early"))
    refused = client.post(f"/requests/{request_id}/withdrawals", data={"reason": ""})
    assert refused.status_code == 409
    assert "has begun" in refused.text
    assert _outcome(stage, request_id) == "approved"


@pytest.mark.parametrize(
    "noun",
    ["delegations", "approvers", "approvers/taken-back", "snoozes", "withdrawals", "changes"],
)
def test_who_has_no_part_is_refused_everywhere(stage: Stage, noun: str) -> None:
    request_id = ask(stage)
    client = stage.sign_in("jonas")
    said = {"person": "priya", "reason": "x", "until": "brief", "option": "build_early"}
    refused = client.post(f"/requests/{request_id}/{noun}", data=said)
    assert refused.status_code in {403, 422}
    assert kinds(stage) == ["asked"]


def test_another_company_finds_nothing(stage: Stage) -> None:
    request_id = ask(stage)
    other = stages.set_up_company(stage.office)
    client = replace(stage, company_id=other).sign_in("ines")
    for noun in ("delegations", "comments", "changes", "withdrawals"):
        answer = client.post(f"/requests/{request_id}/{noun}", data={"text": "x", "option": "x"})
        assert answer.status_code in {403, 404}
    assert kinds(stage) == ["asked"]


def test_a_look_at_a_form_changes_nothing(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage)
    for name in ("delegate", "add", "comment", "snooze", "withdraw", "take_back", "wake"):
        assert client.get(f"/requests/{request_id}/moves/{name}").status_code == 200
    assert client.get(f"/requests/{request_id}/moves/nothing").status_code == 404
    assert kinds(stage) == ["asked"]


def _sha(on: Stage, request_id: UUID) -> str:
    with on.office.sessions(on.company_id) as session:
        return session.get_one(RequestRow, request_id).brief_sha256


def _outcome(on: Stage, request_id: UUID) -> str | None:
    with on.office.sessions(on.company_id) as session:
        return session.get_one(RequestRow, request_id).outcome
