"""Passkeys: made by who is known, they sign in, and confirm exactly the matter they signed."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from gates.canonical import canonical_json
from runtime.own_passkeys import invite
from store import ledger
from store.tables.accounts import CeremonyRow, PasskeyRow, WebSessionRow
from tests import stage as stages
from tests.api.stage_web import Stage, ask
from tests.api.test_deciding import FORM, confirm, decisions, submit
from tests.authenticator import VERIFIED, Passkey, content

BASE = "https://plan.example"


@pytest.fixture
def live(stage: Stage) -> Iterator[Stage]:
    """The stage as a company runs it: no demo people, https, a name."""
    settings = stage.office.settings.model_copy(
        update={"environment": "production", "base_url": BASE, "secret_key": SecretStr("k" * 40)}
    )
    office = replace(stage.office, settings=settings, now=lambda: stages.NOW)
    with TestClient(create_app(office), base_url=BASE, follow_redirects=False) as client:
        client.headers["Sec-Fetch-Site"] = "same-origin"
        yield Stage(office=office, company_id=stage.company_id, client=client)


def options(live: Stage, path: str, **form: str) -> dict[str, Any]:
    answer = live.client.post(f"{path}/options", data=form)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


def joined(live: Stage, key: str = "ines") -> Passkey:
    """Who was invited, signed in with the passkey they made."""
    path = f"/join/{invite(live.office, live.company_id, key)}"
    passkey = Passkey(BASE)
    answer = live.client.post(
        path, data={"answer": passkey.make(options(live, path)), "name": "Phone"}
    )
    assert answer.headers["location"] == "/inbox", answer.text
    return passkey


def events(live: Stage) -> list[dict[str, Any]]:
    with live.office.sessions(live.company_id) as session:
        return [json.loads(link.content) for link in ledger.links(session, live.company_id)]


def test_an_invitation_makes_a_passkey_that_signs_in(live: Stage) -> None:
    assert "sopwith person invite" in live.client.get("/sign-in").text
    passkey = joined(live)
    assert "Phone" in live.client.get("/account").text
    live.client.post("/sign-out")
    assert live.client.get("/inbox").status_code == 303
    assert "Sign in with a passkey" in live.client.get("/sign-in?next=/plan").text
    answer = passkey.sign(options(live, "/sign-in/passkey"))
    entered = live.client.post("/sign-in/passkey", data={"answer": answer, "next": "/plan"})
    assert entered.headers["location"] == "/plan"
    assert "__Host-sopwith_session" in entered.headers["set-cookie"]
    assert live.client.get("/account").status_code == 200
    assert [e["kind"] for e in events(live)][-2:] == ["person_invited", "passkey_added"]


def test_an_invitation_works_once_for_three_days_and_opening_it_changes_nothing(
    live: Stage,
) -> None:
    token = invite(live.office, live.company_id, "ines")
    assert "Welcome, Ines Moreau" in live.client.get(f"/join/{token}").text
    passkey = Passkey(BASE)
    made = passkey.make(options(live, f"/join/{token}"))
    live.client.post(f"/join/{token}", data={"answer": made})
    assert live.client.get(f"/join/{token}").status_code == 410
    assert live.client.post(f"/join/{token}", data={"answer": made}).status_code == 410
    old = invite(live.office, live.company_id, "jonas")
    with live.office.unfenced() as session:
        session.query(CeremonyRow).filter_by(kind="invitation", used_at=None).update(
            {"expires_at": stages.NOW - timedelta(seconds=1)}
        )
    assert live.client.get(f"/join/{old}").status_code == 410
    assert live.client.get("/join/nonsense").status_code == 410


def sign_in(live: Stage, passkey: Passkey) -> int:
    live.client.cookies.clear()
    answer = passkey.sign(options(live, "/sign-in/passkey"))
    return live.client.post("/sign-in/passkey", data={"answer": answer}).status_code


def test_what_is_no_proof_signs_nobody_in(live: Stage) -> None:
    passkey = joined(live)
    live.client.cookies.clear()
    fresh = passkey.sign(options(live, "/sign-in/passkey"))
    assert live.client.post("/sign-in/passkey", data={"answer": fresh}).status_code == 303
    live.client.cookies.clear()
    wrong = {
        "sent again": fresh,
        "nothing": "",
        "nonsense": '{"rawId": 1}',
        "a list": "[]",
        "a stranger's": Passkey(BASE).sign(options(live, "/sign-in/passkey")),
        "another site's": replace_origin(passkey).sign(options(live, "/sign-in/passkey")),
        "no finger": without(passkey, VERIFIED).sign(options(live, "/sign-in/passkey")),
        "a challenge of our own": passkey.sign({"challenge": "AAAA", "rpId": "plan.example"}),
    }
    said = {
        how: live.client.post("/sign-in/passkey", data={"answer": answer})
        for how, answer in wrong.items()
    }
    assert {how: answer.status_code for how, answer in said.items()} == dict.fromkeys(wrong, 422)
    assert not any("set-cookie" in answer.headers for answer in said.values())


def replace_origin(passkey: Passkey) -> Passkey:
    return Passkey("https://plan.evil", credential=passkey.credential, key=passkey.key, uses=9)


def without(passkey: Passkey, flag: int) -> Passkey:
    flags = passkey.flags & ~flag
    return Passkey(BASE, flags, 9, credential=passkey.credential, key=passkey.key)


def test_a_copied_passkey_is_noticed_and_an_ended_one_proves_nothing(live: Stage) -> None:
    passkey = joined(live)
    assert sign_in(live, passkey) == 303
    copy = Passkey(BASE, uses=0, credential=passkey.credential, key=passkey.key)
    assert sign_in(live, copy) == 422, "its count of uses went back"
    assert sign_in(live, passkey) == 303
    with live.office.sessions(live.company_id) as session:
        mine = session.query(PasskeyRow).one().id
    assert live.client.post("/account/passkeys/ended", data={"passkey": mine}).status_code == 303
    assert events(live)[-1]["kind"] == "passkey_ended"
    assert sign_in(live, passkey) == 422


def test_how_one_signs_in_is_changed_only_shortly_after_proving_it(live: Stage) -> None:
    joined(live)
    proved_long_ago(live)
    with live.office.sessions(live.company_id) as session:
        mine = session.query(PasskeyRow).one().id
    assert live.client.post("/account/passkeys/options").status_code == 403
    refused = live.client.post("/account/passkeys/ended", data={"passkey": mine})
    assert refused.status_code == 403
    assert "You signed in a while ago" in refused.text


def test_nobody_ends_anothers_passkey_or_enrols_for_them(live: Stage) -> None:
    joined(live)
    with live.office.sessions(live.company_id) as session:
        hers = session.query(PasskeyRow).one().id
    begun = options(live, "/account/passkeys")
    joined(live, "jonas")
    assert live.client.post("/account/passkeys/ended", data={"passkey": hers}).status_code == 422
    stolen = live.client.post("/account/passkeys", data={"answer": Passkey(BASE).make(begun)})
    assert stolen.status_code == 422


def proved_long_ago(live: Stage) -> None:
    with live.office.unfenced() as session:
        for row in session.query(WebSessionRow):
            row.stepped_up_at = stages.NOW - timedelta(minutes=15)


def asked_who(live: Stage, choice: str = "Approve Build early") -> tuple[str, dict[str, str]]:
    """What a high-tier answer comes to after a while: the form that asks who it is."""
    request_id = ask(live)
    proved_long_ago(live)
    page = submit(live.client, confirm(live.client, request_id, choice)).text
    assert "Confirm with your passkey" in page
    assert "I am Ines" not in page, "nobody confirms by a button here"
    found = re.search(r'action="(/requests/[^"]+/step-up)"', page)
    assert found
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return found[1], {name: unescape(value) for name, value in hidden}


def send(live: Stage, path: str, form: dict[str, str], answer: str) -> Any:
    said = form | {"answer": answer}
    return live.client.post(path, content=urlencode(said), headers=FORM)


def test_a_passkey_confirms_a_high_tier_decision_and_the_proof_is_kept(live: Stage) -> None:
    passkey = joined(live)
    path, form = asked_who(live)
    before = live.client.cookies["__Host-sopwith_session"]
    back = send(live, path, form, passkey.sign(options(live, path, **form)))
    assert back.status_code == 200, back.text
    assert live.client.cookies["__Host-sopwith_session"] != before
    assert submit(live.client, back.text).status_code == 303
    assert [made.choice for made in decisions(live)] == ["build_early"]
    *_, proof, decided = events(live)
    assert (proof["kind"], decided["facts"]["assurance"]) == ("identity_confirmed", "stepped_up")
    assert proof["facts"]["matter"]["brief_sha256"] == decided["facts"]["brief_sha256"]
    check(proof["facts"], passkey)


def check(facts: dict[str, Any], passkey: Passkey) -> None:
    """As an auditor would, with nothing of ours."""
    signed = content(facts["authenticator_data"])
    client = content(facts["client_data"])
    digest = hashlib.sha256(client).digest()
    key = passkey.key.public_key()
    key.verify(content(facts["signature"]), signed + digest, ec.ECDSA(SHA256()))
    matter = canonical_json(facts["matter"])
    challenge = hashlib.sha256(content(facts["nonce"]) + matter).digest()
    assert content(json.loads(client)["challenge"]) == challenge


@pytest.mark.parametrize("moved", ["choice", "brief_sha256", "verb", "request"])
def test_a_proof_for_one_plan_is_none_for_another(live: Stage, moved: str) -> None:
    passkey = joined(live)
    path, form = asked_who(live)
    answer = passkey.sign(options(live, path, **form))
    other = {"choice": "limit", "brief_sha256": "0" * 64, "verb": "reject"}
    if moved == "request":
        path = f"/requests/{ask(live)}/step-up"
    else:
        form = form | {moved: other[moved]}
    refused = send(live, path, form, answer)
    assert refused.status_code == 403
    assert "That passkey isn’t known here" in unescape(refused.text).replace("'", "’")
    assert decisions(live) == []


def test_another_persons_passkey_confirms_nothing(live: Stage) -> None:
    jonas = joined(live, "jonas")
    joined(live)
    path, form = asked_who(live)
    assert send(live, path, form, jonas.sign(options(live, path, **form))).status_code == 403
    signing_in = jonas.sign(options(live, "/sign-in/passkey"))
    assert send(live, path, form, signing_in).status_code == 403
    assert send(live, path, form, "").status_code == 403
    assert decisions(live) == []


def test_who_knocks_too_often_waits(live: Stage) -> None:
    answers = [live.client.post("/sign-in/passkey/options") for _ in range(61)]
    assert [answer.status_code for answer in answers] == [200] * 60 + [429]
    assert answers[-1].headers["retry-after"] == "60"
