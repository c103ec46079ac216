"""The API: programs read within their scopes, and only a person in their own browser decides."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from api.app import create_app
from api.v1 import agent_inbox, deciding, moving, reading
from gates.access import Scope
from gates.errors import Refusal
from runtime.api_tokens import make
from runtime.own_passkeys import ProveFirst
from runtime.signing_in import signed_in
from store import ledger
from store.tables.accounts import ApiTokenRow
from store.tables.people import PersonRow
from tests import stage as stages
from tests.api.examples import BRIEF
from tests.api.stage_web import Stage, ask, decided, furnish, move
from tests.api.test_deciding import decisions
from tests.api.test_reading import addresses, everything

PROBLEM = "application/problem+json"


def token(stage: Stage, key: str = "ines", scopes: Iterable[Scope] = tuple(Scope)) -> str:
    """A token of theirs for what of these it can be given."""
    client = stage.sign_in(key)
    who = signed_in(stage.office, client.cookies["sopwith_session"])
    assert who is not None
    readable = {Scope.WORK, Scope.RECORD} & set(scopes)
    made = make(replace(stage.office, now=lambda: stages.NOW), who, "ERP", readable, 90)
    client.cookies.clear()
    return made


def get(stage: Stage, path: str, said: str) -> Any:
    return stage.client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {said}"})


def post(stage: Stage, request_id: object, **headers: str) -> Any:
    body = {"verb": "approve", "choice": "build_early", "reason": ""}
    path = f"/api/v1/requests/{request_id}/decisions"
    return stage.client.post(path, json=body, headers=headers)


def test_a_program_pulls_requests_decisions_commitments_and_actions(stage: Stage) -> None:
    furnish(stage)
    first, second = ask(stage), ask(stage)
    decided(stage, second)
    said = token(stage)
    listed = get(stage, "/requests", said).json()["items"]
    assert str(first) in {one["id"] for one in listed}
    assert str(second) not in {one["id"] for one in listed}
    one = get(stage, f"/requests/{first}", said)
    assert one.headers["etag"] == f'"{one.json()["brief_sha256"]}"'
    assert one.json()["brief"]["question"] == BRIEF.question
    (made,) = get(stage, "/decisions", said).json()["items"]
    assert (made["person"], made["choice"], made["stands"]) == ("ines", "build_early", True)
    (action,) = get(stage, "/actions", said).json()["items"]
    assert (action["owner"], action["state"]) == ("marta", "assigned")
    assert get(stage, "/commitments", said).json()["items"] == []


def test_lists_go_on_where_they_stopped(stage: Stage) -> None:
    asked = {str(ask(stage)) for _ in range(5)}
    said, found, after = token(stage), list[str](), ""
    while True:
        part = get(stage, f"/requests?limit=2{after}", said).json()
        found += [one["id"] for one in part["items"]]
        if part["next"] is None:
            break
        after = f"&after={part['next']}"
    assert len(found) == len(asked)
    assert set(found) == asked


def test_another_companys_things_are_not_found(stage: Stage) -> None:
    request_id = ask(stage)
    decided(stage, request_id)
    other = stages.set_up_company(stage.office)
    stranger = Stage(office=stage.office, company_id=other, client=stage.client)
    said = token(stranger)
    assert get(stage, f"/requests/{request_id}", said).status_code == 404
    assert get(stage, "/requests?only_open=false", said).json()["items"] == []
    assert get(stage, "/decisions", said).json()["items"] == []
    assert get(stage, f"/decisions?after={decisions(stage)[0].id}", said).json()["items"] == []


def test_a_token_reads_what_it_was_given_while_its_maker_may(stage: Stage) -> None:
    work = token(stage, scopes=[Scope.WORK])
    refused = get(stage, "/decisions", work)
    assert (refused.status_code, refused.headers["content-type"]) == (403, PROBLEM)
    assert "record:read" in refused.json()["detail"]
    whole = token(stage)
    assert get(stage, "/decisions", whole).status_code == 200
    with stage.office.sessions(stage.company_id) as session:
        session.query(PersonRow).filter_by(key="ines").one().role = "procurement"
    assert get(stage, "/decisions", whole).status_code == 403


@pytest.mark.parametrize("changed", ["ended_at", "expires_at"])
def test_a_token_that_is_over_reads_nothing(stage: Stage, changed: str) -> None:
    said = token(stage)
    with stage.office.sessions(stage.company_id) as session:
        setattr(session.query(ApiTokenRow).one(), changed, stages.NOW - timedelta(days=1))
    refused = get(stage, "/requests", said)
    assert (refused.status_code, refused.headers["content-type"]) == (401, PROBLEM)
    assert refused.headers["www-authenticate"] == "Bearer"
    assert get(stage, "/requests", "sopwith_nonsense").status_code == 401
    assert stage.client.get("/api/v1/requests").status_code == 401


def test_only_its_digest_is_kept_and_it_is_on_the_record(stage: Stage) -> None:
    said = token(stage)
    assert said not in str(everything(stage))
    with stage.office.unfenced() as session:
        assert said not in str(session.query(ApiTokenRow).one().__dict__)
    with stage.office.sessions(stage.company_id) as session:
        last = [link.content for link in ledger.links(session, stage.company_id)][-1]
    assert b'"kind":"token_made"' in last
    assert said.encode() not in last


def test_no_token_changes_anything_anywhere(stage: Stage) -> None:
    """Not by the API, not by any page, not even the maker's own matters."""
    paths = addresses(stage, "POST")
    said = token(stage)
    get(stage, "/requests", said)
    request_id = ask(stage)
    etag = get(stage, f"/requests/{request_id}", said).headers["etag"]
    before = everything(stage)
    bearer = {"Authorization": f"Bearer {said}"}
    refused = post(stage, request_id, **bearer, **{"If-Match": etag, "Idempotency-Key": "1"})
    assert refused.status_code == 403
    assert refused.json()["type"] == "urn:sopwith:programs-do-not-decide"
    for path in paths:
        if path not in {"/sign-in", "/sign-in/passkey/options"}:
            stage.client.post(path, data={"reason": "x", "verb": "approve"}, headers=bearer)
    assert everything(stage) == before


