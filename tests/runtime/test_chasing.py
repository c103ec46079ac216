"""Nobody answers, on the real tables and on any clock: each step once, no answer, then silence."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.engine import URL

from gates.catalogue import GATES, REVIEW, TRADE_OFF
from gates.gate import Gate
from gates.rules import EXPIRED
from gates.snoozing import Until
from runtime.deciding import Answer, record_ballot
from runtime.office import Office
from runtime.snoozing import snooze
from runtime.sweeping import sweep
from store import asked_requests, cases, chases, requests
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow
from store.tables.gates import ChaseRow, DecisionRow, RequestRow, SeatRow
from store.tables.people import PersonRow
from tests import stage

CLOCKS = 14


@dataclass(slots=True)
class Scene:
    office: Office
    company_id: int
    clock: list[datetime]

    def ask(self, gate: Gate = TRADE_OFF) -> RequestRow:
        row = stage.case_row(self.office, self.company_id)
        with self.office.sessions(self.company_id) as session:
            cases.open_case(session, row)
            session.get_one(CaseRow, row.id).seen = 1
            return requests.open_request(
                session,
                case=session.get_one(CaseRow, row.id),
                key=gate.name,
                gate=gate,
                brief=stage.brief(gate=gate.name),
                at=self.clock[0],
            )

    def answer(self, request: RequestRow) -> None:
        whom = Answer(company_id=self.company_id, person_key="ines", request_id=request.id)
        record_ballot(self.office, whom, stage.ballot(request))

    def now(self, request: RequestRow) -> RequestRow:
        with self.office.sessions(self.company_id) as session:
            return session.get_one(RequestRow, request.id)

    def chased(self, request: RequestRow) -> list[ChaseRow]:
        with self.office.sessions(self.company_id) as session:
            rows = chases.of_requests(session, self.company_id, [request.id])
            return [row for row, _ in rows[request.id]]

    def letters(self, request: RequestRow) -> list[EffectRow]:
        with self.office.sessions(self.company_id) as session:
            key = EffectRow.key.startswith(f"request/{request.id}/")
            return list(session.scalars(select(EffectRow).where(key).order_by(EffectRow.id)))

    def told(self, request: RequestRow) -> list[str]:
        """The occasions of its letters, and to whom."""
        prefix = f"request/{request.id}/"
        return [letter.key.removeprefix(prefix) for letter in self.letters(request)]

    def seats(self, request: RequestRow) -> dict[str, str]:
        with self.office.sessions(self.company_id) as session:
            rows = session.execute(
                select(PersonRow.key, SeatRow.grouping)
                .join(SeatRow, SeatRow.person_id == PersonRow.id)
                .where(SeatRow.request_id == request.id)
            )
            return {row.key: row.grouping for row in rows}


@pytest.fixture
def scene(empty_database: URL) -> Iterator[Scene]:
    clock = [stage.NOW]
    office = stage.office_at(empty_database, now=lambda: clock[0])
    yield Scene(office=office, company_id=stage.set_up_company(office), clock=clock)
    office.close()


def through(scene: Scene, request: RequestRow, until: timedelta) -> None:
    """Sweep every other hour."""
    while scene.clock[0] < request.opened_at + until:
        scene.clock[0] += timedelta(hours=2)
        sweep(scene.office)


def test_the_chain_to_its_end(scene: Scene) -> None:
    request = scene.ask()
    through(scene, request, timedelta(days=10))
    assert scene.told(request) == [
        "remind/1/ines",
        "remind/2/ines",
        "escalate/1/henrik",
        "escalate/2/priya",
        "expire/1/henrik",
    ]
    after = scene.now(request)
    assert after.closed_at is None
    assert after.expired_at == request.due_at + timedelta(days=2)
    assert set(scene.seats(request)) == {"ines", "henrik", "priya"}
    scene.answer(request)
    assert scene.now(request).outcome == "approved"


def test_who_put_it_aside_is_reminded_once_it_is_back(scene: Scene) -> None:
    request = scene.ask()
    ines = Answer(company_id=scene.company_id, person_key="ines", request_id=request.id)
    first, second = (row.due_at for row in scene.chased(request)[:2])
    snooze(scene.office, ines, Until.MOMENT, moment=first + (second - first) / 2)
    through(scene, request, timedelta(days=10))
    assert scene.told(request)[:2] == ["remind/2/ines", "escalate/1/henrik"]


def test_where_several_must_answer_one_takes_over_at_the_end(scene: Scene) -> None:
    with scene.office.sessions(scene.company_id) as session:
        lead = session.query(PersonRow).filter_by(key="henrik").one()
        lead.role = "sop_lead"
    request = scene.ask(REVIEW)
    through(scene, request, timedelta(days=4, hours=-2))
    assert "henrik" not in scene.seats(request), "told, not seated, before the end"
    through(scene, request, timedelta(days=5))
    assert scene.seats(request)["henrik"] == EXPIRED
    assert scene.now(request).closed_at is None


def test_after_a_standstill_nobody_is_reminded_twice_and_each_has_their_time(scene: Scene) -> None:
    request = scene.ask()
    scene.clock[0] = request.due_at - timedelta(minutes=1)
    sweep(scene.office)
    sweep(scene.office)
    assert scene.told(request) == ["remind/1/ines"]
    late = timedelta(days=6)
    scene.clock[0] = request.due_at + late
    for _ in range(5):
        sweep(scene.office)
    assert scene.told(request)[1:] == ["escalate/1/henrik"]
    scene.clock[0] += timedelta(days=1)
    sweep(scene.office)
    assert scene.told(request)[2:] == ["escalate/2/priya"]
    scene.clock[0] += timedelta(days=1)
    sweep(scene.office)
    assert scene.now(request).expired_at == request.due_at + late + timedelta(days=2)


def test_who_is_asked_again_is_reminded_again_and_nobody_is_asked_in_their_place_twice(
    scene: Scene,
) -> None:
    request = scene.ask()
    through(scene, request, timedelta(days=2, hours=4))
    assert scene.told(request)[-1] == "escalate/1/henrik"
    with scene.office.sessions(scene.company_id) as session:
        requests.give_time(session, session.get_one(RequestRow, request.id), scene.clock[0])
    again = scene.now(request)
    assert again.due_at == scene.clock[0] + timedelta(days=1)
    through(scene, request, timedelta(days=6))
    assert [one for one in scene.told(request)[3:] if "ines" in one or "remind" not in one] == [
        "remind/3/ines",
        "remind/4/ines",
        "escalate/2/priya",
        "expire/1/henrik",
    ]
    assert scene.now(request).expired_at == again.due_at + timedelta(days=2)


def test_two_sweeps_at_once_do_each_thing_once(scene: Scene) -> None:
    asked = [scene.ask() for _ in range(6)]
    scene.clock[0] = asked[0].due_at + timedelta(minutes=1)
    barrier = Barrier(2)

    def sweeping() -> None:
        barrier.wait()
        sweep(scene.office)

    threads = [Thread(target=sweeping) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for request in asked:
        assert scene.told(request) == ["escalate/1/henrik"]


def test_who_dies_right_after_chasing_leaves_nothing_to_be_done_twice(scene: Scene) -> None:
    asked = [scene.ask() for _ in range(3)]
    scene.clock[0] = asked[0].due_at + timedelta(minutes=1)
    for _ in asked:
        with pytest.raises(stage.Died):
            sweep(stage.dying_at(scene.office, "request.chased"))
    sweep(scene.office)
    assert [scene.told(request) for request in asked] == [["escalate/1/henrik"]] * 3


def test_on_any_clock_nothing_is_approved_nothing_happens_twice_nothing_after_closing(
    scene: Scene,
) -> None:
    expired = answered = 0
    for seed in range(CLOCKS):
        chance = Random(seed)
        scene.clock[0] = stage.NOW + timedelta(days=20 * seed)
        gate = chance.choice([TRADE_OFF, TRADE_OFF, GATES["late_action"], REVIEW])
        request = scene.ask(gate)
        closes = gate is TRADE_OFF and chance.random() < 0.5
        moments = sorted(chance.uniform(0, 9) for _ in range(chance.randint(1, 12)))
        closing = chance.uniform(0, 9) if closes else None
        for moment in moments:
            if closing is not None and moment > closing:
                scene.clock[0] = request.opened_at + timedelta(days=closing)
                scene.answer(request)
                closing, answered = None, answered + 1
            scene.clock[0] = request.opened_at + timedelta(days=moment)
            sweep(scene.office)
        after = scene.now(request)
        expired += after.expired_at is not None
        _check(scene, after, seed)
        with scene.office.sessions(scene.company_id) as session:  # the next seed's clock is its own
            asked_requests.withdraw(session.get_one(RequestRow, request.id), at=scene.clock[0])
    assert expired > CLOCKS / 8, expired
    assert answered > CLOCKS / 8, answered


def _check(scene: Scene, request: RequestRow, seed: int) -> None:
    with scene.office.sessions(scene.company_id) as session:
        given = session.query(DecisionRow).filter_by(request_id=request.id).count()
    assert bool(given) == (request.closed_at is not None), seed
    happened = [row for row in scene.chased(request) if row.done_at is not None]
    letters = scene.letters(request)
    told = Counter(scene.told(request))
    assert all(count == 1 for count in told.values()), seed
    if request.closed_at is not None:
        assert all(row.done_at <= request.closed_at for row in happened if row.done_at), seed
        assert all(letter.made_at <= request.closed_at for letter in letters), seed
    order = [row.kind for row in sorted(happened, key=lambda row: (row.done_at, row.id))]
    assert order == sorted(order, key=["remind", "escalate", "expire"].index), seed
