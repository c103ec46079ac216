"""Whom the letters of a request go to: whose turn it is, and who stands in; each once."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.engine import URL

from gates import catalogue
from gates.delegating import Delegation, DelegationKind
from gates.gate import Gate, Rule
from gates.people import Role
from gates.seating import role
from graphs import overdue, telling_seats
from mail.letter import to_message
from runtime import sweeping
from runtime.deciding import Answer, record_ballot
from runtime.delegating import delegate, revoke
from runtime.delivering import as_letter, sender
from runtime.office import Office
from runtime.sweeping import start_case
from store import chases_due, requests
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow
from store.tables.gates import RequestRow
from tests import stage

IN_TURNS = replace(
    catalogue.TRADE_OFF,
    slate=(role(Role.SALES_LEAD), role(Role.OPERATIONS_LEAD), role(Role.COO)),
    rule=Rule.SEQUENCE,
)


@dataclass(slots=True)
class Post:
    """A company with one open request, and every letter written about it."""

    office: Office
    company_id: int
    request: RequestRow
    clock: list[datetime] = field(default_factory=lambda: [stage.NOW])

    def letters(self) -> dict[str, str]:
        """Whom each letter went to, by what follows the request's id in its key; and its text."""
        with self.office.sessions(self.company_id) as session:
            rows = session.scalars(select(EffectRow).order_by(EffectRow.id)).all()
            head = f"request/{self.request.id}/"
            return {row.key.removeprefix(head): row.content["text"] for row in rows}

    def tell(self) -> int:
        return telling_seats.tell_seats(self.office.tools, self.company_id, self.request.id)

    def remind(self) -> None:
        """The first reminder is due."""
        self.clock[0] = self.request.due_at - catalogue.GATES[self.request.gate].remind_before[0]
        with self.office.unfenced() as session:
            ((chase, company_id),) = chases_due.due(session, at=self.clock[0])
        overdue.chase(self.office.tools, company_id, chase)

    def let(self, giver: str, receiver: str, *, days: int = 3) -> Delegation:
        now = self.office.now()
        wanted = Delegation(
            id=0,
            kind=DelegationKind.OUT_OF_OFFICE,
            giver=giver,
            receiver=receiver,
            gates=frozenset(),
            request=None,
            starts_at=now,
            ends_at=now + timedelta(days=days),
            limit_eur=None,
        )
        return delegate(self.office, self.company_id, giver, wanted)

    def answer(self, who: str) -> None:
        whom = Answer(company_id=self.company_id, person_key=who, request_id=self.request.id)
        record_ballot(self.office, whom, stage.ballot(self.request))


def opened(url: URL, gate: Gate) -> Post:
    clock = [stage.NOW]
    office = stage.office_at(url, now=lambda: clock[0])
    company_id = stage.set_up_company(office)
    case = stage.case_row(office, company_id)
    start_case(office, case)
    with office.sessions(company_id) as session:
        request = requests.open_request(
            session,
            case=session.get_one(CaseRow, case.id),
            key="trade_off",
            gate=gate,
            brief=stage.brief(authors=()),
            at=office.now(),
        )
    return Post(office=office, company_id=company_id, request=request, clock=clock)


@pytest.fixture
def post(empty_database: URL) -> Iterator[Post]:
    made = opened(empty_database, catalogue.TRADE_OFF)
    yield made
    made.office.close()


@pytest.fixture
def in_turns(empty_database: URL) -> Iterator[Post]:
    """The trade-off, its seats answering one after another."""
    made = opened(empty_database, IN_TURNS)
    yield made
    made.office.close()


def test_a_seat_is_told_once(post: Post) -> None:
    assert (post.tell(), post.tell()) == (1, 0)
    assert list(post.letters()) == ["asked/ines"]


def test_the_deadline_goes_along_for_their_calendar(post: Post) -> None:
    post.tell()
    with post.office.sessions(post.company_id) as session:
        said = session.scalars(select(EffectRow)).one()
    message = to_message(as_letter(said), sender(post.office.settings))
    (entry,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert entry.get_filename() == "deadline.ics"
    (event,) = Calendar.from_ical(entry.get_content()).walk("VEVENT")
    assert str(event["UID"]).startswith(f"requests-{post.request.id}@")
    assert event.decoded("DTEND") == post.request.due_at


def test_who_stands_in_is_told_too_and_each_is_told_of_the_other(post: Post) -> None:
    post.let("ines", "jonas")
    assert post.tell() == 2
    letters = post.letters()
    assert list(letters) == ["asked/ines", "asked/jonas/for/ines"]
    assert "Stands in for you: Jonas Weber, until Sun 8 Nov, 10:40 CET" in letters["asked/ines"]
    assert "You stand in for: Ines Moreau, until Sun 8 Nov" in letters["asked/jonas/for/ines"]
    assert f"/requests/{post.request.id}?seat=ines" in letters["asked/jonas/for/ines"]


def test_who_begins_to_stand_in_later_is_told_by_the_sweep(post: Post) -> None:
    post.tell()
    post.let("ines", "jonas")
    assert sweeping.tell_whose_turn(post.office) == 1
    assert sweeping.tell_whose_turn(post.office) == 0
    assert list(post.letters()) == ["asked/ines", "asked/jonas/for/ines"]


def test_a_delegation_taken_back_or_over_tells_nobody(post: Post) -> None:
    given = post.let("ines", "jonas")
    revoke(post.office, post.company_id, "ines", given.id)
    post.let("ines", "priya", days=1)
    post.clock[0] += timedelta(days=1)
    post.tell()
    assert list(post.letters()) == ["asked/ines"]


def test_who_took_part_is_not_asked_to_stand_in(empty_database: URL) -> None:
    made = opened(empty_database, catalogue.TRADE_OFF)
    with made.office.sessions(made.company_id) as session:
        request = session.get_one(RequestRow, made.request.id)
        stage.redraft(session, request, stage.brief(authors=("jonas",)), stage.NOW)
    made.let("ines", "jonas")
    assert made.tell() == 1
    assert list(made.letters()) == ["asked/ines"]
    made.office.close()


def test_reminders_go_to_who_stands_in_too(post: Post) -> None:
    post.let("ines", "jonas")
    post.remind()
    assert list(post.letters()) == ["remind/1/ines", "remind/1/jonas/for/ines"]


def test_in_a_sequence_only_whose_turn_it_is_is_told(in_turns: Post) -> None:
    assert in_turns.tell() == 1
    assert list(in_turns.letters()) == ["asked/marta"]
    in_turns.answer("marta")
    assert sweeping.tell_whose_turn(in_turns.office) == 1
    assert sweeping.tell_whose_turn(in_turns.office) == 0
    in_turns.answer("jonas")
    assert sweeping.tell_whose_turn(in_turns.office) == 1
    assert list(in_turns.letters()) == ["asked/marta", "asked/jonas", "asked/ines"]
    in_turns.answer("ines")
    assert sweeping.tell_whose_turn(in_turns.office) == 0


def test_in_a_sequence_nobody_is_reminded_before_their_turn(in_turns: Post) -> None:
    in_turns.remind()
    assert list(in_turns.letters()) == ["remind/1/marta"]