def signed(stage: Stage) -> tuple[TestClient, Any, str]:
    request_id = ask(stage)
    client = stage.sign_in("ines")
    return client, request_id, client.get(f"/api/v1/requests/{request_id}").headers["etag"]


def test_a_person_decides_once_over_what_they_read(stage: Stage) -> None:
    _, request_id, etag = signed(stage)
    headers = {"If-Match": etag, "Idempotency-Key": "a key"}
    first, again = post(stage, request_id, **headers), post(stage, request_id, **headers)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert [made.choice for made in decisions(stage)] == ["build_early"]
    other = {"verb": "reject", "reason": "No."}
    path = f"/api/v1/requests/{request_id}/decisions"
    reused = stage.client.post(path, json=other, headers=headers)
    assert (reused.status_code, reused.json()["type"]) == (
        422,
        "urn:sopwith:idempotency-key-reused",
    )
    late = post(stage, request_id, **headers | {"Idempotency-Key": "another"})
    assert late.status_code == 409
    assert len(decisions(stage)) == 1


def test_what_moved_since_it_was_read_is_not_decided(stage: Stage) -> None:
    _, request_id, etag = signed(stage)
    move(stage, request_id, replace(BRIEF, question="Another question?"))
    refused = post(stage, request_id, **{"If-Match": etag, "Idempotency-Key": "1"})
    assert (refused.status_code, refused.headers["content-type"]) == (412, PROBLEM)
    assert refused.json()["current"] != etag.strip('"')
    assert post(stage, request_id, **{"Idempotency-Key": "1"}).status_code == 428
    assert post(stage, request_id, **{"If-Match": etag}).status_code == 400
    assert decisions(stage) == []


