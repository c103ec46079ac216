"""A reply decides only if all of it is as it must be; whatever it is, it is kept and answered."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy.engine import URL

from gates.catalogue import TRADE_OFF
from gates.delegating import Delegation, DelegationKind
from gates.errors import AlreadyDecided
from graphs.telling_seats import tell_seats
from runtime.deciding import Answer, record_ballot
from runtime.delegating import delegate
from runtime.receiving import receive
from runtime.routing import Outcome
from runtime.sweeping import sweep
from store import asked_requests, messages
from store.tables.effects import MessageRow
from store.tables.gates import RequestRow
from tests import stage
from tests.runtime.mail_desk import LETTER, SECRET, SERVER, Desk, opened_desk


@pytest.fixture
def desk(empty_database: URL) -> Iterator[Desk]:
    with opened_desk(empty_database) as desk:
        yield desk


def test_the_letter_says_how_and_its_reply_decides(desk: Desk) -> None:
    assert desk.letter
    assert "CHOOSE 1 (Wait a day)" in desk.letter["text"]
    assert "CHOOSE 2 (Go on)" in desk.letter["text"]
    received = receive(desk.office, desk.reply("choose 1\nShe is back on Monday.\n\n" + LETTER))
    assert received.outcome is Outcome.ROUTED
    (decision,) = desk.decisions()
    assert (decision.choice, decision.channel) == ("wait", "mail")
    assert decision.reason == "She is back on Monday."
    assert decision.brief_sha256 == desk_request(desk).brief_sha256
    assert desk_request(desk).outcome == "approved"
    (told,) = desk.effects("reply/")
    assert "approved (Wait a day)" in told.content["text"]
    assert told.content["to_address"] == desk.address()


def desk_request(desk: Desk) -> RequestRow:
    with desk.office.sessions(desk.company_id) as session:
        return session.get_one(RequestRow, desk.request_id)


FORGED = f"{SERVER}; dmarc=pass header.from=halden.example"


@pytest.mark.parametrize(
    ("text", "headers", "intent", "says"),
    [
        pytest.param(
            "CHOOSE 1",
            {"authentication_results": f"{SERVER}; dmarc=fail header.from=x.example"},
            "unconfirmed",
            "couldn't confirm",
            id="forged From",
        ),
        pytest.param(
            "CHOOSE 1",
            {"authentication_results": "mx.evil.example; dmarc=pass header.from=DOMAIN"},
            "unconfirmed",
            "couldn't confirm",
            id="forged result header",
        ),
        pytest.param(
            "CHOOSE 1",
            {"authentication_results": ""},
            "unconfirmed",
            "couldn't confirm",
            id="no result header",
        ),
        pytest.param(
            "CHOOSE 1",
            {"authentication_results": f"{SERVER}; dmarc=pass header.from=elsewhere.example"},
            "unconfirmed",
            "couldn't confirm",
            id="not aligned",
        ),
        pytest.param(LETTER, {}, "note", "Nothing is written", id="quoted verb only"),
        pytest.param(
            "Fine with me.\n\n" + LETTER, {}, "note", "isn't one of the answers", id="other words"
        ),
        pytest.param("Sure!\nCHOOSE 1", {}, "note", "isn't one of", id="verb on the second line"),
        pytest.param("APPROVE", {}, "refused", "Choose one of the options", id="no option"),
        pytest.param("CHOOSE 1\n" + "x" * 2001, {}, "refused", "longer than", id="too many words"),
    ],
)
def test_what_is_not_as_it_must_be_is_kept_and_answered(
    desk: Desk, text: str, headers: dict[str, str], intent: str, says: str
) -> None:
    domain = desk.address().partition("@")[2]
    raw = desk.reply(text, **{k: v.replace("DOMAIN", domain) for k, v in headers.items()})
    received = receive(desk.office, raw)
    assert desk.decisions() == []
    kept = desk.got(received)
    assert (kept.content, kept.request_id, kept.state) == (raw, desk.request_id, "read")
    assert kept.reading
    assert kept.reading["intent"] == intent
    assert says in kept.reading["why"]
    (told,) = desk.effects("reply/")
    assert says in told.content["text"]
    assert f"/requests/{desk.request_id}" in told.content["text"]
    assert told.content["reply_address"] is None
    with desk.office.sessions(desk.company_id) as session:
        assert messages.new_messages(session, str(kept.case_id)) == []


@pytest.mark.parametrize(
    ("headers", "outcome", "says"),
    [
        pytest.param(
            {"from_": "Jonas Weber <JONAS>"},
            Outcome.QUARANTINED,
            "another address",
            id="a delegate's reply",
        ),
        pytest.param(
            {"from_": "Eve <eve@evil.example>"}, Outcome.QUARANTINED, "another", id="a stranger's"
        ),
        pytest.param(
            {"to": f"reply+{'a' * 32}@sopwith.example"},
            Outcome.QUARANTINED,
            "isn't one of ours",
            id="wrong token",
        ),
        pytest.param(
            {"auto_submitted": "auto-replied"}, Outcome.IGNORED, "by a machine", id="auto-reply"
        ),
        pytest.param({"precedence": "bulk"}, Outcome.IGNORED, "by a machine", id="bulk"),
    ],
)
def test_what_is_not_theirs_is_kept_and_nobody_is_told(
    desk: Desk, headers: dict[str, str], outcome: Outcome, says: str
) -> None:
    raw = desk.reply(**{k: v.replace("JONAS", desk.address("jonas")) for k, v in headers.items()})
    received = receive(desk.office, raw)
    assert (received.outcome, desk.decisions()) == (outcome, [])
    assert says in str(received.why)
    assert desk.got(received).content == raw
    assert desk.effects("reply/") == []


def test_a_moved_brief_is_refused_and_said_so(desk: Desk) -> None:
    desk.revise()
    received = receive(desk.office, desk.reply())
    assert desk.decisions() == []
    reading = desk.got(received).reading
    assert reading
    assert "has changed since" in reading["why"]
    told = desk.effects("reply/")[0].content["text"]
    assert "has changed since" in told
    assert "What moved since the letter you answered" in told
    assert "subject: Supply trade-off, November 2026 → Another matter" in told
    assert "CHOOSE" not in told, "its letter is of another brief"


def test_a_reminder_of_what_moved_decides_about_what_it_shows(desk: Desk) -> None:
    desk.revise()
    before = desk.letter
    desk.clock[0] += timedelta(hours=13)
    sweep(desk.office)
    (reminder,) = desk.effects("remind/")
    assert before
    assert reminder.content["reply_address"] != before["reply_address"]
    desk.letter = reminder.content
    receive(desk.office, desk.reply("CHOOSE 2"))
    assert [one.choice for one in desk.decisions()] == ["go"]


def test_a_closed_request_takes_no_mail(desk: Desk) -> None:
    with desk.office.sessions(desk.company_id) as session:
        asked_requests.withdraw(session.get_one(RequestRow, desk.request_id), at=desk.clock[0])
    receive(desk.office, desk.reply())
    assert desk.decisions() == []
    assert "already decided" in desk.effects("reply/")[0].content["text"]


def test_two_replies_are_one_decision_and_the_second_is_told(desk: Desk) -> None:
    receive(desk.office, desk.reply("CHOOSE 1"))
    receive(desk.office, desk.reply("CHOOSE 2"))
    assert [one.choice for one in desk.decisions()] == ["wait"]
    first, second = desk.effects("reply/")
    assert "approved" in first.content["text"]
    assert "already answered" in second.content["text"]


def test_the_same_mail_again_changes_nothing(desk: Desk) -> None:
    raw = desk.reply("CHOOSE 1")
    assert receive(desk.office, raw).outcome is Outcome.ROUTED
    assert receive(desk.office, raw).outcome is Outcome.DUPLICATE
    assert len(desk.decisions()) == len(desk.effects("reply/")) == 1


def test_who_died_before_telling_tells_when_the_mail_comes_again(desk: Desk) -> None:
    class Killed(BaseException):
        pass

    def reached(name: str) -> None:
        if name == "receive.committed":
            raise Killed

    raw = desk.reply("CHOOSE 1")
    with pytest.raises(Killed):
        receive(replace(desk.office, reached=reached), raw)
    assert len(desk.decisions()) == 1
    assert desk.effects("reply/") == []
    receive(desk.office, raw)
    assert len(desk.decisions()) == len(desk.effects("reply/")) == 1


def test_a_mail_of_formatted_text_only_is_asked_to_the_page(desk: Desk) -> None:
    raw = desk.reply("CHOOSE 1").replace(b"Content-Type: text/plain", b"Content-Type: text/html")
    received = receive(desk.office, raw)
    assert desk.decisions() == []
    reading = desk.got(received).reading
    assert reading
    assert reading["intent"] == "unconfirmed"
    assert "formatted text only" in desk.effects("reply/")[0].content["text"]


def test_a_high_tier_has_no_reply_address_and_takes_no_mail(desk: Desk) -> None:
    desk.ask(TRADE_OFF)
    assert desk.letter
    assert desk.letter["reply_address"] is None
    assert "APPROVE" not in desk.letter["text"]
    desk.letter = {"reply_address": desk.ticket("ines")}
    receive(desk.office, desk.reply("APPROVE 1"))
    assert desk.decisions() == []
    assert "can't be decided by mail" in desk.effects("reply/")[0].content["text"]


def test_many_notes_are_all_kept_and_few_are_answered(desk: Desk) -> None:
    for number in range(6):
        receive(desk.office, desk.reply(f"Thinking about it ({number})"))
    with desk.office.sessions(desk.company_id) as session:
        kept = session.query(MessageRow).filter_by(request_id=desk.request_id).count()
    assert kept == 6
    assert len(desk.effects("reply/")) == 3
    receive(desk.office, desk.reply("CHOOSE 1"))
    assert len(desk.effects("reply/")) == 4, "a decision is always told"


def test_where_nobody_can_be_vouched_for_no_line_is_offered(empty_database: URL) -> None:
    office = stage.office_at(empty_database, now=lambda: stage.NOW, secret_key=SECRET)
    one = Desk(office=office, company_id=stage.set_up_company(office), clock=[stage.NOW])
    one.ask()
    assert one.letter
    assert "CHOOSE" not in one.letter["text"]
    receive(office, one.reply("CHOOSE 1"))
    assert one.decisions() == []
    assert "couldn't confirm" in one.effects("reply/")[0].content["text"]
    office.close()


def test_who_stands_in_answers_on_the_page(desk: Desk) -> None:
    """Even with a ticket of their own: a mail speaks for its sender's own seat only."""
    now = desk.clock[0]
    given = Delegation(
        id=0,
        kind=DelegationKind.DELEGATION,
        giver="ines",
        receiver="jonas",
        gates=frozenset(),
        request=None,
        starts_at=now,
        ends_at=now + timedelta(days=1),
        limit_eur=None,
    )
    delegate(desk.office, desk.company_id, "ines", given)
    tell_seats(desk.office.tools, desk.company_id, desk.request_id)
    (theirs,) = [one.content for one in desk.effects("asked/jonas")]
    assert theirs["reply_address"] is None
    assert "CHOOSE" not in theirs["text"]
    desk.letter = {"reply_address": desk.ticket("jonas")}
    receive(desk.office, desk.reply(from_=f"Jonas Weber <{desk.address('jonas')}>"))
    assert desk.decisions() == []
    assert "waits for somebody else" in desk.effects("reply/")[0].content["text"]


