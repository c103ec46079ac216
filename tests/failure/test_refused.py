"""What was refused, withdrawn or let lapse never executes, by whatever road one tries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.types import Command
from sqlalchemy import select
from sqlalchemy.engine import URL

from gates.errors import Refusal
from gates.gate import Verb
from runtime.advancing import advance
from runtime.deciding import Answer, record_ballot
from runtime.delivering import deliver
from runtime.office import Office
from runtime.sweeping import reconcile, start_case, sweep
from store import asked_requests, cases
from store.tables.effects import CapturedMailRow, EffectRow
from store.tables.gates import RequestRow
from tests import stage
from tests.failure.life import Clock
from tests.failure.two_gates import office_at
from tests.invariants import Seen, broken

CASE = "follow_up:trade_off"
WELL_PAST = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A case whose only gate doesn't stand for a yes, and whose letters are held behind it."""

    office: Office
    clock: Clock
    company_id: int

    def request(self) -> RequestRow:
        with self.office.sessions(self.company_id) as session:
            found = asked_requests.find_request(session, CASE, "one")
        assert found is not None
        return found

    def say(self, verb: Verb, who: str = "ines") -> None:
        request = self.request()
        answer = Answer(company_id=self.company_id, person_key=who, request_id=request.id)
        choice = "build_early" if verb is Verb.APPROVE else None
        ballot = stage.ballot(request, verb=verb, choice=choice, reason="No.")
        record_ballot(self.office, answer, ballot)

    def effects(self) -> list[EffectRow]:
        with self.office.sessions(self.company_id) as session:
            return list(session.scalars(select(EffectRow).where(EffectRow.request_id.is_not(None))))

    def left(self) -> int:
        """Letters of the decision that left; those that remind or escalate are no effect of it."""
        with self.office.sessions(self.company_id) as session:
            return (
                session.query(CapturedMailRow)
                .filter(CapturedMailRow.subject.startswith("What was decided"))
                .count()
            )


def returned(case: Refused) -> None:
    case.say(Verb.REQUEST_CHANGES)


def withdrawn(case: Refused) -> None:
    with case.office.sessions(case.company_id) as session:
        request = asked_requests.find_request(session, CASE, "one")
        assert request is not None
        asked_requests.withdraw(request, at=case.clock.at)
        cases.ring(session, CASE)


def lapsed(case: Refused) -> None:
    """Nobody answers, the deadline passes, somebody else is asked and doesn't answer either."""
    case.clock.at += WELL_PAST
    sweep(case.office)


def retry(case: Refused) -> None:
    """Every job again, and what start-up finds."""
    reconcile(case.office)
    for _ in range(3):
        advance(case.office, CASE, case.company_id)


def ring(case: Refused) -> None:
    with case.office.sessions(case.company_id) as session:
        cases.ring(session, CASE)
    advance(case.office, CASE, case.company_id)


def time_travel(case: Refused) -> None:
    """The graph is resumed by hand at every checkpoint it ever had."""
    graph = case.office.graphs.of("follow_up")
    config: RunnableConfig = {"configurable": {"thread_id": CASE}}
    for state in list(graph.get_state_history(config)):
        resumed: Any = Command(resume=True)
        for given in (resumed, None):
            graph.invoke(given, state.config, context=case.office.tools, durability="sync")


def deliver_by_hand(case: Refused) -> None:
    for effect in case.effects():
        deliver(case.office, effect.id, case.company_id)


def wait_for_long(case: Refused) -> None:
    case.clock.at += WELL_PAST
    sweep(case.office)


def say_yes_afterwards(case: Refused) -> None:
    for who in ("ines", "henrik"):
        with pytest.raises(Refusal):
            case.say(Verb.APPROVE, who)


def approve_elsewhere(case: Refused) -> None:
    """Another case's gate is approved, on the very same brief."""
    other = stage.case_row(case.office, case.company_id, "other/trade_off", "follow_up")
    start_case(case.office, other)
    advance(case.office, other.id, case.company_id)
    with case.office.sessions(case.company_id) as session:
        request = asked_requests.find_request(session, other.id, "one")
    assert request is not None
    answer = Answer(company_id=case.company_id, person_key="ines", request_id=request.id)
    record_ballot(case.office, answer, stage.ballot(request))
    advance(case.office, other.id, case.company_id)


ENDS: tuple[Callable[[Refused], None], ...] = (returned, withdrawn, lapsed)
ROADS: tuple[Callable[[Refused], None], ...] = (
    retry,
    ring,
    time_travel,
    deliver_by_hand,
    wait_for_long,
    approve_elsewhere,
)


@pytest.fixture
def case(empty_database: URL) -> Iterator[Refused]:
    clock = Clock(stage.NOW)
    office = office_at(empty_database, now=clock.now)
    company_id = stage.set_up_company(office)
    start_case(office, stage.case_row(office, company_id, CASE, "follow_up"))
    advance(office, CASE, company_id)
    yield Refused(office=office, clock=clock, company_id=company_id)
    office.close()


def deliver_all(case: Refused) -> None:
    """Whatever is to leave leaves: nothing is held back by an undo window any more."""
    case.clock.at += timedelta(hours=1)
    with case.office.sessions(case.company_id) as session:
        ids = session.scalars(select(EffectRow.id)).all()
    for effect_id in ids:
        deliver(case.office, effect_id, case.company_id)


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_no_road_leads_round_a_refusal(case: Refused, end: Callable[[Refused], None]) -> None:
    end(case)
    advance(case.office, CASE, case.company_id)
    if case.request().closed_at is not None:
        assert len(case.effects()) == 2, "the careless node should have held its letters"
        say_yes_afterwards(case)
    for road in ROADS:
        road(case)
        deliver_all(case)
        assert {e.state for e in case.effects() if e.case_id == CASE} <= {"held"}, road.__name__
    assert case.left() == 2, "only the other case's own two letters leave"
    with case.office.unfenced() as session:
        received = session.scalars(select(CapturedMailRow.message_id)).all()
        seen = Seen(at=case.clock.at, received=received)
        assert broken(session, case.company_id, seen, at_rest=True) == {}


def test_an_approval_does_let_them_out(case: Refused) -> None:
    """The roads above do lead somewhere: after a yes the same letters leave."""
    case.say(Verb.APPROVE)
    advance(case.office, CASE, case.company_id)
    deliver_all(case)
    assert case.left() == 2
