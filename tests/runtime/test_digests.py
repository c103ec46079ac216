"""What can wait comes in one letter at somebody's hour, and nothing comes in their quiet hours."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from sqlalchemy import select, update
from sqlalchemy.engine import URL

from gates.gate import Verb
from gates.letter_kinds import Kind
from graphs.letters import ACTION_PAGES, Wording, Written, write
from graphs.posting import Sending, hold
from mail import views
from mail.views import Reader, View
from runtime.deciding import Answer, record_ballot
from runtime.delivering import deliver
from runtime.sweeping import sweep
from store import people
from store.tables.effects import CapturedMailRow, EffectRow
from store.tables.gates import RequestRow
from store.tables.people import PersonRow
from tests import stage
from tests.runtime.mail_desk import SECRET, Desk

NONCE = "the-nonce-of-this-letter"
EVENING = datetime.fromisoformat("2026-11-05T21:00+01:00")
MORNING = datetime.fromisoformat("2026-11-06T08:00+01:00")


@pytest.fixture
def desk(empty_database: URL) -> Iterator[Desk]:
    clock = [stage.NOW]
    office = stage.office_at(empty_database, now=lambda: clock[0], secret_key=SECRET)
    opened = Desk(office=office, company_id=stage.set_up_company(office), clock=clock)
    opened.ask()
    with office.sessions(opened.company_id) as session:
        hours = {"digest_hour": 8, "quiet_from": 20, "quiet_until": 7}
        session.execute(update(PersonRow).where(PersonRow.key == "ines").values(**hours))
    leave(opened)
    assert [one["Subject"].split("?")[0] for one in got(opened)] == ["Go on without Iberia"]
    yield opened
    office.close()


class Died(Exception):
    """The process is gone."""


def post(desk: Desk, name: str, request: RequestRow | None = None) -> None:
    """A letter that tells Ines of a plan, with a link of its own."""
    office = desk.office

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        path = f"{ACTION_PAGES}{NONCE}-{name}"
        return views.CyclePublished(
            reader=reader, words=words, path=path, cycle=name, headline=f"Early {name}", facts=()
        )

    said = {"cycle": name, "choice": "Build early", "decided_by": "Henrik Halden"}
    with office.sessions(desk.company_id) as session:
        case_id = session.get_one(RequestRow, desk.request_id).case_id
        to = people.by_key(session, desk.company_id, "ines")
    wording = Wording(kind=Kind.PLAN_PUBLISHED, facts=said)
    letter = write(office.tools, case_id=case_id, to=to, key=name, wording=wording, view=view)
    keep(desk, letter, case_id, request)


def keep(desk: Desk, letter: Written, case_id: str, request: RequestRow | None) -> None:
    sending = Sending(
        company_id=desk.company_id,
        case_id=case_id,
        at=desk.clock[0],
        request_id=request.id if request else None,
    )
    with desk.office.sessions(desk.company_id) as session:
        assert hold(desk.office.tools, session, letter, sending)
        row = session.scalar(select(EffectRow).where(EffectRow.key == letter.letter.key))
        assert row is not None
        row.content = row.content | {"link": f"{NONCE}-{letter.letter.key}"}


def leave(desk: Desk) -> None:
    """All that may, by now; however often it is tried."""
    for _ in range(2):
        sweep(desk.office)
        with desk.office.sessions(desk.company_id) as session:
            ids = list(session.scalars(select(EffectRow.id)))
        for one in ids:
            deliver(desk.office, one, desk.company_id)


def got(desk: Desk) -> list[dict[str, str]]:
    """Subject and text of every mail that came, in order."""
    with desk.office.sessions(desk.company_id) as session:
        rows = session.scalars(select(CapturedMailRow).order_by(CapturedMailRow.id)).all()
    mails = [message_from_bytes(row.content, policy=default) for row in rows]
    return [
        {
            "Subject": str(mail["Subject"]),
            "text": mail.get_body(("plain",)).get_content(),  # type: ignore[union-attr]
            "html": mail.get_body(("html",)).get_content(),  # type: ignore[union-attr]
        }
        for mail in mails
    ]


def digests(desk: Desk) -> list[dict[str, str]]:
    return [one for one in got(desk) if one["Subject"].startswith("What could wait")]


def states(desk: Desk, *names: str) -> list[str]:
    with desk.office.sessions(desk.company_id) as session:
        found = session.execute(
            select(EffectRow.key, EffectRow.state).where(EffectRow.key.in_(names))
        )
        kept = {one.key: one.state for one in found}
    return [kept[name] for name in names]


def test_what_can_wait_comes_in_one_letter_at_their_hour(desk: Desk) -> None:
    post(desk, "November")
    desk.clock[0] += timedelta(hours=1)
    post(desk, "December")
    for moment in (desk.clock[0], MORNING - timedelta(minutes=1)):
        desk.clock[0] = moment
        leave(desk)
        assert digests(desk) == []
        assert states(desk, "November", "December") == ["held", "held"]
    desk.clock[0] = MORNING
    leave(desk)
    leave(desk)
    (digest,) = digests(desk)
    assert states(desk, "November", "December") == ["bundled", "bundled"]
    assert digest["Subject"] == "What could wait for your hour, Fri 6 Nov 2026: 3"
    for form in (digest["text"], digest["html"]):
        assert "Early November" in form
        assert "Early December" in form
        assert "Henrik Halden decided it." in form
        assert "Go on without Iberia?" in form, "what waits for them is there too"
        assert form.count("Hello Ines") == 1
        assert form.count("the S&") == 1, "one paper around all of it"
        assert form.count("reply+") >= 2, "each is answered for itself"
        assert NONCE not in form, "links open"


def test_who_dies_while_bundling_loses_and_doubles_nothing(desk: Desk) -> None:
    post(desk, "November")
    desk.clock[0] = MORNING

    def die(point: str) -> None:
        if point == "digest.bundled":
            raise Died

    with pytest.raises(Died):
        sweep(replace(desk.office, reached=die))
    assert states(desk, "November") == ["held"]
    leave(desk)
    assert len(digests(desk)) == 1


def test_what_asks_comes_at_once_and_after_quiet_hours(desk: Desk) -> None:
    desk.clock[0] = EVENING
    desk.ask()
    leave(desk)
    assert [one.state for one in desk.effects("asked/")] == ["held"]
    assert len(got(desk)) == 1
    desk.clock[0] = datetime.fromisoformat("2026-11-06T07:00+01:00")
    leave(desk)
    assert [one.state for one in desk.effects("asked/")] == ["sent"]


def test_what_a_gate_still_holds_waits_for_a_later_one(desk: Desk) -> None:
    with desk.office.sessions(desk.company_id) as session:
        request = session.get_one(RequestRow, desk.request_id)
    post(desk, "November")
    post(desk, "December", request)
    desk.clock[0] = MORNING
    leave(desk)
    assert states(desk, "November", "December") == ["bundled", "held"]
    answer = Answer(company_id=desk.company_id, person_key="ines", request_id=request.id)
    ballot = stage.ballot(request, verb=Verb.APPROVE, choice="wait")
    record_ballot(desk.office, answer, ballot)
    desk.clock[0] += timedelta(days=1)
    leave(desk)
    assert states(desk, "November", "December") == ["bundled", "bundled"]
    assert "Early December" in digests(desk)[-1]["text"]
