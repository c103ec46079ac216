"""Mail that our relay posts: kept once if it is signed, whatever it holds; else not looked at."""

import base64
import secrets
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError
from sqlalchemy import select
from starlette.testclient import TestClient

from api.app import create_app
from api.body_limit import BODY_BYTES
from mail.signed_post import key_of, signature
from runtime.settings import Settings
from store.tables.effects import MessageRow
from tests import post
from tests import stage as scene
from tests.api.stage_web import Stage

SECRET = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
OTHER = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
NOW = str(int(scene.NOW.timestamp()))
HOOK = "/hooks/mail"


@pytest.fixture
def relay(stage: Stage) -> TestClient:
    """As a relay speaks: no browser's headers, no cookie."""
    given = stage.office.settings.model_copy(update={"mail_webhook_secret": SecretStr(SECRET)})
    office = replace(stage.office, settings=given, now=stage_now)
    return TestClient(create_app(office), base_url=given.base_url)


def stage_now() -> Any:
    return scene.NOW


def signed(raw: bytes, secret: str = SECRET, seconds: str = NOW) -> dict[str, str]:
    return {
        "webhook-id": "msg_1",
        "webhook-timestamp": seconds,
        "webhook-signature": signature(key_of(secret), "msg_1", seconds, raw),
        "content-type": "message/rfc822",
    }


def states(on: Stage) -> Counter[str]:
    with on.office.unfenced() as session:
        return Counter(session.scalars(select(MessageRow.state)))


def test_a_signed_message_reaches_its_case_once(stage: Stage, relay: TestClient) -> None:
    to = post.ask(stage.office, stage.company_id)
    raw = post.answer(to, "Confirmed: 46,000 litres.")
    rung = post.rings(stage.office, to.case_id)
    first = relay.post(HOOK, content=raw, headers=signed(raw))
    assert (first.status_code, first.json()["became"]) == (200, "routed")
    again = relay.post(HOOK, content=raw, headers=signed(raw))
    assert again.json() == {"became": "duplicate", "id": first.json()["id"]}
    assert post.rings(stage.office, to.case_id) == rung + 1
    assert states(stage) == {"new": 1}


@pytest.mark.parametrize("raw", [b"\x80\xff\x00", b"no mail at all", b"From: a@b.example\r\n\r\n"])
def test_whatever_is_signed_is_kept(stage: Stage, relay: TestClient, raw: bytes) -> None:
    assert relay.post(HOOK, content=raw, headers=signed(raw)).json()["became"] == "quarantined"
    assert states(stage) == {"quarantined": 1}


RAW = b"From: a@b.example\r\n\r\nhello"
LATE, EARLY = (str(int(NOW) + seconds) for seconds in (-301, 301))


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"webhook-signature": ""}, id="unsigned"),
        pytest.param({"webhook-signature": "v1,é v2,x ,"}, id="nonsense"),
        pytest.param({"webhook-id": "msg_2"}, id="another id"),
        pytest.param({"webhook-id": ""}, id="no id"),
        pytest.param({"webhook-timestamp": str(int(NOW) + 1)}, id="another time"),
        pytest.param({"webhook-timestamp": "٣"}, id="no time"),
        pytest.param({"webhook-timestamp": "9" * 40}, id="the end of time"),
        pytest.param(signed(RAW, OTHER), id="another secret"),
        pytest.param(signed(RAW + b"!"), id="other words"),
        pytest.param(signed(RAW, seconds=LATE), id="replayed later"),
        pytest.param(signed(RAW, seconds=EARLY), id="from the future"),
    ],
)
def test_what_our_relay_did_not_sign_is_not_looked_at(
    stage: Stage, relay: TestClient, changed: dict[str, str]
) -> None:
    said = signed(RAW) | changed
    headers = [(name.encode(), value.encode()) for name, value in said.items()]
    refused = relay.post(HOOK, content=RAW, headers=headers)
    assert refused.status_code == 401
    assert "nothing was kept" in refused.json()["error"]
    assert states(stage) == {}


def test_while_a_secret_is_changed_two_signatures_may_stand(
    stage: Stage, relay: TestClient
) -> None:
    both = f"{signed(RAW, OTHER)['webhook-signature']} {signed(RAW)['webhook-signature']}"
    headers = signed(RAW) | {"webhook-signature": both}
    assert relay.post(HOOK, content=RAW, headers=headers).status_code == 200
    assert states(stage) == {"quarantined": 1}


def test_without_a_secret_there_is_no_such_place(stage: Stage) -> None:
    assert stage.client.post(HOOK, content=RAW, headers=signed(RAW)).status_code == 404


def test_a_database_that_is_away_makes_the_relay_try_again(stage: Stage) -> None:
    away = stage.office.engine.url.set(database="not_there")
    office = stage_office(away, stage)
    with TestClient(create_app(office), base_url=office.settings.base_url) as client:
        answer = client.post(HOOK, content=RAW, headers=signed(RAW))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    office.close()


def stage_office(url: Any, on: Stage) -> Any:
    return scene.office_at(
        url,
        home=on.office.settings.home,
        now=stage_now,
        mail_webhook_secret=SecretStr(SECRET),
    )


@pytest.mark.parametrize("length_said", [True, False])
def test_more_than_a_mail_is_cut_off(stage: Stage, relay: TestClient, *, length_said: bool) -> None:
    raw = b"x" * (BODY_BYTES + 1)
    halves = iter([raw[: BODY_BYTES // 2], raw[BODY_BYTES // 2 :]])
    content: Any = raw if length_said else halves
    assert relay.post(HOOK, content=content, headers=signed(raw)).status_code == 413
    assert states(stage) == {}


@pytest.mark.parametrize(
    "secret",
    ["", "whsec_", "whsec_c2hvcnQ=", "whsec_!", "bWFueSByYW5kb20gYnl0ZXMgdGhhdCBsYWNrIHRoZSB3b3Jk"],
)
def test_a_secret_that_is_none_is_refused_at_the_start(secret: str) -> None:
    with pytest.raises(ValidationError, match="24 random bytes"):
        Settings(mail_webhook_secret=SecretStr(secret))
