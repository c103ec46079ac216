"""The whole life of a request against a model: what is accepted, how it closes, what leaves.

Each sequence opens a request under a rule drawn by chance, then people answer (for themselves or
for others, on what stands or on what has moved, twice or not), delegate and revoke, briefs are
redrawn, time passes, the worker advances. The model knows in its own words what must be accepted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from gates import deciding as gates_deciding
from gates import errors
from gates.brief import Stake
from gates.catalogue import TRADE_OFF
from gates.delegating import Delegation, DelegationKind
from gates.gate import Gate, Rule, Verb
from gates.people import Role
from gates.seating import role
from graphs import audience, overdue_found
from graphs.tools import Tools
from runtime import deciding
from runtime.advancing import advance
from runtime.checkpoints import Graph
from runtime.deciding import Answer, record_ballot
from runtime.delegating import delegate, revoke
from runtime.office import Office, open_office
from runtime.settings import Settings
from runtime.sweeping import start_case, sweep
from store import asked_requests, proving, requests
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow
from store.tables.gates import DecisionRow, RequestRow, SeatRow
from tests import stage

SEQUENCES, STEPS = 200, 40
AUTHOR = "marta"
TAKES_OVER = "henrik"
"""Sits from the deadline on where one answer closes, else from the end of the chain."""
PEOPLE = [key for key, _, _ in stage.CAST]
SLATE = (
    role(Role.COO),
    role(Role.OPERATIONS_LEAD, group="plan"),
    role(Role.FINANCE_LEAD, group="plan"),
)
APPROVES = {Verb.APPROVE}
VERBS = [Verb.APPROVE, Verb.APPROVE, Verb.REQUEST_CHANGES, Verb.REJECT]


@dataclass(slots=True)
class World:
    """One database and clock for all sequences; every sequence has a company of its own."""

    office: Office = field(init=False)
    at: datetime = stage.NOW
    gate: Gate = TRADE_OFF


@dataclass(slots=True)
class Given:
    giver: str
    receiver: str
    ends_at: datetime
    id: int
    revoked: bool = False


@dataclass(slots=True)
class Model:
    """What has happened, in the test's own words."""

    answers: dict[str, tuple[str, Verb]] = field(default_factory=dict[str, tuple[str, Verb]])
    """By seat: who answered, and what."""
    given: list[Given] = field(default_factory=list[Given])
    acknowledged: set[UUID] = field(default_factory=set[UUID])
    closed: str | None = None


def graph_of(world: World, saver: PostgresSaver) -> Graph:
    """Ask under the world's gate, wait, act."""

    def ask(state: stage.TradeOff, runtime: Runtime[Tools]) -> stage.TradeOff:
        tools = runtime.context
        with tools.sessions(state["company_id"]) as session:
            case = session.get_one(CaseRow, state["case_id"])
            requests.open_request(
                session,
                case=case,
                key="trade_off",
                gate=world.gate,
                brief=stage.brief(),
                at=tools.now(),
            )
        return {}

    graph: StateGraph[stage.TradeOff, Tools, stage.TradeOff, stage.TradeOff] = StateGraph(
        stage.TradeOff, context_schema=Tools
    )
    graph.add_node("ask", ask)
    graph.add_node("await_decision", stage.await_decision)
    graph.add_node("act", stage.act)
    graph.add_edge(START, "ask")
    graph.add_edge("ask", "await_decision")
    graph.add_edge("await_decision", "act")
    graph.add_edge("act", END)
    compiled: Graph = graph.compile(checkpointer=saver)
    return compiled


