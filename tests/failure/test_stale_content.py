"""A brief is redrafted while somebody decides on it: 1,000 ways for the two to interleave."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random

import pytest
from psycopg import Connection
from sqlalchemy.engine import URL

from gates.catalogue import TRADE_OFF
from gates.deciding import Ballot
from gates.errors import BriefMoved
from runtime import database
from runtime.deciding import Answer, record_ballot
from runtime.office import Office
from runtime.sweeping import start_within
from store import answering, requests
from store.tables.gates import RequestRow
from tests import stage
from tests.failure.turns import round_trips_parked, take_turns
from tests.failure.two_gates import office_at
from tests.invariants import Seen, broken

INTERLEAVINGS = 1000
INTERLEAVINGS_BROKEN = 100
DECIDING_TRIPS = 8
REDRAFTING_TRIPS = 6
"""Round trips of each; one more or less only makes some schedules alike."""
HALF = stage.brief(question="Approve building half of it early?")


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = office_at(empty_database)
    yield opened
    opened.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the person has on their screen."""

    answer: Answer
    ballot: Ballot


Redraft = Callable[[Office, Shown], bool]


def shown(office: Office, company_id: int, count: int) -> list[Shown]:
    rows = [stage.case_row(office, company_id) for _ in range(count)]
    found = []
    with office.sessions(company_id) as session:
        for row in rows:
            start_within(office, session, row)
            request = requests.open_request(
                session, case=row, key="one", gate=TRADE_OFF, brief=stage.brief(), at=stage.NOW
            )
            answer = Answer(company_id=company_id, person_key="ines", request_id=request.id)
            found.append(Shown(answer=answer, ballot=stage.ballot(request)))
    return found


def redraft(office: Office, on: Shown) -> bool:
    """As a node does when an input moves while the request waits."""
    with office.sessions(on.answer.company_id) as session:
        request = requests.lock_request(session, on.answer.request_id)
        assert request is not None
        return stage.redraft(session, request, HALF, stage.NOW)


def redraft_unlocked(office: Office, on: Shown) -> bool:
    """The broken one: looks at the request without holding it."""
    with office.sessions(on.answer.company_id) as session:
        request = session.get_one(RequestRow, on.answer.request_id)
        return stage.redraft(session, request, HALF, stage.NOW)


def schedules(count: int) -> list[tuple[int, ...]]:
    """Distinct orders of the two's round trips."""
    chance, found = Random(count), set[tuple[int, ...]]()
    turns = [0] * DECIDING_TRIPS + [1] * REDRAFTING_TRIPS
    while len(found) < count:
        chance.shuffle(turns)
        found.add(tuple(turns))
    return sorted(found)


def interleave(
    office: Office, count: int, redraft: Redraft = redraft
) -> tuple[Counter[str], dict[str, list[str]]]:
    """What became of each interleaving, and what the invariants say of them all."""
    company_id = stage.set_up_company(office)
    became = Counter[str]()
    with (
        ThreadPoolExecutor(2) as threads,
        Connection.connect(database.plain(office.url), autocommit=True) as admin,
    ):
        pairs = zip(schedules(count), shown(office, company_id, count), strict=True)
        with round_trips_parked():
            for schedule, on in pairs:
                decided, redrafted = take_turns(
                    threads,
                    admin,
                    schedule,
                    lambda on=on: record_ballot(office, on.answer, on.ballot),  # type: ignore[misc]
                    lambda on=on: redraft(office, on),  # type: ignore[misc]
                )
                refusal = decided.exception()
                assert refusal is None or isinstance(refusal, BriefMoved), refusal
                became[
                    f"{'refused' if refusal else 'decided'},"
                    f" {'redrafted' if redrafted.result() else 'left as it was'}"
                ] += 1
    with office.unfenced() as session:
        against = broken(session, company_id, Seen(at=stage.NOW), at_rest=False)
    return became, against


@pytest.mark.heavy
def test_no_decision_meets_unseen_content(office: Office) -> None:
    became, against = interleave(office, INTERLEAVINGS)
    told = f"{dict(became)}; against: {against}"
    print(told)
    assert not against, told
    assert set(became) == {"decided, left as it was", "refused, redrafted"}, told
    assert min(became.values()) > INTERLEAVINGS // 10, told
    assert became.total() == INTERLEAVINGS


def test_deciding_without_the_lock_is_caught(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "LOCK", answering.LOCK.replace("for update", ""))
    became, against = interleave(office, INTERLEAVINGS_BROKEN)
    assert "I9" in against, f"{dict(became)}; against: {against}"


def test_redrafting_without_the_lock_is_caught(office: Office) -> None:
    became, against = interleave(office, INTERLEAVINGS_BROKEN, redraft_unlocked)
    assert {"I2", "I9"} & against.keys(), f"{dict(became)}; against: {against}"
