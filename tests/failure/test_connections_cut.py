"""The server cuts connections at random while people decide; each asks again until they know.

Who lost the connection during the commit doesn't know whether it happened. The same ballot with
the same decision id is the question, and the receipt is the same whichever time it comes.
"""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Event
from time import monotonic, sleep
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from gates.catalogue import REVIEW
from gates.deciding import Ballot, Decision
from gates.errors import AlreadyDecided
from runtime import database
from runtime.deciding import Answer, record_ballot
from runtime.office import Office
from runtime.sweeping import start_within
from store import requests
from store.tables.gates import DecisionRow
from tests import stage
from tests.failure.life import REVIEWED
from tests.failure.two_gates import office_at
from tests.invariants import Seen, broken

KILLS = 300
KILLS_LONG = 1000
KILLS_BROKEN = 60
CLIENTS = 4
REQUESTS = 150
PATIENCE_S = 200
LOST = (psycopg.OperationalError, OperationalError)
"""A lost connection as the driver tells it, and as SQLAlchemy does."""
CUT_ONE = """
    select count(*) filter (where pg_terminate_backend(pid)) from (
        select pid from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
        order by state = 'idle', random() limit 1
    ) one
"""


@dataclass(slots=True, kw_only=True)
class Tally:
    kills: int = 0
    asked: Counter[str] = field(default_factory=Counter[str])
    """How often clients asked, by what came of it."""
    receipts: dict[str, Decision] = field(default_factory=dict[str, Decision])
    other_receipts: list[str] = field(default_factory=list[str])

    def note(self, decision: Decision) -> None:
        kept = self.receipts.setdefault(str(decision.decision_id), decision)
        if kept != decision:
            self.other_receipts.append(f"{kept} and then {decision}")

    def __str__(self) -> str:
        return f"{self.kills} kills, {dict(self.asked)}, {len(self.receipts)} receipts"


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = office_at(empty_database)
    yield opened
    opened.close()


Asking = tuple[Answer, Ballot]


def ballots(office: Office, company_id: int, count: int) -> list[Asking]:
    """What two reviewers will say to this many requests."""
    found = []
    for _ in range(count):
        row = stage.case_row(office, company_id)
        with office.sessions(company_id) as session:
            start_within(office, session, row)
            request = requests.open_request(
                session, case=row, key="one", gate=REVIEW, brief=stage.brief(), at=office.now()
            )
        for says in REVIEWED:
            ballot = stage.ballot(request, verb=says.verb, choice=says.choice, reason=says.reason)
            answer = Answer(company_id=company_id, person_key=says.who, request_id=request.id)
            found.append((answer, ballot))
    return found


def insist(office: Office, asking: list[Asking], over: Event, tally: Tally) -> None:
    """Ask each question until it is answered, and all of them again until it is over."""
    while True:
        for answer, ballot in asking:
            tally.note(_until_known(office, answer, ballot, tally))
        if over.is_set():
            return


def _until_known(office: Office, answer: Answer, ballot: Ballot, tally: Tally) -> Decision:
    while True:
        try:
            receipt = record_ballot(office, answer, ballot)
        except LOST:
            tally.asked["lost"] += 1
        else:
            tally.asked["repeated" if receipt.repeated else "decided"] += 1
            return receipt.decision


def believe(office: Office, asking: list[Asking], over: Event, tally: Tally) -> None:
    """The broken client: takes a lost connection for a yes."""
    for answer, ballot in asking:
        try:
            tally.note(record_ballot(office, answer, ballot).decision)
        except LOST:
            tally.asked["lost"] += 1
            tally.receipts[str(ballot.decision_id)] = Decision(
                decision_id=ballot.decision_id,
                by=answer.person_key,
                seat=answer.person_key,
                verb=ballot.verb,
                choice=ballot.choice,
                reason=ballot.reason,
                brief_sha256=ballot.brief_sha256,
                at=stage.NOW,
            )


def cut(url: URL, kills: int, tally: Tally) -> None:
    """End one connection after the other, those in the middle of something first."""
    began = monotonic()
    with psycopg.Connection.connect(database.plain(url), autocommit=True) as admin:
        while tally.kills < kills:
            assert monotonic() - began < PATIENCE_S, str(tally)
            tally.kills += admin.execute(CUT_ONE).fetchone()[0]  # type: ignore[index] # a count
            sleep(0.002)


def under_fire(office: Office, asking: list[Asking], kills: int) -> Tally:
    """Every question is asked by two clients at once, as by a double click."""
    tally, over = Tally(), Event()
    with ThreadPoolExecutor(CLIENTS) as clients:
        halves = [asking[n % 2 :: 2] for n in range(CLIENTS)]
        ends = [clients.submit(insist, office, half, over, tally) for half in halves]
        try:
            cut(office.url, kills, tally)
        finally:
            over.set()
        for end in ends:
            end.result()
    return tally


def against(office: Office, company_id: int, tally: Tally) -> dict[str, list[str]]:
    told = {made.decision_id: made for made in tally.receipts.values()}
    seen = Seen(
        at=office.now(),
        acknowledged={id_: (made.verb.value, made.brief_sha256) for id_, made in told.items()},
    )
    office.engine.dispose()
    with office.unfenced() as session:
        return broken(session, company_id, seen, at_rest=False)


def receipts_are_decisions(office: Office, kills: int, requests: int) -> None:
    company_id = stage.set_up_company(office)
    asking = ballots(office, company_id, requests)
    tally = under_fire(office, asking, kills)
    found = against(office, company_id, tally)
    told = f"{tally}; against: {found}"
    print(told)
    assert tally.kills >= kills, told
    assert tally.asked["lost"] > kills // 10, told
    assert not found, told
    assert not tally.other_receipts, told
    with office.unfenced() as session:
        decided = {str(row.id) for row in session.query(DecisionRow)}
    assert decided == set(tally.receipts) == {str(b.decision_id) for _, b in asking}, told


def test_receipts_are_decisions(office: Office) -> None:
    receipts_are_decisions(office, KILLS, REQUESTS)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_receipts_are_decisions_for_long(office: Office) -> None:
    receipts_are_decisions(office, KILLS_LONG, REQUESTS * 3)


def test_a_client_that_believes_is_caught(office: Office) -> None:
    company_id = stage.set_up_company(office)
    asking = ballots(office, company_id, KILLS_BROKEN)
    tally, over = Tally(), Event()
    with ThreadPoolExecutor(1) as clients:
        end = clients.submit(believe, office, asking, over, tally)
        cut(office.url, KILLS_BROKEN, tally)
        end.result()
    assert "I1" in against(office, company_id, tally), str(tally)


def test_an_answer_lost_after_the_commit_is_asked_for_again(office: Office) -> None:
    company_id = stage.set_up_company(office)
    ((answer, ballot), _) = ballots(office, company_id, 1)

    def lose(name: str) -> None:
        if name == "decision.committed":
            raise psycopg.OperationalError

    with pytest.raises(psycopg.OperationalError):
        record_ballot(replace(office, reached=lose), answer, ballot)
    receipt = record_ballot(office, answer, ballot)
    assert receipt.repeated
    assert receipt.decision.decision_id == ballot.decision_id
    with pytest.raises(AlreadyDecided):
        record_ballot(office, answer, replace(ballot, decision_id=uuid4()))
