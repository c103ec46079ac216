"""Whatever an approval makes was listed in what was signed, and the other way round.

The lock executes each option's plan; every other gate is watched as the story passes it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import pytest
from langgraph.runtime import Runtime
from sqlalchemy import select
from sqlalchemy.orm import Session

from agents.briefs.executive_lock import executive_lock_brief
from gates.brief import Brief, SetsOff
from gates.catalogue import EXECUTIVE_LOCK, GATES
from gates.gate import Verb
from gates.rules import Outcome
from graphs import follow_up, publishing
from graphs.case_state import CaseState
from graphs.frozen import supply_of
from graphs.reconciliation_snapshot import snapshot_of
from graphs.tools import Tools
from planning import written
from runtime.changing import change_option
from runtime.deciding import Answer
from runtime.halden_files import DemoFile
from store import asked_requests, cycles, people, requests
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow
from store.tables.gates import DecisionRow, RequestRow, SeatRow
from store.tables.people import PersonRow
from store.tables.plans import CommitmentRow, PlanVersionRow
from tests.graphs.test_cycle import Lived
from tests.graphs.test_follow_up import action, late
from tests.graphs.test_input_request import only_iberia_is_missing
from tests.graphs.test_taking_back import brief_of
from tests.living import ZONE, Living

Files = Mapping[str, tuple[DemoFile, ...]]


@dataclass(frozen=True, slots=True)
class Made:
    """What is there now and wasn't before: letters by reader, actions by title and owner."""

    mails: Counter[str]
    actions: Counter[tuple[str, str]]
    commitments: int
    plans: int
    opened: frozenset[str]
    """Gates that have a new request."""

    def beyond(self, before: "Made") -> "Made":
        return Made(
            self.mails - before.mails,
            self.actions - before.actions,
            self.commitments - before.commitments,
            self.plans - before.plans,
            self.opened - before.opened,
        )


def made(session: Session, company_id: int) -> Made:
    names = {who.person_id: who.name for who in people.everyone(session, company_id)}
    titles = {who.name: who.title for who in people.everyone(session, company_id)}
    effects = session.scalars(select(EffectRow)).all()
    actions = session.scalars(select(ActionRow)).all()
    return Made(
        Counter(names[row.to_person_id or 0] for row in effects),
        Counter(
            (row.title, f"{names[row.owner_id]}, {titles[names[row.owner_id]]}") for row in actions
        ),
        len(session.scalars(select(CommitmentRow)).all()),
        len(session.scalars(select(PlanVersionRow)).all()),
        frozenset(session.scalars(select(RequestRow.key))),
    )


def listed(brief: Brief, choice: str | None, *, at_once: bool = False) -> Made:
    """The same, as the brief promised it for this choice; `once locked` isn't at once."""
    lines = [line for line in brief.sets_off if line.option in {None, choice}]
    if at_once:
        lines = [line for line in lines if not line.when.startswith("once locked")]
    locks = [line.text for line in lines if line.kind == "lock"]
    return Made(
        Counter(line.who for line in lines if line.kind == "mail"),
        Counter((line.text, line.who) for line in lines if line.kind == "action"),
        sum(_count(text) for text in locks),
        sum("commitment" not in text for text in locks),
        frozenset(_opens(lines)),
    )


def _count(text: str) -> int:
    head, _, rest = text.partition(" commitment")
    return int(head.replace(",", "")) if rest else 0


def _opens(lines: list[SetsOff]) -> Iterator[str]:
    names = {gate.title: gate.name for gate in GATES.values()}
    said = [line.text for line in lines if line.kind == "next"]
    yield from (names[text] for text in said if text in names)


@contextmanager
def undone(life: Living) -> Iterator[tuple[Session, Tools]]:
    """Real tools over one transaction that is rolled back at the end.

    Cases opened in it are seen by nobody else, so letters are worded without asking for theirs.
    """
    with Session(life.office.engine, expire_on_commit=False) as session, session.begin() as outer:

        @contextmanager
        def inside(_company_id: int) -> Iterator[Session]:
            yield session
            session.flush()

        tools: Any = replace(life.office.tools, sessions=inside, tuned=None)
        yield session, tools
        outer.rollback()


def sign(session: Session, request: RequestRow, life: Living, choice: str | None) -> None:
    """Close the request as approved by its first seat, as a ballot would."""
    seat = session.scalars(select(SeatRow).where(SeatRow.request_id == request.id)).one()
    session.add(
        DecisionRow(
            id=uuid4(),
            company_id=life.company_id,
            request_id=request.id,
            seat_id=seat.id,
            person_id=seat.person_id,
            verb="approve",
            choice=choice,
            reason="",
            brief_sha256=request.brief_sha256,
            channel="web",
            decided_at=life.clock.at,
            amount_eur=0,
        )
    )
    requests.close(request, Outcome.APPROVED, choice, life.clock.at)
    session.flush()


