"""Reading changes nothing, strangers see nothing, and every page draws from a real database."""

from dataclasses import replace
from uuid import uuid4

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute
from sqlalchemy import text
from starlette.testclient import TestClient

from api.app import create_app
from api.security import SIGNED_POST
from gates.playbook import Playbook
from store import playbooks, wordings
from store.tables.cycles import CycleRow
from tests import stage as stages
from tests.api.stage_evals import gone_brief, own_run
from tests.api.stage_web import LINK, Stage, ask, furnish

UNKNOWN = (
    "/static/x",
    "/decisions/",
    "/mail/in/",
    "/replies/",
    "/together/receipt",
    "/calendars/1-",
    "/sign-in/callback",
    "/d/",
    "/plan/items/",
    "/plan/lines/",
    "/plan/money",
    "/plan/stock/",
    "/plan/load/",
)
"""Addresses of what the stage doesn't have."""
ENTRANCES = ("/sign-in", "/sign-in/passkey/options")
"""Where strangers become somebody, or ask to be asked who they are."""


def routes(stage: Stage) -> list[APIRoute]:
    """FastAPI keeps an included router whole; its routes are one level down."""
    included = (
        getattr(route, "original_router", None) for route in create_app(stage.office).routes
    )
    return [
        route
        for router in included
        if isinstance(router, APIRouter)
        for route in router.routes
        if isinstance(route, APIRoute)
    ]


def things(stage: Stage, method: str) -> dict[str, object]:
    """What each part of an address may name."""
    ids = furnish(stage)
    return {
        "request_id": ask(stage),
        "decision_id": uuid4(),
        "input_id": ids["input"],
        "finding_id": ids["finding"],
        "said_id": ids["said"],
        "wording_id": own_wording(stage),
        "action_id": ids["action"],
        "proposal_id": ids["proposal"],
        "mail_id": ids["mail"],
        "message_id": 1,
        "reply_id": 1,
        "case_id": "cycle:1",
        "key": "ines",
        "delegation_id": 1,
        "tag": "x",
        "move": "snooze",
        "name": "sopwith.css",
        "ending": "csv",
        "address": "1-unknown",
        "effect_id": 1,
        "token": LINK if method == "GET" else "no-such-link",
        "version": 1,
        "metric": "cost",
        "month": "cash_2026-12",
        "code": "000000",
        "playbook": own_draft(stage),
        "format": "toml",
        "week": "2026-W51",
        "option": "build_early",
        "kind": "cycle",
        "job": "draft",
        "run_id": own_run(stage),
        "number": 1,
        "cycle_id": own_cycle(stage),
        "digest": gone_brief(),
    }


def own_cycle(stage: Stage) -> int:
    with stage.office.sessions(stage.company_id) as session:
        return session.query(CycleRow.id).order_by(CycleRow.id).limit(1).scalar() or 0


def own_wording(stage: Stage) -> int:
    """What a model offered for a letter."""
    new = wordings.NewWording(
        kind="input_accepted",
        language="en",
        tone="friendly",
        template_sha256="ab" * 32,
        template="Thank you: {{WHAT}} is complete.",
        text="{{WHAT}} is complete, thank you.",
        to_name="Marta Lindqvist",
        facts={"what": "the forecast"},
        model="small",
        prompt_sha256="cd" * 32,
    )
    with stage.office.sessions(stage.company_id) as session:
        wordings.keep(session, stage.company_id, new, at=stages.NOW)
        return wordings.of_company(session, stage.company_id)[0].id


def own_draft(stage: Stage) -> str:
    """A version somebody of the company proposed."""
    with stage.office.sessions(stage.company_id) as session:
        sha256 = playbooks.keep(session, Playbook(drift_pct=9))
        playbooks.add_draft(
            session,
            stage.company_id,
            sha256,
            author_id=stage.person_id("jonas"),
            why="Less noise",
            at=stages.NOW,
        )
    return sha256


def addresses(stage: Stage, method: str) -> list[str]:
    values = things(stage, method)
    return [
        route.path.format(**values) for route in routes(stage) if method in (route.methods or ())
    ]


def everything(stage: Stage) -> dict[str, str]:
    """A fingerprint of every table's rows."""
    with stage.office.unfenced() as session:
        names = session.scalars(
            text("select tablename from pg_tables where schemaname = 'public' order by 1")
        ).all()
        return {
            name: session.scalar(
                text(f"select md5(string_agg(t::text, '|' order by t::text)) from {name} t")
            )
            or ""
            for name in names
        }


def test_every_page_draws(stage: Stage) -> None:
    found = addresses(stage, "GET")
    client = stage.sign_in("ines")
    statuses = {path: client.get(path).status_code for path in found}
    missing = {path for path, status in statuses.items() if status == 404}
    assert set(statuses.values()) <= {200, 303, 403, 404, 410}
    shut = {path for path, status in statuses.items() if status == 403}
    assert shut == {"/playbook/edit", "/playbook/words/draft"}, "for who may tune"
    over = {path for path, status in statuses.items() if status == 410}
    assert over == {f"/join/{LINK}"}, "there is no such invitation"
    assert all(path.startswith(UNKNOWN) for path in missing)
    assert len(found) >= 18


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_reading_changes_nothing(stage: Stage, method: str) -> None:
    found = addresses(stage, method)
    client = stage.sign_in("ines")
    before = everything(stage)
    for path in found:
        client.request(method, path, params={"confirm": "approve", "choice": "build_early"})
    assert everything(stage) == before


def test_strangers_change_nothing(stage: Stage) -> None:
    found = addresses(stage, "POST")
    before = everything(stage)
    forms = [path for path in found if path not in {*ENTRANCES, SIGNED_POST}]
    for path in forms:
        answer = stage.client.post(path, data={"reason": "x", "verb": "approve"})
        assert answer.status_code in {303, 401, 404, 410, 422}, path
    assert everything(stage) == before


