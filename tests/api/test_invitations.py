"""Somebody is invited by mail: the letter opens one page, once, and nothing kept opens it."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

from starlette.testclient import TestClient

from gates.people import Role
from runtime.delivering import deliver
from runtime.inviting_people import KIND, invite_by_mail
from store.tables.accounts import CeremonyRow
from store.tables.effects import CapturedMailRow, EffectRow
from tests import stage as stages
from tests.api.doors import signed_in_as
from tests.api.stage_web import Stage
from tests.api.test_passkeys import (
    BASE,
    events,
    live,  # noqa: F401 a fixture
    options,
)
from tests.api.test_reading import everything
from tests.authenticator import Passkey

LINK = re.compile(r"https?://[^/]+(/join/[a-z2-7]{32})")


def mailed(stage: Stage) -> list[str]:
    """The links in the letters that went out, oldest first."""
    with stage.office.sessions(stage.company_id) as session:
        waiting = [row.id for row in session.query(EffectRow).filter_by(kind=KIND)]
    for effect_id in waiting:
        deliver(stage.office, effect_id, stage.company_id)
    with stage.office.sessions(stage.company_id) as session:
        mails = session.query(CapturedMailRow).order_by(CapturedMailRow.id)
        bodies = [message_from_bytes(mail.content, policy=default).get_body() for mail in mails]
    return [found[1] for body in bodies if body and (found := LINK.search(body.get_content()))]


def admin(stage: Stage) -> TestClient:
    return signed_in_as(stage, stage.company_id, Role.ADMIN)


def test_a_button_mails_a_link_that_works_once(live: Stage) -> None:  # noqa: F811
    client = admin(live)
    client.cookies.set("__Host-sopwith_session", client.cookies["sopwith_session"])
    assert "Invite Ines Moreau by mail" in client.get("/people/ines").text
    sent = client.post("/people/ines/invitation")
    assert sent.status_code == 303
    assert "Sent to ines@" in client.get(sent.headers["location"]).text
    (path,) = mailed(live)
    client.cookies.clear()
    assert "Welcome, Ines Moreau" in client.get(path).text
    made = Passkey(BASE).make(options(live, path))
    assert client.post(path, data={"answer": made}).headers["location"] == "/inbox"
    assert client.get(path).status_code == 410
    kinds = [event["kind"] for event in events(live)]
    assert kinds == ["letter_written", "person_invited", "passkey_added"]


def test_what_is_kept_opens_nothing(live: Stage) -> None:  # noqa: F811
    invite_by_mail(live.office, live.company_id, "ines")
    with live.office.sessions(live.company_id) as session:
        effect = session.query(EffectRow).filter_by(kind=KIND).one()
        nonce = effect.content["link"]
    kept = str(everything(live))
    (path,) = mailed(live)
    assert path.removeprefix("/join/") not in kept
    assert live.client.get(f"/join/{nonce}").status_code == 410


def test_another_one_ends_the_one_before_and_time_ends_each(live: Stage) -> None:  # noqa: F811
    for _ in range(2):
        invite_by_mail(live.office, live.company_id, "ines")
    first, second = mailed(live)
    assert [live.client.get(path).status_code for path in (first, second)] == [410, 200]
    with live.office.unfenced() as session:
        row = session.query(CeremonyRow).order_by(CeremonyRow.expires_at.desc()).first()
        assert row is not None
        assert row.expires_at == stages.NOW + timedelta(days=3)
        row.expires_at = stages.NOW
    assert live.client.get(second).status_code == 410


def test_who_runs_nothing_invites_nobody(live: Stage) -> None:  # noqa: F811
    client = signed_in_as(live, live.company_id, Role.COO)
    client.cookies.set("__Host-sopwith_session", client.cookies["sopwith_session"])
    assert "Invite Jonas" not in client.get("/people/jonas").text
    assert client.post("/people/jonas/invitation").status_code == 403
    assert client.post("/people/nobody/invitation").status_code == 404
    assert mailed(live) == []
