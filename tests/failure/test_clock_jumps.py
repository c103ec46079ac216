"""The clock leaps by days, back and forth, over both ends of daylight saving time.

Requests are reminded, escalated and decided, timers fire, letters leave: each once, or not at
all where it was not due. What is due is worked out here from the moments the sweep saw, and
compared with what the tables say.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from psycopg import Connection, sql
from sqlalchemy import select, text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from gates.catalogue import TRADE_OFF
from gates.errors import Refusal
from runtime import database
from runtime.deciding import Answer, record_ballot
from runtime.delivering import deliver
from runtime.office import Office
from runtime.sweeping import start_within, sweep
from store import cases, requests
from store.tables.cycles import CaseRow, WaitRow
from store.tables.effects import EffectRow
from store.tables.gates import RequestRow
from tests import stage
from tests.failure.life import Clock
from tests.failure.two_gates import office_at
from tests.invariants import Seen, broken

ZONE = ZoneInfo("Europe/Copenhagen")
CHANGES = (datetime(2026, 10, 25, 3, 0, tzinfo=ZONE), datetime(2027, 3, 28, 2, 0, tzinfo=ZONE))
"""Where an hour comes twice, and where one is missing."""
LEAPS = (
    timedelta(days=1),
    timedelta(days=-1),
    timedelta(hours=1),
    timedelta(hours=-1),
    timedelta(minutes=30),
    timedelta(days=2),
)
WALKS = 5
"""For each change of the hour."""
REQUESTS = 20
STEPS = 12
CHAIN = ("escalate", "escalate", "expire")
"""Of the gate that asks: at the deadline and each a day later."""
WELL_PAST = timedelta(days=30)


@dataclass(slots=True, kw_only=True)
class Asked:
    """A request, and at which moments it was looked at while it was open."""

    request_id: UUID
    case_id: str
    due_at: datetime
    remind_at: tuple[datetime, ...]
    decided_in_step: int | None
    looked_at: list[datetime] = field(default_factory=list[datetime])

    @property
    def expected(self) -> dict[str, int]:
        """Letters: one thing at each look; who is asked next has their time from the one before.

        Where it was escalated nobody needs a reminder, though the clock went back.
        """
        done = Counter({"remind": 0, "escalate": 0, "expire": 0})
        reminders, chain = list(self.remind_at), list(CHAIN)
        next_at = self.due_at
        for at in self.looked_at:
            if len(chain) == len(CHAIN) and at < self.due_at:
                done["remind"] += any(moment <= at for moment in reminders)
                reminders = [moment for moment in reminders if moment > at]
            elif chain and at >= next_at:
                done[chain.pop(0)] += 1
                next_at = at + timedelta(days=1)
        return dict(done)


Forget = Callable[[Session, datetime], None]


def forget_nothing(_session: Session, _at: datetime) -> None:
    """What was done is kept in the row, whatever the clock says later."""


def forget_the_future(session: Session, at: datetime) -> None:
    """The broken one: what was done counts only while the clock agrees."""
    session.execute(text("update chase set done_at = null where done_at > :at"), {"at": at})
    session.execute(text("update wait set fired_at = null where fired_at > :at"), {"at": at})


@pytest.fixture
def clock() -> Clock:
    return Clock(CHANGES[0])


@pytest.fixture
def office(empty_database: URL, clock: Clock) -> Iterator[Office]:
    """On a server that lives in a zone with daylight saving."""
    with Connection.connect(database.plain(empty_database), autocommit=True) as admin:
        name = sql.Identifier(str(empty_database.database))
        admin.execute(sql.SQL("alter database {} set timezone to 'Europe/Copenhagen'").format(name))
    opened = office_at(empty_database, now=clock.now)
    yield opened
    opened.close()


def asked(office: Office, company_id: int, at: datetime, chance: Random) -> list[Asked]:
    """Requests due within the days around, each with a timer of its case."""
    rows = [stage.case_row(office, company_id) for _ in range(REQUESTS)]
    found = []
    with office.sessions(company_id) as session:
        for number, row in enumerate(rows):
            start_within(office, session, row)
            due = at + timedelta(hours=chance.randrange(-20, 60), minutes=chance.randrange(60))
            request = requests.open_request(
                session,
                case=row,
                key="one",
                gate=TRADE_OFF,
                brief=stage.brief(),
                at=at - timedelta(days=1),
                due_at=due,
            )
            cases.add_wait(session, case=row, key="timer", due_at=due)
            found.append(
                Asked(
                    request_id=request.id,
                    case_id=row.id,
                    due_at=request.due_at,
                    remind_at=_reminders(request),
                    decided_in_step=chance.randrange(STEPS) if number % 3 == 0 else None,
                )
            )
    return found


def _reminders(request: RequestRow) -> tuple[datetime, ...]:
    """A day and four hours before the deadline, in the second half of its time."""
    half = request.opened_at + (request.due_at - request.opened_at) / 2
    wanted = (request.due_at - timedelta(hours=hours) for hours in (24, 4))
    return tuple(max(moment, half) for moment in wanted)


def walk(
    office: Office, clock: Clock, change: datetime, seed: int, forget: Forget = forget_nothing
) -> tuple[int, list[str]]:
    """One company through a walk of the clock: how many requests, and what went wrong."""
    chance = Random(f"{change} {seed}")
    company_id = stage.set_up_company(office)
    clock.at = (change - timedelta(hours=chance.randrange(2, 30))).astimezone(ZoneInfo("UTC"))
    matters = asked(office, company_id, clock.at, chance)
    for step in range(STEPS):
        clock.at += chance.choice(LEAPS)
        _look(office, company_id, clock, matters, forget)
        _decide(office, company_id, [m for m in matters if m.decided_in_step == step])
    clock.at = change.astimezone(ZoneInfo("UTC")) + WELL_PAST
    for _ in range(3):
        _look(office, company_id, clock, matters, forget)
        clock.at += timedelta(days=1, minutes=5)
    return len(matters), _wrong(office, company_id, clock, matters)


def _look(
    office: Office, company_id: int, clock: Clock, matters: Sequence[Asked], forget: Forget
) -> None:
    with office.sessions(company_id) as session:
        forget(session, clock.at)
        still_open = set(
            session.scalars(select(RequestRow.id).where(RequestRow.closed_at.is_(None)))
        )
    for matter in matters:
        if matter.request_id in still_open:
            matter.looked_at.append(clock.at)
    sweep(office)
    with office.sessions(company_id) as session:
        leaving = session.scalars(
            select(EffectRow.id).where(EffectRow.held_until <= clock.at, EffectRow.state == "held")
        ).all()
    for effect_id in leaving:
        deliver(office, effect_id, company_id)


def _decide(office: Office, company_id: int, matters: Sequence[Asked]) -> None:
    for matter in matters:
        with office.sessions(company_id) as session:
            request = session.get_one(RequestRow, matter.request_id)
        answer = Answer(company_id=company_id, person_key="ines", request_id=request.id)
        with suppress(Refusal):
            record_ballot(office, answer, stage.ballot(request))


def _wrong(office: Office, company_id: int, clock: Clock, matters: Sequence[Asked]) -> list[str]:
    with office.sessions(company_id) as session:
        keys = Counter[tuple[str, str]]()
        for row in session.scalars(select(EffectRow)):
            _, request_id, what, *_ = row.key.split("/")
            keys[request_id, what] += 1
            if (row.state, row.attempts) != ("sent", 1):
                keys[request_id, "sent badly"] += 1
        rings = dict(session.execute(select(CaseRow.id, CaseRow.rings)).all())
        unfired = session.query(WaitRow).filter(WaitRow.fired_at.is_(None)).count()
    with office.unfenced() as session:
        against = broken(session, company_id, Seen(at=clock.at), at_rest=False)
    found = [f"{unfired} timers never fired"] if unfired else []
    found += [f"{number}: {what}" for number, what in against.items()]
    if not all(m.expected["expire"] for m in matters if m.decided_in_step is None):
        found.append("some never expire")
    for matter in matters:
        got = {what: keys[str(matter.request_id), what] for what in matter.expected}
        expected_rings = 2 + (matter.decided_in_step is not None)
        if got != matter.expected or rings[matter.case_id] != expected_rings:
            found.append(f"{matter}: {got}, {rings[matter.case_id]} rings")
        if keys[str(matter.request_id), "sent badly"]:
            found.append(f"{matter}: a letter left badly")
    return found


@pytest.mark.heavy
def test_once_whatever_the_clock_does(office: Office, clock: Clock) -> None:
    looked_at, found = 0, list[str]()
    for change in CHANGES:
        for seed in range(WALKS):
            count, wrong = walk(office, clock, change, seed)
            looked_at += count
            found += wrong
    told = f"{looked_at} requests in {2 * WALKS} walks of the clock; wrong: {found or 'nothing'}"
    print(told)
    assert looked_at >= 200, told
    assert not found, told


def test_trusting_the_clock_is_caught(office: Office, clock: Clock) -> None:
    found = [
        wrong
        for seed in range(2)
        for wrong in walk(office, clock, CHANGES[0], seed, forget_the_future)[1]
    ]
    assert any("I13" in one for one in found), found
    assert any("rings" in one for one in found), found