def test_a_decision_from_elsewhere_or_without_a_seat_is_refused(stage: Stage) -> None:
    _, request_id, etag = signed(stage)
    said = {"If-Match": etag, "Idempotency-Key": "1"}
    foreign = post(stage, request_id, **said, **{"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    stage.sign_in("jonas")
    seatless = post(stage, request_id, **said)
    assert (seatless.status_code, seatless.json()["title"]) == (403, "Forbidden")
    assert decisions(stage) == []


def test_too_many_calls_are_asked_to_wait(stage: Stage) -> None:
    said, other = token(stage), token(stage, "jonas")
    statuses = [get(stage, "/actions", said).status_code for _ in range(301)]
    assert statuses[:300] == [200] * 300
    refused = get(stage, "/actions", said)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert get(stage, "/actions", other).status_code == 200


def test_every_call_says_what_it_needs() -> None:
    """A route without a scope would be open to every token."""
    for router in (reading.router, deciding.router, moving.router, agent_inbox.router):
        for route in router.routes:
            assert isinstance(route, APIRoute)
            asked = [one.dependency for one in [*router.dependencies, *route.dependencies]]
            assert any("needs" in getattr(one, "__qualname__", "") for one in asked), route.path


def test_the_schema_and_its_page_need_nothing_from_elsewhere(stage: Stage) -> None:
    schema = stage.client.get("/api/v1/openapi.json").json()
    assert set(schema["paths"]) >= {"/requests", "/decisions", "/commitments", "/actions"}
    page = stage.client.get("/api/v1/docs")
    assert page.status_code == 200
    for path in schema["paths"]:
        assert f"/api/v1{path}" in page.text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page.text)
    assert "require-trusted-types-for" in page.headers["content-security-policy"]


def test_problems_are_problems(stage: Stage) -> None:
    said = token(stage)
    for path, status in ((f"/requests/{uuid4()}", 404), ("/nowhere", 404), ("/requests/x", 422)):
        answer = get(stage, path, said)
        assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM), path
        assert answer.json()["status"] == status


def test_a_token_is_made_on_the_account_page_and_shown_once(stage: Stage) -> None:
    client = stage.sign_in("ines")
    form = {"name": "Our ERP", "scopes": ["work:read"], "days": "30"}
    page = client.post("/account/tokens", data=form).text
    found = re.search(r"sopwith_[\w-]{43}", page)
    assert found
    assert get(stage, "/actions", found[0]).status_code == 200
    assert found[0] not in client.get("/account").text
    for wrong in ({"scopes": ["decisions:write"]}, {"days": "9999"}, {"name": " "}, {"days": "x"}):
        assert client.post("/account/tokens", data=form | wrong).status_code == 422
    with stage.office.sessions(stage.company_id) as session:
        mine = session.query(ApiTokenRow).one().id
    assert (
        stage.sign_in("jonas").post("/account/tokens/ended", data={"token": mine}).status_code
        == 404
    )
    assert get(stage, "/actions", found[0]).status_code == 200
    stage.sign_in("ines").post("/account/tokens/ended", data={"token": mine})
    stage.client.cookies.clear()
    assert get(stage, "/actions", found[0]).status_code == 401


def test_making_one_needs_a_fresh_proof(stage: Stage) -> None:
    client = stage.sign_in("ines")
    who = signed_in(stage.office, client.cookies["sopwith_session"])
    assert who is not None
    long_ago = replace(who, stepped_up_at=stages.NOW - timedelta(hours=1))
    office = replace(stage.office, now=lambda: stages.NOW)
    with pytest.raises(ProveFirst) as refused:
        make(office, long_ago, "ERP", [Scope.WORK], 30)
    assert isinstance(refused.value, Refusal)


def test_the_schema_can_be_read_by_programs(stage: Stage) -> None:
    app = create_app(stage.office)
    with TestClient(app, base_url=stage.office.settings.base_url) as client:
        text = client.get("/api/v1/openapi.json").text
    assert json.loads(text)["openapi"].startswith("3.")