class Life(RuleBasedStateMachine):
    """One request from its opening to its end."""

    world: World

    @initialize(rule_drawn=st.sampled_from(list(Rule)), needed=st.integers(1, 3))
    def opens(self, rule_drawn: Rule, needed: int) -> None:
        verbs = (Verb.APPROVE, Verb.REQUEST_CHANGES, Verb.REJECT)
        self.world.at = stage.NOW
        self.world.gate = replace(
            TRADE_OFF, slate=SLATE, rule=rule_drawn, needed=needed, verbs=verbs
        )
        self.model = Model()
        self.shown: list[str] = []
        self.company = stage.set_up_company(self.office)
        self.case = stage.case_row(self.office, self.company)
        start_case(self.office, self.case)
        advance(self.office, self.case.id, self.company)
        self.request = stage.request_of(self.office, self.company, self.case.id)
        self.shown.append(self.request.brief_sha256)

    @property
    def office(self) -> Office:
        return self.world.office

    @rule(
        by=st.sampled_from(PEOPLE),
        seat=st.sampled_from([None, None, *PEOPLE]),
        verb=st.sampled_from(VERBS),
        stale=st.sampled_from([False, False, False, True]),
        twice=st.booleans(),
    )
    def answers(self, by: str, seat: str | None, verb: Verb, *, stale: bool, twice: bool) -> None:
        sha256 = self.shown[0] if stale else self.shown[-1]
        ballot = stage.ballot(
            self.request,
            brief_sha256=sha256,
            verb=verb,
            choice="build_early" if verb in APPROVES else None,
            reason="because",
            seat=seat,
        )
        answer = Answer(company_id=self.company, person_key=by, request_id=self.request.id)
        whose = self._may(by, seat, sha256)
        try:
            receipt = record_ballot(self.office, answer, ballot)
        except errors.Refusal:
            assert whose is None, f"{by} was refused for {whose}"
            return
        assert whose is not None, f"{by} was let in"
        assert whose == receipt.decision.seat
        assert receipt.decision.by == by
        self.model.answers[whose] = (by, verb)
        self.model.acknowledged.add(ballot.decision_id)
        self.model.closed = self._closes()
        if twice:
            again = record_ballot(self.office, answer, ballot)
            assert again.repeated
            assert again.decision == receipt.decision

    @rule(
        giver=st.sampled_from(PEOPLE),
        receiver=st.sampled_from(PEOPLE),
        hours=st.integers(1, 30),
    )
    def delegates(self, giver: str, receiver: str, hours: int) -> None:
        ends = self.world.at + timedelta(hours=hours)
        wanted = Delegation(
            id=0,
            kind=DelegationKind.DELEGATION,
            giver=giver,
            receiver=receiver,
            gates=frozenset(),
            request=None,
            starts_at=self.world.at,
            ends_at=ends,
            limit_eur=None,
        )
        try:
            made = delegate(self.office, self.company, giver, wanted)
        except errors.DelegationToSelf:
            assert giver == receiver
            return
        self.model.given.append(Given(giver, receiver, ends, made.id))

    @precondition(lambda self: any(not one.revoked for one in self.model.given))
    @rule(data=st.data())
    def revokes(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from([g for g in self.model.given if not g.revoked]))
        try:
            revoke(self.office, self.company, one.giver, one.id)
        except errors.DelegationIsOver:
            assert one.ends_at <= self.world.at
            return
        one.revoked = True

    @rule(eur=st.integers(1, 5))
    def redraws(self, eur: int) -> None:
        stake = Stake(amount_eur=Decimal(eur * 1000), headline=f"€{eur}k", detail="")
        with self.office.sessions(self.company) as session:
            row = requests.lock_request(session, self.request.id)
            assert row is not None
            before = row.brief_sha256
            moved = requests.revise_brief(session, row, stage.brief(stake=stake), self.world.at)
            assert not (moved and self.model.closed)
            if row.brief_sha256 != before:
                self.shown.append(row.brief_sha256)

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        self.world.at += timedelta(hours=hours)
        sweep(self.office)

    @rule()
    def the_worker_looks(self) -> None:
        advance(self.office, self.case.id, self.company)

    @invariant()
    def the_tables_say_the_same(self) -> None:
        with self.office.sessions(self.company) as session:
            row = session.get_one(RequestRow, self.request.id)
            ids = {made.id for made in session.query(DecisionRow)}
            acted = session.query(EffectRow).filter_by(key=f"{self.case.id}/told").count()
        assert row.outcome == self.model.closed
        assert ids == self.model.acknowledged
        assert acted == 0 or self.model.closed is not None

    def teardown(self) -> None:
        advance(self.office, self.case.id, self.company)
        advance(self.office, self.case.id, self.company)
        with self.office.sessions(self.company) as session:
            acted = session.query(EffectRow).filter_by(key=f"{self.case.id}/told").count()
            broken = [one for one in proving.prove(session, self.company) if not one.holds]
            self._leave(session)
        assert acted == (self.model.closed is not None)
        assert broken == [], broken

    def _leave(self, session: Session) -> None:
        """What is left of this sequence doesn't weigh on the sweeps of the next ones."""
        session.query(EffectRow).update({"state": "withdrawn"})
        asked_requests.withdraw(session.get_one(RequestRow, self.request.id), at=self.world.at)

    def _may(self, by: str, seat: str | None, sha256: str) -> str | None:
        """Whose seat the answer fills, or None when it must be refused."""
        chairs = self._chairs()
        answered = self.model.answers
        if seat in {None, by} and by in chairs:
            whose = by
        else:
            lets = {
                one.giver
                for one in self.model.given
                if one.receiver == by
                and one.giver in chairs
                and not one.revoked
                and one.ends_at > self.world.at
                and seat in {None, one.giver}
            }
            waiting = sorted(lets - answered.keys())
            if len(waiting) != 1:
                return None
            whose = waiting[0]
        free = whose not in answered and by not in {who for who, _ in answered.values()}
        open_now = self.model.closed is None and sha256 == self.shown[-1]
        in_turn = self.world.gate.rule is not Rule.SEQUENCE or whose in self._next(chairs)
        return whose if free and open_now and in_turn and AUTHOR not in {by, whose} else None

    def _chairs(self) -> list[str]:
        with self.office.sessions(self.company) as session:
            seated = asked_requests.seated(session, self.request.id)
            assert session.query(SeatRow).count() == len(seated)
        return [one.key for one in seated]

    def _next(self, chairs: list[str]) -> set[str]:
        """The first of the slate without an answer; who took over at any time."""
        slate = (key for key in chairs if key != TAKES_OVER and key not in self.model.answers)
        return {*([first] if (first := next(slate, None)) else []), TAKES_OVER}

    def _closes(self) -> str | None:
        """By the rule, said once more from its meaning."""
        answers, chairs = self.model.answers, self._chairs()
        for_it = {seat for seat, (_, verb) in answers.items() if verb in APPROVES}
        against = set(answers) - for_it
        gate, plan = self.world.gate, {"jonas", "priya"}
        if gate.rule is Rule.EVERYONE_ANSWERS:
            heard = len(answers) == len(chairs) or TAKES_OVER in answers
            return "answered" if heard else None
        over = {TAKES_OVER} & set(chairs) if gate.rule is not Rule.ONE else set[str]()
        own, there = for_it - over, set(chairs) - over
        groups = [{"ines"}, plan]
        passed, hopeless = {
            Rule.ONE: (bool(for_it), bool(against)),
            Rule.ALL: (for_it >= set(chairs), bool(against)),
            Rule.SEQUENCE: (for_it >= set(chairs), bool(against)),
            Rule.N_OF_M: (
                len(own) >= gate.needed,
                len(there - against) < gate.needed,
            ),
            Rule.PER_GROUP: (
                all(for_it & group for group in groups),
                any(group <= against for group in groups),
            ),
        }[gate.rule]
        passed, hopeless = passed and over <= for_it, hopeless or bool(over & against)
        if passed or not hopeless:
            return "approved" if passed else None
        sent_back = Verb.REQUEST_CHANGES in {verb for _, verb in answers.values()}
        return "returned" if sent_back else "rejected"


