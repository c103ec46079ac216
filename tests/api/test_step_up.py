"""A high-tier answer from a session that proved long ago whose it is."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from urllib.parse import urlencode
from uuid import UUID

import pytest

from gates.catalogue import BASELINE
from gates.delegating import Delegation, DelegationKind
from runtime.delegating import delegate
from runtime.signing_in import open_session, prove_again
from store import ledger
from store.tables.accounts import WebSessionRow
from store.tables.people import PersonRow
from tests import stage as stages
from tests.api.examples import BRIEF
from tests.api.stage_web import Stage, ask
from tests.api.test_deciding import FORM, confirm, decisions, submit
from tests.api.test_moves import form, send

LONG_AGO = stages.NOW - timedelta(minutes=15)
WORDS = "Only if the syrup is confirmed. “Really”\nyes <b>&"


def signed_in(stage: Stage, key: str = "ines", *, proved_at: datetime = LONG_AGO) -> None:
    stage.sign_in(key)
    with stage.office.unfenced() as session:
        for row in session.query(WebSessionRow):
            row.stepped_up_at = proved_at


def again(stage: Stage, page: str, **changes: str) -> tuple[int, str]:
    """Press the one button of the page that asks who it is."""
    found = re.search(r'action="(/requests/[^"]+/step-up)"', page)
    assert found
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    said = {name: unescape(value) for name, value in hidden} | changes
    answer = stage.client.post(found[1], content=urlencode(said), headers=FORM)
    return answer.status_code, answer.text


def test_what_was_filled_in_comes_back_and_one_decision_is_made(stage: Stage) -> None:
    request_id = ask(stage)
    signed_in(stage)
    page = confirm(stage.client, request_id, "Approve Build early")
    assert "You’ll be asked to confirm that it is you" in page
    refused = submit(stage.client, page, reason=WORDS)
    assert refused.status_code == 403
    assert "Confirm that it is you" in refused.text
    assert decisions(stage) == []
    status, back = again(stage, refused.text)
    assert status == 200
    assert unescape(re.findall(r"<textarea[^>]*>(.*?)</textarea>", back, re.DOTALL)[0]) == WORDS
    assert "You’ll be asked" not in back
    assert submit(stage.client, back, reason=WORDS).status_code == 303
    (decision,) = decisions(stage)
    assert (decision.choice, decision.reason) == ("build_early", WORDS)
    with stage.office.sessions(stage.company_id) as session:
        *_, last = ledger.links(session, stage.company_id)
    assert b'"assurance":"stepped_up"' in last.content
    assert b'"channel":"web"' in last.content


def test_signing_in_proves_it_for_a_while(stage: Stage) -> None:
    request_id = ask(stage)
    signed_in(stage, proved_at=LONG_AGO + timedelta(seconds=1))
    page = confirm(stage.client, request_id, "Approve Build early")
    assert submit(stage.client, page).status_code == 303


def test_less_at_stake_asks_nobody_again(stage: Stage) -> None:
    with stage.office.sessions(stage.company_id) as session:
        session.query(PersonRow).filter_by(key="ines").one().role = "demand_manager"
    request_id = ask(stage, BASELINE, replace(BRIEF, authors=(), options=(), pick=None))
    signed_in(stage)
    page = confirm(stage.client, request_id, "Approve")
    assert "You’ll be asked" not in page
    assert submit(stage.client, page).status_code == 303


def test_another_person_proves_nothing(stage: Stage) -> None:
    request_id = ask(stage)
    signed_in(stage)
    refused = submit(stage.client, confirm(stage.client, request_id, "Approve Build early"))
    status, _ = again(stage, refused.text, person_id=str(stage.person_id("jonas")))
    assert status == 404
    page = confirm(stage.client, request_id, "Approve Build early")
    assert submit(stage.client, page).status_code == 403


@pytest.mark.parametrize("ended", ["closed_at", "expires_at"])
def test_a_session_that_is_over_proves_nothing(stage: Stage, ended: str) -> None:
    ines = stage.person_id("ines")
    token = open_session(stage.office, ines)
    with stage.office.unfenced() as session:
        (row,) = session.query(WebSessionRow)
        setattr(row, ended, stages.NOW - timedelta(days=1))
    assert not prove_again(stage.office, token, ines)
    assert not prove_again(stage.office, "no token of ours", ines)


def test_a_matter_that_moved_is_said_before_anybody_proves_anything(stage: Stage) -> None:
    request_id: UUID = ask(stage)
    signed_in(stage)
    page = confirm(stage.client, request_id, "Approve Build early")
    other = page.replace('name="brief_sha256" value="', 'name="brief_sha256" value="0')
    refused = submit(stage.client, other)
    assert refused.status_code == 409
    assert "has changed since" in refused.text


def test_who_stands_in_confirms_it_too_and_a_form_cannot_say_so(stage: Stage) -> None:
    request_id = ask(stage)
    now = stages.NOW
    given = Delegation(
        id=0,
        kind=DelegationKind.DELEGATION,
        giver="ines",
        receiver="priya",
        gates=frozenset(),
        request=None,
        starts_at=now,
        ends_at=now + timedelta(days=1),
        limit_eur=None,
    )
    delegate(replace(stage.office, now=lambda: now), stage.company_id, "ines", given)
    signed_in(stage, "priya")
    page = confirm(stage.client, request_id, "Approve Build early")
    assert "for Ines Moreau" in page
    for said in ({"assurance": "3"}, {"assurance": "STEPPED_UP"}, {"person_id": "1"}):
        assert submit(stage.client, page, **said).status_code == 403
    refused = submit(stage.client, page)
    assert "Confirm that it is you" in refused.text
    assert decisions(stage) == []
    _, back = again(stage, refused.text)
    assert submit(stage.client, back).status_code == 303
    assert len(decisions(stage)) == 1


def test_doing_without_an_added_approver_at_the_high_tier_is_confirmed_too(stage: Stage) -> None:
    client, request_id = stage.sign_in("ines"), ask(stage)
    send(client, form(client, request_id, "Add approver"), person="priya", reason="Cash.")
    signed_in(stage)
    refused = send(client, form(client, request_id, "Take an approver back"), person="priya")
    assert refused.status_code == 403
    assert "Confirm that it is you" in refused.text
    status, _ = again(stage, refused.text)
    assert status == 303
    back = form(client, request_id, "Take an approver back")
    assert send(client, back, person="priya").status_code == 303
    assert "Priya Nair" not in form(client, request_id, "Add approver").split("<form")[0]
