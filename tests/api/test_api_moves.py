"""The moves beside answering, by the API: as on the page, by a person, and never by a program."""

from datetime import timedelta
from typing import Any

import pytest

from api.addresses import NEEDS
from gates.gate import Verb
from gates.move import NOT_BY_MAIL, NOUNS, Move
from gates.move_lines import WORDS
from gates.reply_lines import ON_THE_PAGE
from gates.reply_lines import WORDS as VERBS
from tests import stage as stages
from tests.api.stage_web import Stage, ask
from tests.api.test_api import post, token
from tests.api.test_deciding import decisions
from tests.api.test_reading import everything

SOON = (stages.NOW + timedelta(hours=3)).isoformat()
MOVES: dict[str, dict[str, Any]] = {
    "delegations": {"person": "priya", "reason": "Away"},
    "approvers": {"person": "henrik", "reason": "It is large"},
    "approvers/taken-back": {"person": "henrik"},
    "comments": {"text": "Which week?"},
    "questions": {"person": "marta", "text": "Which week?"},
    "snoozes": {"until": "moment", "moment": SOON},
    "snoozes/ended": {},
    "withdrawals": {"reason": "Too soon"},
    "changes": {"option": "build_early", "values": {}},
}


def make(stage: Stage, request_id: object, move: str, **headers: str) -> Any:
    at = f"/api/v1/requests/{request_id}/{move}"
    return stage.client.post(at, json=MOVES[move], headers={"Idempotency-Key": "k"} | headers)


def test_a_person_makes_every_move(stage: Stage) -> None:
    request_id = ask(stage)
    stage.sign_in("ines")
    path = f"/requests/{request_id}"
    assert make(stage, request_id, "snoozes").status_code == 204
    assert "You put this aside" in stage.client.get(path).text
    assert make(stage, request_id, "snoozes/ended").status_code == 204
    assert "You put this aside" not in stage.client.get(path).text
    said = [make(stage, request_id, "comments") for _ in range(2)]
    assert [one.status_code for one in said] == [201, 201]
    assert [one.json()["new"] for one in said] == [True, False]
    assert stage.client.get(path).text.count("Which week?") == 1
    assert make(stage, request_id, "questions").status_code == 201
    assert "Marta Lindqvist: Which week?" in stage.client.get(path).text
    assert make(stage, request_id, "approvers").status_code == 204
    assert "Henrik Halden" in stage.client.get(path).text
    assert make(stage, request_id, "approvers/taken-back").status_code == 204
    assert make(stage, request_id, "delegations").status_code == 204
    stage.sign_in("priya")
    assert f'href="{path}"' in stage.client.get("/inbox").text


def test_an_answer_is_taken_back(stage: Stage) -> None:
    request_id = ask(stage)
    stage.sign_in("ines")
    make(stage, request_id, "approvers")
    etag = stage.client.get(f"/api/v1/requests/{request_id}").headers["etag"]
    assert post(stage, request_id, **{"If-Match": etag, "Idempotency-Key": "a"}).status_code == 201
    assert make(stage, request_id, "withdrawals").status_code == 204
    (made,) = decisions(stage)
    assert made.ended_at is not None


@pytest.mark.parametrize("move", [*MOVES, "claims", "claims/ended"])
def test_no_program_and_no_other_site_makes_one(stage: Stage, move: str) -> None:
    request_id = ask(stage)
    bearer = {"Authorization": f"Bearer {token(stage)}"}
    at = f"/api/v1/requests/{request_id}/{move}"
    body = MOVES.get(move, {})
    stage.client.get("/api/v1/requests", headers=bearer)
    before = everything(stage)
    refused = stage.client.post(at, json=body, headers=bearer)
    assert (refused.status_code, refused.json()["type"]) == (
        403,
        "urn:sopwith:programs-do-not-decide",
    )
    assert everything(stage) == before
    stage.sign_in("ines")
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert stage.client.post(at, json=body, headers=foreign).status_code == 403


def test_every_move_has_the_same_name_on_page_api_and_mail(stage: Stage) -> None:
    """What is on no channel says why."""
    said = stage.client.get("/api/v1/openapi.json").json()["paths"]
    at = "/requests/{request_id}"
    for move in Move:
        noun = f"{at}/{NOUNS[move]}"
        assert "post" in said.get(noun, {}), f"{move} by the API"
        assert ("POST", noun) in NEEDS, f"{move} on the page"
        by_mail = all(move in words for words in WORDS.values())
        assert by_mail is (move not in NOT_BY_MAIL), f"{move} by mail"


def test_every_answer_has_the_same_name_on_page_api_and_mail(stage: Stage) -> None:
    said = stage.client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    assert set(said["Verb"]["enum"]) == set(Verb)
    assert {verb for words in VERBS.values() for verb in words} | set(ON_THE_PAGE) == set(Verb)


def test_what_may_be_changed_is_described_and_programs_read_it(stage: Stage) -> None:
    """Of an option that nothing may be changed in, that is what is said."""
    request_id = ask(stage)
    bearer = {"Authorization": f"Bearer {token(stage)}"}
    at = f"/api/v1/requests/{request_id}/options/build_early"
    assert stage.client.get(at, headers=bearer).json()["type"] == "urn:sopwith:NothingToChange"