@contextmanager
def world_at(url: URL) -> Iterator[World]:
    given = Settings(database_url=url.render_as_string(hide_password=False))
    world = World()
    office = open_office(
        given, {"cycle": lambda saver: graph_of(world, saver)}, now=lambda: world.at
    )
    world.office = office
    try:
        yield world
    finally:
        office.close()


class OneGate:
    """Every name stands for the gate that the sequence drew."""

    def __init__(self, world: World) -> None:
        self._world = world

    def __getitem__(self, _name: str) -> Gate:
        return self._world.gate


def lives(url: URL, monkeypatch: pytest.MonkeyPatch, *, explain: bool = True) -> None:
    """Sequences under the model; raises at the first that goes otherwise."""
    with world_at(url) as world:
        for where in (deciding, audience, overdue_found):
            monkeypatch.setattr(where, "GATES", OneGate(world))
        here = type("Here", (Life,), {"world": world})
        given = settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=tuple(Phase) if explain else (Phase.generate,),
            print_blob=explain,
            report_multiple_bugs=explain,
            suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
        )
        run_state_machine_as_test(here, settings=given)


@pytest.mark.timeout(900)
def test_a_request_lives_as_the_model_says(
    empty_database: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    lives(empty_database, monkeypatch)


def anything_goes(*_args: object) -> None:
    """What a decider that has forgotten a rule checks."""


@pytest.mark.parametrize("forgets", ["_took_no_part", "_still_open"])
def test_the_model_notices_a_decider_that_forgets(
    forgets: str, empty_database: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates_deciding, forgets, anything_goes)
    with pytest.raises(AssertionError):
        lives(empty_database, monkeypatch, explain=False)