def test_a_mail_and_the_page_at_once_are_one_decision(desk: Desk) -> None:
    raw, barrier = desk.reply("CHOOSE 1"), Barrier(2)
    whom = Answer(company_id=desk.company_id, person_key="ines", request_id=desk.request_id)
    ballot = stage.ballot(desk_request(desk), choice="go")

    def by_page() -> None:
        barrier.wait()
        with suppress(AlreadyDecided):
            record_ballot(desk.office, whom, ballot)

    page = Thread(target=by_page)
    page.start()
    barrier.wait()
    received = receive(desk.office, raw)
    page.join()
    assert received.outcome is Outcome.ROUTED
    (decision,) = desk.decisions()
    assert decision.choice == desk_request(desk).choice
    (told,) = desk.effects("reply/")
    assert ("approved" in told.content["text"]) == (decision.channel == "mail")


def test_who_dies_right_after_answering_a_reply_leaves_nothing_to_be_done_twice(desk: Desk) -> None:
    with pytest.raises(stage.Died):
        receive(stage.dying_at(desk.office, "reply.told"), desk.reply())
    receive(desk.office, desk.reply())
    sweep(desk.office)
    (decision,) = desk.decisions()
    (told,) = desk.effects("reply/")
    assert "approved (Wait a day)" in told.content["text"]
    assert decision.channel == "mail"
