"""Effects leave after their gate, once for the reader, and never by guess."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy.engine import URL

from gates.gate import Verb
from runtime.advancing import advance
from runtime.deciding import Answer, record_ballot
from runtime.delivering import deliver
from runtime.office import Office
from runtime.sweeping import start_case, sweep
from store import effects
from store.tables.effects import CapturedMailRow, EffectRow
from tests import stage

LETTER = {
    "to_name": "Tomas Berg",
    "to_address": "tomas@halden.example",
    "subject": "Confirm 46,000 litres of oat syrup",
    "text": "Please confirm.",
    "html": "<p>Please confirm.</p>",
    "thread_key": "action:1",
}


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = stage.office_at(empty_database)
    yield opened
    opened.close()


@pytest.fixture
def company_id(office: Office) -> int:
    return stage.set_up_company(office)


def held(office: Office, company_id: int, key: str = "k", **changes: Any) -> int:
    said: dict[str, Any] = {
        "key": key,
        "kind": "mail",
        "content": LETTER,
        "held_until": office.now(),
    }
    with office.sessions(company_id) as session:
        effect_id = effects.hold(
            session, company_id, effects.NewEffect(**(said | changes)), at=office.now()
        )
    assert effect_id is not None
    return effect_id


def state(office: Office, company_id: int, effect_id: int) -> str:
    with office.sessions(company_id) as session:
        return session.get_one(EffectRow, effect_id).state


def captured(office: Office, company_id: int) -> list[CapturedMailRow]:
    with office.sessions(company_id) as session:
        return session.query(CapturedMailRow).all()


def test_a_mail_is_captured_once_however_often_it_is_tried(office: Office, company_id: int) -> None:
    effect_id = held(office, company_id)
    for _ in range(3):
        deliver(office, effect_id, company_id)
    (mail,) = captured(office, company_id)
    assert message_from_bytes(mail.content)["Subject"] == LETTER["subject"]
    assert state(office, company_id, effect_id) == "sent"


def test_the_same_key_is_the_same_effect(office: Office, company_id: int) -> None:
    held(office, company_id)
    with office.sessions(company_id) as session:
        again = effects.NewEffect(key="k", kind="mail", content=LETTER, held_until=office.now())
        assert effects.hold(session, company_id, again, at=office.now()) is None


def test_an_effect_waits_out_its_undo_window(office: Office, company_id: int) -> None:
    effect_id = held(office, company_id, held_until=office.now() + timedelta(minutes=30))
    deliver(office, effect_id, company_id)
    assert state(office, company_id, effect_id) == "held"
    assert captured(office, company_id) == []


@pytest.mark.parametrize(
    ("verb", "leaves"), [(None, False), (Verb.REQUEST_CHANGES, False), (Verb.APPROVE, True)]
)
def test_an_effect_leaves_only_after_its_gate(
    office: Office, company_id: int, verb: Verb | None, leaves: bool
) -> None:
    case = stage.case_row(office, company_id)
    start_case(office, case)
    advance(office, case.id, company_id)
    request = stage.request_of(office, company_id, case.id)
    effect_id = held(office, company_id, request_id=request.id)
    if verb is not None:
        answer = Answer(company_id=company_id, person_key="ines", request_id=request.id)
        choice = "build_early" if verb is Verb.APPROVE else None
        record_ballot(
            office, answer, stage.ballot(request, verb=verb, choice=choice, reason="because")
        )
    deliver(office, effect_id, company_id)
    assert (state(office, company_id, effect_id) == "sent") is leaves


def test_a_process_that_died_while_sending_is_tried_again(office: Office, company_id: int) -> None:
    effect_id = held(office, company_id)
    with office.sessions(company_id) as session:
        effect = effects.claim(session, effect_id, at=office.now() - timedelta(minutes=2))
        assert effect is None
        effect = session.get_one(EffectRow, effect_id)
        effect.state, effect.tried_at = "sending", office.now() - timedelta(minutes=2)
    deliver(office, effect_id, company_id)
    assert state(office, company_id, effect_id) == "sent"


def test_the_sweep_queues_what_may_leave(office: Office, company_id: int) -> None:
    held(office, company_id)
    held(office, company_id, key="later", held_until=office.now() + timedelta(days=1))
    assert sweep(office) == 1
    assert sweep(office) == 0


def test_an_effect_that_is_no_letter_is_shown_and_left(office: Office, company_id: int) -> None:
    effect_id = held(office, company_id, content={"to_name": "Tomas Berg"})
    deliver(office, effect_id, company_id)
    with office.sessions(company_id) as session:
        effect = session.get_one(EffectRow, effect_id)
        assert effect.state == "failed"
        assert effect.problem == "The effect has no 'to_address'; it can't be sent."


class Inbox:
    def __init__(self) -> None:
        self.messages: list[bytes] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.messages.append(envelope.content)
        return "250 taken"


def test_a_mail_leaves_by_smtp(empty_database: URL) -> None:
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=_free_port())
    server.start()
    office = stage.office_at(empty_database, smtp_host="127.0.0.1", smtp_port=server.port)
    company_id = stage.set_up_company(office)
    effect_id = held(office, company_id)
    deliver(office, effect_id, company_id)
    server.stop()
    assert state(office, company_id, effect_id) == "sent"
    assert len(inbox.messages) == 1
    office.close()


def test_a_server_that_is_away_is_tried_later_and_in_the_end_shown(empty_database: URL) -> None:
    office = stage.office_at(empty_database, smtp_host="127.0.0.1", smtp_port=_free_port())
    company_id = stage.set_up_company(office)
    effect_id = held(office, company_id)
    for _ in range(1 + len(effects.WAITS)):
        with office.sessions(company_id) as session:
            session.get_one(EffectRow, effect_id).held_until = office.now()
        deliver(office, effect_id, company_id)
    with office.sessions(company_id) as session:
        effect = session.get_one(EffectRow, effect_id)
        assert effect.state == "failed"
        assert effect.attempts == 1 + len(effects.WAITS)
        assert effect.problem
    office.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
