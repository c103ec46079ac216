"""A passkey in Chromium, by its virtual authenticator: joining, signing in, confirming."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from runtime.own_passkeys import invite
from store.tables.accounts import WebSessionRow
from store.tables.gates import DecisionRow
from tests import stage as stages
from tests.api.stage_web import Stage, ask
from tests.browser.visits import Visit

pytestmark = pytest.mark.browser
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_device(one: Visit) -> Callable[[str], object]:
    """Gives the window a device; the answer says whether its finger is recognised."""
    wire = one.page.context.new_cdp_session(one.page)
    wire.send("WebAuthn.enable")
    made = wire.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    name = made["authenticatorId"]
    return lambda said: wire.send(
        "WebAuthn.setUserVerified", {"authenticatorId": name, "isUserVerified": said == "yes"}
    )


def join(stage: Stage, one: Visit) -> None:
    token = invite(replace(stage.office, now=lambda: stages.NOW), stage.company_id, "ines")
    one.open(f"/join/{token}")
    one.page.get_by_label("What you call it").fill("My laptop")
    one.keep("join")
    one.page.get_by_role("button", name="Make a passkey and sign in").click()
    one.page.wait_for_url("**/inbox")


def test_invited_signed_in_and_confirmed(stage: Stage, live_visit: Callable[..., Visit]) -> None:
    request_id = ask(stage)
    one = live_visit()
    page = one.page
    recognises = with_device(one)
    join(stage, one)
    one.open("/account")
    page.get_by_role("rowheader", name="My laptop").wait_for()
    one.keep("account-1280")
    page.context.clear_cookies()
    one.open(f"/requests/{request_id}")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"**/requests/{request_id}")
    with stage.office.unfenced() as session:
        session.query(WebSessionRow).update({"stepped_up_at": stages.NOW - timedelta(hours=1)})
    one.settle()
    page.get_by_role("link", name="Approve Build early").click()
    page.get_by_role("button", name="Approve Build early").click()
    page.get_by_role("heading", name="Confirm that it is you").wait_for()
    one.keep("step-up-passkey-1280")
    recognises("no")
    page.get_by_role("button", name="Confirm with your passkey").click()
    page.get_by_text("Nothing was confirmed").wait_for()
    recognises("yes")
    page.get_by_role("button", name="Confirm with your passkey").click()
    page.get_by_role("heading", name="Approve Build early?").wait_for()
    page.get_by_role("button", name="Approve Build early").click()
    page.wait_for_url("**/decisions/*")
    with stage.office.sessions(stage.company_id) as session:
        assert session.query(DecisionRow).one().choice == "build_early"
    assert [said for said in one.complaints if "403" not in said] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_and_without_script(
    stage: Stage, live_visit: Callable[..., Visit], scheme: str
) -> None:
    one = live_visit(width=390, color_scheme=scheme)
    with_device(one)
    join(stage, one)
    one.open("/account")
    one.keep(f"account-390-{scheme}")
    assert one.overflow() <= 0
    still = live_visit(width=390, color_scheme=scheme, java_script_enabled=False)
    still.open("/sign-in")
    still.page.get_by_role("button", name="Sign in with a passkey").click()
    still.page.get_by_text("They need a browser that runs our scripts").wait_for()
    still.keep(f"sign-in-390-{scheme}")
    assert still.overflow() <= 0
