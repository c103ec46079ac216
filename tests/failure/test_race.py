"""Four processes decide, advance and deliver the same requests at once, of two minds each."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import URL

from gates.catalogue import GATES
from gates.gate import Rule, Verb
from runtime.advancing import advance
from runtime.office import Office
from runtime.sweeping import start_case
from store import asked_requests, people
from store.people import addressee
from store.tables.effects import EffectRow
from store.tables.gates import DecisionRow, RequestRow
from tests import stage
from tests.failure.racing import RACERS, Asked
from tests.failure.two_gates import TOLD, office_at
from tests.invariants import Seen, broken
from tests.processes import ROOT

REQUESTS = 250
REQUESTS_LONG = 1000
REQUESTS_UNLOCKED = 10
MINDS = {
    "review": (Verb.APPROVE, Verb.DISSENT),
    "trade_off": (Verb.APPROVE, Verb.REQUEST_CHANGES),
}


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = office_at(empty_database)
    yield opened
    opened.close()


def asked(office: Office, company_id: int, count: int) -> list[Asked]:
    """Requests of two seats each: every other one closes with the first answer, or with both."""
    found = []
    for number in range(count):
        gate = ("review", "trade_off")[number % 2]
        case = stage.case_row(office, company_id, f"{company_id}/{number}/{gate}", "follow_up")
        start_case(office, case)
        advance(office, case.id, company_id)
        with office.sessions(company_id) as session:
            request = asked_requests.find_request(session, case.id, "one")
            assert request is not None
            if gate == "trade_off":
                henrik = addressee(people.person_by_key(session, company_id, "henrik"))
                asked_requests.add_seat(session, request, henrik, why="asked when it was late")
            seats = tuple(who.key for who in asked_requests.seated(session, request.id))
        found.append(
            Asked(
                case_id=case.id,
                request_id=str(request.id),
                brief_sha256=request.brief_sha256,
                seats=seats,
                verbs=tuple(verb.value for verb in MINDS[gate]),
            )
        )
    return found


def race(
    office: Office, company_id: int, requests: list[Asked], *, unlocked: bool = False
) -> tuple[Counter[str], dict[UUID, tuple[str, ...]]]:
    """What the racers were told, together, and the receipts they hold."""
    order = {
        "url": office.url.render_as_string(hide_password=False),
        "company_id": company_id,
        "asked": [asdict(one) for one in requests],
        "unlocked": unlocked,
    }
    ran = subprocess.run(
        [sys.executable, "-m", "tests.failure.racing"],
        cwd=ROOT,
        input=json.dumps(order),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    ends = json.loads(ran.stdout)
    verdicts = sum((Counter(end["verdicts"]) for end in ends), Counter[str]())
    receipts = {UUID(id_): tuple(told) for end in ends for id_, *told in end["receipts"]}
    return verdicts, receipts


def found(
    office: Office, company_id: int, receipts: dict[UUID, tuple[str, ...]]
) -> dict[str, list[str]]:
    with office.unfenced() as session:
        seen = Seen(at=office.now(), acknowledged=receipts)
        return broken(session, company_id, seen, at_rest=False)


def one_decision_and_one_effect_each(office: Office, count: int) -> None:
    company_id = stage.set_up_company(office)
    requests = asked(office, company_id, count)
    verdicts, receipts = race(office, company_id, requests)
    for one in requests:
        advance(office, one.case_id, company_id)
    against = found(office, company_id, receipts)
    told = f"{count} requests, {RACERS} processes: {dict(verdicts)}; against: {against}"
    print(told)
    assert not against, told
    with office.sessions(company_id) as session:
        closed = session.scalars(select(RequestRow)).all()
        everyone = sum(GATES[row.gate].rule is Rule.EVERYONE_ANSWERS for row in closed)
        decided = session.query(DecisionRow).count()
        letters = dict(
            session.execute(
                select(EffectRow.request_id, func.count()).group_by(EffectRow.request_id)
            ).all()
        )
        attempts = Counter(
            (row.state, row.attempts)
            for row in session.scalars(select(EffectRow))
            if row.key.endswith(TOLD[0])
        )
    assert decided == verdicts["decided"] == 2 * everyone + (count - everyone), told
    refused = verdicts["AlreadyDecided"] + verdicts["RequestClosed"]
    assert refused == RACERS * 2 * count - decided, told
    assert set(letters.values()) == {len(TOLD)}, told
    assert len(letters) == count, told
    leave = sum(row.outcome in {"approved", "answered"} for row in closed)
    assert attempts == {("sent", 1): leave, ("held", 0): count - leave}, f"{told}; {attempts}"
    assert 0 < count - leave < count // 2, "the racers should have been of two minds"


@pytest.mark.heavy
def test_one_decision_and_one_effect_each(office: Office) -> None:
    one_decision_and_one_effect_each(office, REQUESTS)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_one_decision_and_one_effect_each_of_many(office: Office) -> None:
    one_decision_and_one_effect_each(office, REQUESTS_LONG)


def test_deciding_without_the_lock_is_caught(office: Office) -> None:
    company_id = stage.set_up_company(office)
    requests = asked(office, company_id, REQUESTS_UNLOCKED)
    verdicts, receipts = race(office, company_id, requests, unlocked=True)
    against = found(office, company_id, receipts)
    assert "I2" in against, f"{REQUESTS_UNLOCKED} requests without a lock: {dict(verdicts)}"