def test_other_sites_change_nothing(stage: Stage) -> None:
    found = addresses(stage, "POST")
    client = stage.sign_in("ines")
    before = everything(stage)
    for path in found:
        if path == SIGNED_POST:
            continue  # no page's: it asks for a signature
        answer = client.post(path, data={"person_id": 1}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
    assert everything(stage) == before


def test_another_company_finds_nothing(stage: Stage) -> None:
    found = [path for path in addresses(stage, "GET") if any(c.isdigit() for c in path)]
    other = stages.set_up_company(stage.office)
    stranger = Stage(office=stage.office, company_id=other, client=stage.client)
    client = stranger.sign_in("ines")
    assert found
    assert {client.get(path).status_code for path in found} == {404}


def test_a_short_link_leads_to_ones_own_request_only(stage: Stage) -> None:
    request_id = str(ask(stage))
    short, client = f"/d/{request_id[:8].upper()}", stage.sign_in("ines")
    assert client.get(short).headers["location"] == f"/requests/{request_id}"
    assert short in client.get(f"/requests/{request_id}").text
    for wrong in ("00", "zzzzzzzz", "%25%25%25%25%25%25", "______"):
        assert client.get(f"/d/{wrong}").status_code == 404, wrong
    other = stages.set_up_company(stage.office)
    stranger = Stage(office=stage.office, company_id=other, client=stage.client)
    assert stranger.sign_in("ines").get(short).status_code == 404


def test_the_waiver_is_looked_up_in_the_company(stage: Stage) -> None:
    ids = furnish(stage)
    other = stages.set_up_company(stage.office)
    client = Stage(office=stage.office, company_id=other, client=stage.client).sign_in("ines")
    answer = client.post(f"/findings/{ids['finding']}/waiver", data={"reason": "fine"})
    assert answer.status_code == 404


def test_who_is_not_signed_in_comes_back_after(stage: Stage) -> None:
    answer = stage.client.get("/requests/5?show=delta")
    assert answer.headers["location"] == "/sign-in?next=%2Frequests%2F5%3Fshow%3Ddelta"


def test_signing_in_and_out(stage: Stage) -> None:
    person = stage.person_id("ines")
    page = stage.client.get("/sign-in?next=/ledger").text
    assert "Ines Moreau" in page
    answer = stage.client.post("/sign-in", data={"person_id": person, "next": "/ledger"})
    assert answer.headers["location"] == "/ledger"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert stage.client.get("/ledger").status_code == 200
    stage.client.post("/sign-out")
    assert stage.client.get("/ledger").status_code == 303


def test_production_pretends_nothing(stage: Stage) -> None:
    settings = stage.office.settings.model_copy(update={"environment": "production"})
    office = replace(stage.office, settings=settings)
    with TestClient(create_app(office), base_url=settings.base_url) as client:
        assert "No identity provider is configured" in client.get("/sign-in").text
        sent = client.post(
            "/sign-in",
            data={"person_id": stage.person_id("ines")},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        assert sent.status_code == 404
        assert "set-cookie" not in sent.headers
        assert client.get("/mail", follow_redirects=False).status_code == 404


def test_a_mail_is_shown_in_a_frame_that_may_do_nothing(stage: Stage) -> None:
    ids = furnish(stage)
    client = stage.sign_in("ines")
    page = client.get(f"/mail/{ids['mail']}").text
    assert "sandbox src=" in page
    framed = client.get(f"/mail/{ids['mail']}/html")
    assert "sandbox" in framed.headers["content-security-policy"]
    assert "script-src" not in framed.headers["content-security-policy"]


def test_the_chain_is_verified_on_request(stage: Stage) -> None:
    ask(stage)
    page = stage.sign_in("ines").get("/ledger?verify=1").text
    assert "The chain holds" in page


def test_findings_say_the_cell(stage: Stage) -> None:
    ids = furnish(stage)
    page = stage.sign_in("ines").get(f"/inputs/{ids['input']}").text
    assert "iberia_nov.xlsx › Forecast › D18" in page


def test_only_its_owner_is_offered_the_correction(stage: Stage) -> None:
    ids = furnish(stage)
    page = f"/inputs/{ids['input']}"
    assert "Yes, correct" not in stage.sign_in("ines").get(page).text
    refused = stage.client.post(f"{page}/corrections", data={"version": 1, "rule": "R31"})
    assert refused.status_code == 403
    offered = stage.sign_in("marta").get(page).text
    assert "Yes, correct this cell" in offered
    assert "We would write 1080 in D18 (was 1240): last year&#39;s." in offered
    stale = stage.client.post(f"{page}/corrections", data={"version": 9, "rule": "R31"})
    assert stale.status_code == 422
    assert "Another version came meanwhile" in stale.text


def test_only_who_may_waives_and_says_why(stage: Stage) -> None:
    ids = furnish(stage)
    path, page = f"/findings/{ids['finding']}/waiver", f"/inputs/{ids['input']}"
    assert stage.sign_in("ines").post(path, data={"reason": "fine"}).status_code == 403
    assert "Waive this finding" not in stage.client.get(page).text
    client = stage.sign_in("signe")
    assert "Waive this finding" in client.get(page).text
    silent = client.post(path, data={"reason": " "})
    assert silent.status_code == 422
    assert "Say why" in silent.text
    assert client.post(path, data={"reason": "Listing won."}).status_code == 303
    assert "Listing won. (Signe Dahl)" in client.get(page).text
    assert client.post(path, data={"reason": "again"}).status_code == 422