def begin(tools: Tools, company_id: int, action: ActionRow) -> None:
    """What the action's own case does when it opens: its owner is asked, if it is its turn."""
    state: CaseState = {
        "company_id": company_id,
        "case_id": cycles.action_case(action.id),
        "subject_id": action.id,
    }
    runtime = Runtime(context=tools)
    while (step := follow_up.look(state, runtime)["next"]) != "wait":
        follow_up.NODES[step](state, runtime)


def lock_and_publish(life: Living, choice: str) -> tuple[Made, Made]:
    """What the brief of locking this option lists, and what publishing it then makes."""
    with undone(life) as (session, tools):
        case = session.scalars(select(CaseRow).where(CaseRow.kind == "cycle")).one()
        state: CaseState = {
            "company_id": life.company_id,
            "case_id": case.id,
            "subject_id": case.subject_id,
            "round": 1,
        }
        settled = asked_requests.find_request(session, case.id, "trade_off/1")
        assert settled is not None
        sign(session, settled, life, choice)
        supply = supply_of(session, state)
        snapshot = snapshot_of(session, state, supply, now=tools.now(), due=tools.now())
        brief = executive_lock_brief(snapshot, choice=choice)
        lock = requests.open_request(
            session,
            case=case,
            key="executive_lock/1",
            gate=EXECUTIVE_LOCK,
            brief=brief,
            at=tools.now(),
        )
        sign(session, lock, life, None)
        before = made(session, life.company_id)
        assert publishing.publish(state, Runtime(context=tools)) == {"next": "await_execution"}
        for action in session.scalars(select(ActionRow)):
            begin(tools, life.company_id, action)
        return listed(brief, None), made(session, life.company_id).beyond(before)


def passes(life: Living, gate: str, by: str, choice: str | None, **said: Any) -> None:
    """Answer a gate, and hold what appears at once against what its brief listed.

    A gate that opens next asks its own seats; where the brief can't know them yet it says so.
    """
    (request,) = life.open_requests(gate)
    brief = brief_of(life, request)
    with life.office.sessions(life.company_id) as session:
        before = made(session, life.company_id)
    life.decide(gate, by, choice=choice, **said)
    with life.office.sessions(life.company_id) as session:
        done = made(session, life.company_id).beyond(before)
        rows = session.scalars(select(RequestRow).where(RequestRow.key.in_(done.opened)))
        asked = Counter(who.name for row in rows for who in asked_requests.seated(session, row.id))
    promised = listed(brief, choice, at_once=True)
    more = done.mails - promised.mails
    said_so = [line for line in brief.sets_off if line.kind == "next"]
    assert promised.mails - done.mails == Counter(), "listed, and not sent"
    assert more <= asked, "sent, and not listed"
    assert said_so or not done.opened, "another gate opened, and nobody was told that it would"
    assert promised.opened <= {key.partition("/")[0] for key in done.opened}
    assert (done.commitments, done.plans) == (0, 0)


def test_every_option_of_the_lock_and_the_gates_before_it(at: Lived) -> None:
    life = at("baseline")
    passes(life, "baseline", "aiko", None)
    for reviewer in ("marta", "jonas"):
        life.decide("review", reviewer, choice="build_early")
    passes(life, "review", "priya", "limit_promotion", verb=Verb.DISSENT, reason="Less cash.")
    (request,) = life.open_requests("trade_off")
    ines = Answer(company_id=life.company_id, person_key="ines", request_id=request.id)
    said = {"overtime_0": ["4"], "expedite_0": ["12000"], "prebuild_0": ["100"]}
    change_option(life.office, ines, "build_early", said)
    options = [option.key for option in brief_of(life, request).options]
    assert len(options) == 6
    for option in options:
        promised, done = lock_and_publish(life, option)
        assert (option, done) == (option, promised)
    assert life.rows(ActionRow) == [], "trying it out left nothing"
    passes(life, "trade_off", "ines", "mix")


@pytest.mark.parametrize("choice", ["wait", "substitute"])
def test_going_on_without_an_input(at: Lived, files: Files, choice: str) -> None:
    life = at("asked")
    only_iberia_is_missing(life, files)
    passes(life, "missing_input", "sofie", choice)


@pytest.mark.parametrize("choice", ["more_time", "hand_up", "call_off"])
def test_a_late_action(life: Living, choice: str) -> None:
    late(life)
    (request,) = life.open_requests("late_action")
    lines = [line for line in brief_of(life, request).sets_off if line.option == choice]
    passes(life, "late_action", "jonas", choice)
    changed = action(life, "confirm")
    names = {row.id: row.name for row in life.rows(PersonRow)}
    told = [(line.who, line.when) for line in lines if line.kind == "action"]
    due = f"due {written.day(changed.due_at.astimezone(ZONE).date())}"
    cancelled = changed.state == "cancelled"
    assert told == ([] if cancelled else [(names[changed.owner_id], due)])
    assert cancelled is any("cancelled" in line.text for line in lines)
