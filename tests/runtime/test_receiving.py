"""Every mail is kept; only the asked person's answer reaches the case, and only once."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import URL

from runtime.office import Office
from runtime.receiving import Received, receive
from runtime.routing import AUTOMATIC_A_DAY, Outcome
from store import ledger, messages
from store.tables.cycles import CaseRow
from store.tables.effects import MessageRow
from store.tables.people import PersonRow
from tests import post, stage


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = stage.office_at(empty_database)
    yield opened
    opened.close()


@pytest.fixture
def to(office: Office) -> post.Asked:
    return post.ask(office, stage.set_up_company(office))


def kept(office: Office, received: Received) -> MessageRow:
    with office.unfenced() as session:
        return session.get_one(MessageRow, received.id)


def events(office: Office, company_id: int) -> list[bytes]:
    with office.sessions(company_id) as session:
        return [
            link.content
            for link in ledger.links(session, company_id)
            if b"message_received" in link.content
        ]


def jobs(office: Office, case_id: str) -> int:
    with office.unfenced() as session:
        counted = session.scalar(
            text("select count(*) from procrastinate_jobs where lock = :case"), {"case": case_id}
        )
    return int(counted or 0)


def test_an_answer_reaches_its_case(office: Office, to: post.Asked) -> None:
    rung, queued = post.rings(office, to.case_id), jobs(office, to.case_id)
    raw = post.answer(to, subject="")
    received = receive(office, raw)
    assert (received.outcome, received.case_id) == (Outcome.ROUTED, to.case_id)
    assert post.rings(office, to.case_id) == rung + 1
    assert jobs(office, to.case_id) == queued + 1
    (event,) = events(office, to.company_id)
    assert sha256(raw).hexdigest().encode() in event
    assert b'"marta"' in event
    with office.sessions(to.company_id) as session:
        (message,) = messages.new_messages(session, to.case_id)
        assert message.content == raw
        assert message.text == "Confirmed: 46,000 litres."
        messages.mark_read(session, message.id, {"intent": "confirms_done"})
    with office.sessions(to.company_id) as session:
        assert messages.new_messages(session, to.case_id) == []
        assert session.get_one(MessageRow, message.id).reading == {"intent": "confirms_done"}


def test_the_address_may_stand_in_another_header(office: Office, to: post.Asked) -> None:
    raw = post.answer(to, to="planning@sopwith.example", delivered_to=to.reply_to)
    assert receive(office, raw).outcome is Outcome.ROUTED


def test_the_case_of_an_address_does_not_matter(office: Office, to: post.Asked) -> None:
    raw = post.answer(to, from_=to.address.upper(), to=to.reply_to.upper())
    assert receive(office, raw).outcome is Outcome.ROUTED


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        pytest.param({"from_": "eve@elsewhere.example"}, "another address than", id="stranger"),
        pytest.param(
            {"from_": "Marta <eve@elsewhere.example>"}, "another address than", id="borrowed name"
        ),
        pytest.param({"to": f"reply+{'a' * 32}@sopwith.example"}, "isn't one of ours", id="token"),
        pytest.param({"to": "planning@sopwith.example"}, "isn't addressed", id="no token"),
        pytest.param(
            {"cc": f"reply+{'b' * 32}@sopwith.example"}, "several tickets", id="two tokens"
        ),
        pytest.param({"from_": ""}, "cannot be read", id="no sender"),
    ],
)
def test_what_cannot_be_routed_stands_in_quarantine(
    office: Office, to: post.Asked, headers: dict[str, str], why: str
) -> None:
    rung = post.rings(office, to.case_id)
    raw = post.answer(to, **headers)
    received = receive(office, raw)
    assert received.outcome is Outcome.QUARANTINED
    assert received.why
    assert why in received.why
    row = kept(office, received)
    assert (row.state, row.content, row.sender_id) == ("quarantined", raw, None)
    assert post.rings(office, to.case_id) == rung
    with office.sessions(to.company_id) as session:
        assert messages.new_messages(session, to.case_id) == []


def test_a_token_in_a_subject_routes_nothing(office: Office, to: post.Asked) -> None:
    raw = post.answer(to, to="planning@sopwith.example", subject=f"Re: <{to.reply_to}>")
    assert receive(office, raw).outcome is Outcome.QUARANTINED


def test_several_senders_speak_for_nobody(office: Office, to: post.Asked) -> None:
    raw = post.answer(to, from_=f"{to.address}, eve@elsewhere.example")
    received = receive(office, raw)
    assert (received.outcome, received.why) == (Outcome.QUARANTINED, "it names several senders")


def test_a_colleague_cannot_answer_for_the_one_who_was_asked(
    office: Office, to: post.Asked
) -> None:
    with office.unfenced() as session:
        ines = session.scalar(select(PersonRow.email).where(PersonRow.key == "ines"))
    received = receive(office, post.answer(to, from_=str(ines)))
    assert received.outcome is Outcome.QUARANTINED


def test_an_answer_to_what_is_closed_waits_for_a_person(office: Office, to: post.Asked) -> None:
    with office.unfenced() as session:
        session.get_one(CaseRow, to.case_id).state = "done"
    received = receive(office, post.answer(to))
    assert (received.outcome, received.why) == (Outcome.QUARANTINED, "what it answers is closed")


def test_the_same_mail_again_is_the_same_mail(office: Office, to: post.Asked) -> None:
    raw = post.answer(to)
    first = receive(office, raw)
    rung = post.rings(office, to.case_id)
    by_another_way = b"Received: from mx2.halden.example\r\n" + raw
    for again in (receive(office, raw), receive(office, by_another_way)):
        assert (again.outcome, again.id) == (Outcome.DUPLICATE, first.id)
        assert again.with_its_case
    assert post.rings(office, to.case_id) == rung
    assert len(events(office, to.company_id)) == 1


def test_a_mail_without_a_message_id_is_known_by_its_bytes(office: Office, to: post.Asked) -> None:
    raw = post.answer(to, message_id="")
    assert [receive(office, raw).outcome for _ in range(2)] == [Outcome.ROUTED, Outcome.DUPLICATE]


def test_nobody_hides_an_answer_by_sending_its_message_id_first(
    office: Office, to: post.Asked
) -> None:
    taken = "<guessed@mail.halden.example>"
    receive(office, post.answer(to, from_="eve@elsewhere.example", message_id=taken))
    answer = post.answer(to, message_id=taken)
    assert receive(office, answer).outcome is Outcome.ROUTED
    assert receive(office, answer).outcome is Outcome.DUPLICATE


def test_a_client_that_repeats_its_message_id_loses_nothing(office: Office, to: post.Asked) -> None:
    same = "<always@device.halden.example>"
    for words in ("46,000 litres", "48,000 litres"):
        assert receive(office, post.answer(to, words, message_id=same)).outcome is Outcome.ROUTED


def test_a_mail_is_taken_after_its_obstacle_is_gone(office: Office, to: post.Asked) -> None:
    raw = post.answer(to, from_="marta@private.example")
    assert receive(office, raw).outcome is Outcome.QUARANTINED
    with office.unfenced() as session:
        marta = session.scalars(select(PersonRow).where(PersonRow.key == "marta")).one()
        marta.email = "marta@private.example"
    assert receive(office, raw).outcome is Outcome.ROUTED


AWAY = "I am out of the office until 16 November. Please contact Jonas Weber."


def test_an_absence_is_noted_and_is_no_answer(office: Office, to: post.Asked) -> None:
    rung = post.rings(office, to.case_id)
    received = receive(office, post.answer(to, AWAY, auto_submitted="auto-replied"))
    assert received.outcome is Outcome.IGNORED
    assert post.rings(office, to.case_id) == rung
    with office.sessions(to.company_id) as session:
        assert messages.new_messages(session, to.case_id) == []
        (absence,) = messages.automatic_messages(session, to.case_id)
        assert absence.reading == {
            "intent": "out_of_office",
            "absent_until": "2026-11-16",
            "named": ["jonas"],
        }
        assert absence.sender_id is not None
    (event,) = events(office, to.company_id)
    assert b'"ignored"' in event


def test_a_bounce_is_noted_and_says_nothing_about_the_person(
    office: Office, to: post.Asked
) -> None:
    raw = post.answer(
        to, AWAY, from_="MAILER-DAEMON@mx.halden.example", auto_submitted="auto-replied"
    )
    row = kept(office, receive(office, raw))
    assert (row.state, row.case_id, row.sender_id, row.reading) == (
        "ignored",
        to.case_id,
        None,
        None,
    )


def test_machines_that_answer_each_other_are_stopped_for_the_day(empty_database: URL) -> None:
    at = [stage.NOW]
    office = stage.office_at(empty_database, now=lambda: at[0])
    to = post.ask(office, stage.set_up_company(office))

    def outcomes(day: str) -> list[Outcome]:
        return [
            receive(office, post.answer(to, f"{day} {n}", precedence="bulk")).outcome
            for n in range(AUTOMATIC_A_DAY + 2)
        ]

    a_day = [Outcome.IGNORED] * AUTOMATIC_A_DAY + [Outcome.QUARANTINED] * 2
    assert outcomes("one") == a_day
    assert len(events(office, to.company_id)) == AUTOMATIC_A_DAY
    assert receive(office, post.answer(to)).outcome is Outcome.ROUTED
    at[0] += timedelta(days=1, seconds=1)
    assert outcomes("two") == a_day
    office.close()


HOSTILE = [
    pytest.param(b"", id="nothing"),
    pytest.param(b"\x00" * 200, id="NULs"),
    pytest.param(b"From: a@b.example\r\n" + b"X: y\r\n" * 20_000, id="headers"),
    pytest.param(
        b"From: a@b.example\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n+2AA-", id="surrogate"
    ),
    pytest.param(
        b"From: a@b.example\r\nSubject: a\x00b\r\nMessage-ID: <\x00@\xff>\r\n\r\n", id="id"
    ),
    pytest.param(b"From: a@b.example\r\n\r\n" + b"x" * 30_000_001, id="too large"),
]


@pytest.mark.parametrize("raw", HOSTILE)
def test_hostile_bytes_are_kept_as_they_came(office: Office, raw: bytes) -> None:
    received = receive(office, raw)
    assert received.outcome is Outcome.QUARANTINED
    assert kept(office, received).content == raw


def test_hostile_words_of_the_right_person_are_kept_too(office: Office, to: post.Asked) -> None:
    raw = post.answer(to, "PLACEHOLDER", message_id="").replace(b"PLACEHOLDER", b"+2AA- +AAA-")
    raw = raw.replace(b'charset="utf-8"', b'charset="utf-7"')
    assert b"utf-7" in raw
    received = receive(office, raw)
    assert received.outcome is Outcome.ROUTED
    assert "\x00" not in kept(office, received).text


def test_a_surprise_while_reading_sets_the_mail_aside(
    office: Office, to: post.Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def surprise(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("runtime.receiving.judge", surprise)
    raw = post.answer(to)
    received = receive(office, raw)
    assert received.why == "it can't be handled (ZeroDivisionError)"
    assert kept(office, received).content == raw
    monkeypatch.undo()
    assert receive(office, raw).outcome is Outcome.ROUTED
