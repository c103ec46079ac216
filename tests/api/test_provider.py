"""Signing in at the company's own provider, a real one in a process beside us."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from runtime.provider.going import KNOWN
from store.tables.accounts import IdentityRow, WebSessionRow
from store.tables.people import PersonRow
from tests.api.stage_web import Stage, ask
from tests.api.test_deciding import FORM, confirm, decisions, submit
from tests.provider import knows, provider, signs_in


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with provider() as address:
        yield address


@pytest.fixture
def connected(stage: Stage, issuer: str) -> Iterator[Stage]:
    """The stage, where nobody is pretended and a provider is connected."""
    KNOWN.by_issuer.clear()
    settings = stage.office.settings.model_copy(
        update={
            "environment": "production",
            "oidc_issuer": issuer,
            "oidc_client_id": "sopwith",
            "oidc_client_secret": SecretStr("ours there"),
        }
    )
    office = replace(stage.office, settings=settings)
    with TestClient(
        create_app(office), base_url=settings.base_url, follow_redirects=False
    ) as client:
        client.headers["Sec-Fetch-Site"] = "same-origin"
        yield Stage(office=office, company_id=stage.company_id, client=client)


def email_of(stage: Stage, key: str) -> str:
    with stage.office.sessions(stage.company_id) as session:
        return session.query(PersonRow).filter_by(key=key).one().email


def sent_to(page: str) -> str:
    found = re.search(r'<a class="button" href="([^"]+)">Go there now', page)
    assert found, page
    return unescape(found[1])


def arrive(on: Stage, subject: str, *, next_path: str = "/plan") -> str:
    """Leave for the provider and sign in there; the address one comes back to."""
    page = on.client.post("/sign-in/provider", data={"next": next_path})
    assert page.headers["refresh"].startswith("0; url=")
    there = sent_to(page.text)
    assert "code_challenge_method=S256" in there
    location = urlsplit(signs_in(there, subject))
    assert location.path == "/sign-in/callback"
    return f"{location.path}?{location.query}"


def test_who_has_a_verified_address_is_signed_in_and_known_from_then_on(
    connected: Stage, issuer: str
) -> None:
    knows(issuer, "u-17", email_of(connected, "ines").upper())
    assert "Sign in at your company’s sign-in" in connected.client.get("/sign-in").text
    entered = connected.client.get(arrive(connected, "u-17"))
    assert entered.headers["location"] == "/plan"
    assert "Ines Moreau" in connected.client.get("/account").text
    knows(issuer, "u-17", "another@name.example")
    connected.client.cookies.clear()
    connected.client.get(arrive(connected, "u-17"))
    assert "Ines Moreau" in connected.client.get("/account").text


def test_who_takes_over_an_address_is_not_who_had_it(connected: Stage, issuer: str) -> None:
    knows(issuer, "first", email_of(connected, "jonas"))
    knows(issuer, "second", email_of(connected, "jonas"))
    assert connected.client.get(arrive(connected, "first")).status_code == 303
    refused = connected.client.get(arrive(connected, "second"))
    assert refused.status_code == 403
    assert "belongs to somebody else there now" in refused.text


def test_nobody_comes_in_who_is_unverified_or_unknown(connected: Stage, issuer: str) -> None:
    knows(issuer, "liar", email_of(connected, "ines"), verified=False)
    knows(issuer, "stranger", "who@else.example")
    for subject in ("liar", "stranger"):
        refused = connected.client.get(arrive(connected, subject))
        assert refused.status_code == 403
        assert "no company directory here has your address" in refused.text
    with connected.office.unfenced() as session:
        assert session.query(IdentityRow).count() == session.query(WebSessionRow).count() == 0


def test_only_the_browser_that_left_comes_back_and_once(connected: Stage, issuer: str) -> None:
    knows(issuer, "u-18", email_of(connected, "ines"))
    planted = arrive(connected, "u-18")
    connected.client.cookies.clear()
    assert connected.client.get(planted).status_code == 403, "an attacker's link in my browser"
    back = arrive(connected, "u-18")
    state = connected.client.cookies["sopwith_state"]
    assert connected.client.get(back).status_code == 303
    connected.client.cookies.set("sopwith_state", state)
    assert connected.client.get(back).status_code == 403
    assert connected.client.get("/sign-in/callback").status_code == 403
    forged = f"/sign-in/callback?state={state}&code=x"
    assert connected.client.get(forged).status_code == 403


def test_a_provider_that_is_away_is_said(connected: Stage) -> None:
    KNOWN.by_issuer.clear()
    away = connected.office.settings.model_copy(update={"oidc_issuer": "http://127.0.0.1:9"})
    app = create_app(replace(connected.office, settings=away))
    with TestClient(app, base_url=away.base_url) as client:
        answer = client.post("/sign-in/provider", headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 502
    assert "can’t be reached just now" in answer.text.replace("&#39;", "’")


def test_without_one_there_is_none(stage: Stage) -> None:
    assert stage.client.post("/sign-in/provider").status_code == 404
    assert stage.client.get("/sign-in/callback?state=a&code=b").status_code == 404


def to_confirm(on: Stage) -> str:
    """Ines is about to approve at a high tier, proved long ago; where she is sent."""
    page = confirm(on.client, ask(on, at=on.office.now()), "Approve Build early")
    with on.office.unfenced() as session:
        for row in session.query(WebSessionRow):
            row.stepped_up_at -= timedelta(hours=1)
    asked = submit(on.client, page, reason="Syrup first.").text
    found = re.search(r'action="(/requests/[^"]+/step-up/provider)"', asked)
    assert found, asked
    form = asked[asked.index(found[0]) :]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    said = {name: unescape(value) for name, value in hidden}
    return sent_to(on.client.post(found[1], data=said, headers=FORM).text)


def test_signing_in_again_there_confirms_a_high_tier_decision(
    connected: Stage, issuer: str
) -> None:
    knows(issuer, "u-19", email_of(connected, "ines"))
    connected.client.get(arrive(connected, "u-19"))
    there = to_confirm(connected)
    assert "prompt=login" in there
    assert "max_age=0" in there
    location = urlsplit(signs_in(there, "u-19"))
    back = connected.client.get(f"{location.path}?{location.query}")
    assert back.status_code == 200, back.text
    assert "Syrup first." in back.text
    assert submit(connected.client, back.text, reason="Syrup first.").status_code == 303
    assert [made.choice for made in decisions(connected)] == ["build_early"]


def test_another_person_there_confirms_nothing(connected: Stage, issuer: str) -> None:
    knows(issuer, "u-20", email_of(connected, "ines"))
    knows(issuer, "u-21", email_of(connected, "jonas"))
    connected.client.get(arrive(connected, "u-20"))
    location = urlsplit(signs_in(to_confirm(connected), "u-21"))
    refused = connected.client.get(f"{location.path}?{location.query}")
    assert refused.status_code == 403
    assert "Nothing was decided" in refused.text
    assert "Ines Moreau" in connected.client.get("/account").text, "who she was, she still is"
    assert decisions(connected) == []
