"""A version that would strand a case that waits doesn't start, and says which and why.

Every case here pauses on the graph as it was, its place kept by PostgreSQL; then the code changes.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Required, TypedDict

import pytest
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, interrupt
from psycopg import Connection
from psycopg.errors import ReadOnlySqlTransaction
from pydantic import BaseModel
from sqlalchemy.engine import URL
from typer.testing import CliRunner

from graphs.pausing import gate_pause, wait_pause
from graphs.tools import Tools
from runtime import database
from runtime.advancing import advance
from runtime.checkpoints import Builder, Graph
from runtime.commands import application
from runtime.office import Office, open_office
from runtime.settings import Settings
from runtime.stranding import CasesWouldStrand, refuse_stranding, stranded_cases
from runtime.sweeping import start_case
from store import cases
from store.tables.cycles import CaseRow
from tests import stage
from tests.served import environment, sopwith

Node = Callable[..., Any]
Step = tuple[str, Node]


class State(TypedDict, total=False):
    company_id: int
    case_id: str
    subject_id: int
    round: int


class Renamed(TypedDict, total=False):
    company_id: int
    case_id: str
    subject_id: int
    turn: int


class Demanding(State, total=False):
    region: Required[str]


class More(State, total=False):
    x: int


class Typed(BaseModel):
    company_id: int
    case_id: str
    subject_id: int
    round: int
    region: str


def begin(state: State) -> State:
    return {"round": 1}


def begin_otherwise(state: Renamed) -> Renamed:
    return {"turn": 1}


def nothing(state: Any) -> Any:
    return {}


def gate(state: State) -> State:
    interrupt(gate_pause(f"trade_off/{state['round']}"))
    return {}


def other_key(state: State) -> State:
    interrupt(gate_pause(f"tradeoff/{state['round']}"))
    return {}


def other_channel(state: Renamed) -> Renamed:
    interrupt(gate_pause(f"trade_off/{state['turn']}"))
    return {}


def two_questions(state: State) -> State:
    interrupt(gate_pause("legal/1"))
    interrupt(gate_pause(f"trade_off/{state['round']}"))
    return {}


def one_more_question(state: State) -> State:
    interrupt(gate_pause(f"trade_off/{state['round']}"))
    interrupt(gate_pause("legal/1"))
    return {}


def typed_gate(state: Typed) -> dict[str, Any]:
    interrupt(gate_pause(f"trade_off/{state.round}"))
    return {}


def legal(state: State) -> State:
    interrupt(gate_pause("legal/1"))
    return {}


def early(state: Any) -> Any:
    interrupt(wait_pause("early"))
    return {}


def later(state: State) -> State:
    interrupt(gate_pause("lock/1"))
    return {}


def sends_mail(state: State, runtime: Any) -> State:
    """Its body never runs in a rehearsal."""
    with runtime.context.sessions(state["company_id"]):
        raise AssertionError("a rehearsal opened a session")


def sends_mail_and_waits(state: State, runtime: Any) -> State:
    sends_mail(state, runtime)
    return gate(state) if interrupt("") else {}


def sometimes(state: State) -> State:
    if state["round"] > 1:
        interrupt(gate_pause("trade_off/2"))
    return {}


def in_a_row(*steps: Step, schema: Any = State) -> Builder:
    def build(saver: Any) -> Graph:
        graph: StateGraph[Any, Tools, Any, Any] = StateGraph(schema, context_schema=Tools)
        before = START
        for name, node in steps:
            graph.add_node(name, node)
            graph.add_edge(before, name)
            before = name
        graph.add_edge(before, END)
        compiled: Graph = graph.compile(checkpointer=saver)
        return compiled

    return build


BEGIN, EARLY, GATE, ACT = ("begin", begin), ("early", early), ("gate", gate), ("act", nothing)
BEFORE = in_a_row(BEGIN, EARLY, GATE, ACT)

STRANDS = {
    "the pausing node is renamed": (
        in_a_row(BEGIN, EARLY, ("sign_off", gate), ACT),
        "it is at the step “gate”, which this version hasn't got",
    ),
    "the pausing node is removed": (
        in_a_row(BEGIN, EARLY, ACT),
        "it is at the step “gate”, which this version hasn't got",
    ),
    "the pausing node no longer pauses": (
        in_a_row(BEGIN, EARLY, ("gate", nothing), ACT),
        "“gate” no longer waits for “gate:trade_off/1”",
    ),
    "the pausing node acts instead": (
        in_a_row(BEGIN, EARLY, ("gate", sends_mail), ACT),
        "“gate” no longer waits for “gate:trade_off/1”",
    ),
    "the pausing node does more than pause": (
        in_a_row(BEGIN, EARLY, ("gate", sends_mail_and_waits), ACT),
        "“gate” does more than pause: it uses “sessions”",
    ),
    "the pausing node sometimes pauses": (
        in_a_row(BEGIN, EARLY, ("gate", sometimes), ACT),
        "at “gate” it waits for “gate:trade_off/1”, not for anything",
    ),
    "a question is put before the old one": (
        in_a_row(BEGIN, EARLY, ("gate", two_questions), ACT),
        "at “gate” it waits for “gate:trade_off/1”, not for “gate:legal/1”",
    ),
    "a question is put after the old one, in the same node": (
        in_a_row(BEGIN, EARLY, ("gate", one_more_question), ACT),
        "once “gate:trade_off/1” is over, “gate” would wait for “gate:legal/1”",
    ),
    "a gate is inserted before it": (
        in_a_row(BEGIN, EARLY, ("legal", legal), GATE, ACT),
        "it is past “legal”, new in this version, and was never asked “gate:legal/1”",
    ),
    "the pause's key changes": (
        in_a_row(BEGIN, EARLY, ("gate", other_key), ACT),
        "at “gate” it waits for “gate:trade_off/1”, not for “gate:tradeoff/1”",
    ),
    "a channel is renamed": (
        in_a_row(("begin", begin_otherwise), EARLY, ("gate", other_channel), ACT, schema=Renamed),
        "it carries “round”, which this version doesn't know",
    ),
    "a channel is added that every case must carry": (
        in_a_row(BEGIN, EARLY, GATE, ACT, schema=Demanding),
        "this version needs “region”, which it doesn't carry",
    ),
    "a channel is added that the pausing node reads": (
        in_a_row(BEGIN, EARLY, ("gate", lambda state: interrupt(state["region"])), ACT),
        "“gate” fails with KeyError: 'region'",
    ),
    "the state becomes a model with one more field": (
        in_a_row(BEGIN, EARLY, ("gate", typed_gate), ACT, schema=Typed),
        "what it carries fails with ValidationError",
    ),
}

HARMLESS = {
    "nothing changes": BEFORE,
    "a node is added downstream": in_a_row(BEGIN, EARLY, GATE, ACT, ("more", nothing)),
    "a gate is added downstream": in_a_row(BEGIN, EARLY, GATE, ("later", later), ACT),
    "the node after it is renamed": in_a_row(BEGIN, EARLY, GATE, ("carry_out", nothing)),
    "a node upstream is renamed": in_a_row(("start", begin), EARLY, GATE, ACT),
    "a node is inserted upstream": in_a_row(BEGIN, ("more", nothing), EARLY, GATE, ACT),
    "a pause upstream is renamed": in_a_row(BEGIN, ("inputs", early), GATE, ACT),
    "a pause upstream is removed": in_a_row(BEGIN, GATE, ACT),
    "a channel is added that nobody needs": in_a_row(BEGIN, EARLY, GATE, ACT, schema=More),
}


@contextmanager
def office_with(url: URL, **builders: Builder) -> Iterator[Office]:
    address = url.render_as_string(hide_password=False)
    office = open_office(Settings(database_url=address), builders)
    try:
        yield office
    finally:
        office.close()


@pytest.fixture
def waiting(empty_database: URL) -> str:
    """A case that has passed one pause and waits at its gate; its id."""
    with office_with(empty_database, cycle=BEFORE) as office:
        return at_its_gate(office, stage.set_up_company(office))


def at_its_gate(office: Office, company_id: int) -> str:
    case = stage.case_row(office, company_id)
    start_case(office, case)
    advance(office, case.id, company_id)
    with office.sessions(company_id) as session:
        cases.ring(session, case.id)
    advance(office, case.id, company_id)
    return case.id


def everything_kept(url: URL) -> dict[str, str]:
    tables = ("checkpoints", "checkpoint_writes", "checkpoint_blobs", "work_case")
    with Connection.connect(database.plain(url)) as connection:
        return {
            name: str(
                connection.execute(
                    f"select md5(string_agg(t::text, '|' order by t::text)) from {name} t".encode()
                ).fetchone()
            )
            for name in tables
        }


@pytest.mark.parametrize(("after", "why"), STRANDS.values(), ids=STRANDS)
def test_what_would_strand_a_case_is_refused(
    empty_database: URL, waiting: str, after: Builder, why: str
) -> None:
    before = everything_kept(empty_database)
    with office_with(empty_database, cycle=after) as office:
        (found,) = stranded_cases(office)
        assert found.case_id == waiting
        assert found.why.startswith(why)
        with pytest.raises(CasesWouldStrand, match=waiting):
            refuse_stranding(office)
    assert everything_kept(empty_database) == before


@pytest.mark.parametrize("after", HARMLESS.values(), ids=HARMLESS)
def test_what_is_harmless_passes_and_the_case_goes_on(
    empty_database: URL, waiting: str, after: Builder
) -> None:
    with office_with(empty_database, cycle=after) as office:
        assert list(stranded_cases(office)) == []
        graph = office.graphs.of("cycle")
        config: Any = {"configurable": {"thread_id": waiting}}
        (pause,) = graph.get_state(config).interrupts
        graph.invoke(Command(resume={pause.id: True}), config, durability="sync")
        assert not [p for p in graph.get_state(config).interrupts if p.value == pause.value]


def test_only_the_cases_that_stand_there_are_refused(empty_database: URL, waiting: str) -> None:
    """One has not begun, one waits at an earlier gate: both will meet the step as it is now."""
    lock, sign_off = ("lock", later), ("sign_off", gate)
    with office_with(empty_database, cycle=in_a_row(BEGIN, lock, GATE, ACT)) as office:
        company_id = stage.set_up_company(office)
        new, at_lock = stage.case_row(office, company_id), stage.case_row(office, company_id)
        start_case(office, new)
        start_case(office, at_lock)
        advance(office, at_lock.id, company_id)
    with office_with(empty_database, cycle=in_a_row(BEGIN, lock, sign_off, ACT)) as office:
        assert [found.case_id for found in stranded_cases(office)] == [waiting]


def test_a_case_that_has_ended_holds_nothing_up(empty_database: URL, waiting: str) -> None:
    with office_with(empty_database, cycle=BEFORE) as office, office.unfenced() as session:
        session.get_one(CaseRow, waiting).state = "done"
    with office_with(empty_database, cycle=in_a_row(BEGIN)) as office:
        assert list(stranded_cases(office)) == []


def side_by_side(first: Step, second: Step, join: str) -> Builder:
    def build(saver: Any) -> Graph:
        graph: StateGraph[Any, Tools, Any, Any] = StateGraph(State, context_schema=Tools)
        for name, node in (first, second, (join, nothing)):
            graph.add_node(name, node)
        graph.add_edge(START, first[0])
        graph.add_edge(START, second[0])
        graph.add_edge([first[0], second[0]], join)
        graph.add_edge(join, END)
        compiled: Graph = graph.compile(checkpointer=saver)
        return compiled

    return build


SIDES = (("early", early), ("later", later))


@pytest.mark.parametrize(
    ("after", "why"),
    [
        pytest.param(side_by_side(*SIDES, "join"), None, id="nothing changes"),
        pytest.param(side_by_side(*SIDES, "meet"), "it carries “join:early+later:join”", id="join"),
        pytest.param(
            side_by_side(("soon", early), SIDES[1], "join"),
            "it is at the step “early”",
            id="the step that is done",
        ),
    ],
)
def test_what_is_done_beside_a_pause_counts(
    empty_database: URL, after: Builder, why: str | None
) -> None:
    with office_with(empty_database, cycle=side_by_side(*SIDES, "join")) as office:
        company_id = stage.set_up_company(office)
        case = stage.case_row(office, company_id)
        start_case(office, case)
        advance(office, case.id, company_id)
        with office.sessions(company_id) as session:
            cases.ring(session, case.id)
        advance(office, case.id, company_id)
    with office_with(empty_database, cycle=after) as office:
        told = [found.why for found in stranded_cases(office)]
    assert len(told) == (why is not None)
    assert all(why and one.startswith(why) for one in told)


def test_a_case_that_died_in_mid_step_is_not_rehearsed_but_its_step_must_exist(
    empty_database: URL,
) -> None:
    def dies(state: State) -> State:
        raise RuntimeError("out of paper")

    broken = in_a_row(BEGIN, ("work", dies), GATE, ACT)
    with office_with(empty_database, cycle=broken) as office:
        company_id = stage.set_up_company(office)
        case = stage.case_row(office, company_id)
        start_case(office, case)
        with pytest.raises(RuntimeError, match="out of paper"):
            advance(office, case.id, company_id)
    with office_with(empty_database, cycle=in_a_row(BEGIN, ("work", sends_mail), ACT)) as office:
        assert list(stranded_cases(office)) == []
    with office_with(empty_database, cycle=in_a_row(BEGIN, ("other", nothing), ACT)) as office:
        assert [found.case_id for found in stranded_cases(office)] == [case.id]


def test_an_answer_that_a_dead_worker_left_behind_is_asked_for_again(
    empty_database: URL, waiting: str
) -> None:
    """LangGraph keeps the answer of a pause whose node never finished."""
    with office_with(empty_database, cycle=BEFORE) as office, office.graphs.reading() as kept:
        config: Any = {"configurable": {"thread_id": waiting, "checkpoint_ns": ""}}
        found = kept.get_tuple(config)
        assert found is not None
        assert found.pending_writes
        task_id = found.pending_writes[0][0]
        office.graphs.of("cycle").checkpointer.put_writes(  # type: ignore[union-attr]
            found.config, [("__resume__", [True])], task_id
        )
        assert list(stranded_cases(office)) == []


def test_the_checkpoints_are_read_where_nothing_can_be_written(
    empty_database: URL, waiting: str
) -> None:
    with (
        office_with(empty_database, cycle=BEFORE) as office,
        office.graphs.reading() as kept,
        pytest.raises(ReadOnlySqlTransaction),
    ):
        kept.delete_thread(waiting)


@pytest.fixture
def strayed(empty_database: URL) -> str:
    """A case of ours that waits at a step which this version hasn't got."""
    elsewhere = in_a_row(BEGIN, EARLY, ("await_signature", gate), ACT)
    with office_with(empty_database, cycle=elsewhere) as office:
        return at_its_gate(office, stage.set_up_company(office))


def test_doctor_says_which_case_is_wrong_and_what_to_do(
    empty_database: URL, strayed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = empty_database.render_as_string(hide_password=False)
    monkeypatch.setenv("SOPWITH_DATABASE_URL", address)
    result = CliRunner().invoke(application(), ["doctor", "--json"])
    (found,) = [line for line in json.loads(result.stdout) if line["name"] == "cases"]
    assert result.exit_code == 1
    assert found["said"].startswith(f"{strayed}: it is at the step “await_signature”")
    assert "put the step back" in found["remedy"]


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("worker",)])
def test_what_works_the_queue_refuses_to_start(
    empty_database: URL, strayed: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    with sopwith(*command, env=environment(tmp_path, empty_database)) as process:
        told, complaints = process.communicate(timeout=60)
    assert (process.returncode, told) == (2, "")
    assert complaints.splitlines()[1].startswith(f"{strayed}: it is at the step")


def test_many_cases_are_looked_at_in_a_moment(empty_database: URL) -> None:
    with office_with(empty_database, cycle=BEFORE) as office:
        company_id = stage.set_up_company(office)
        for _ in range(40):
            at_its_gate(office, company_id)
        began = time.process_time()
        assert list(stranded_cases(office)) == []
        took_s = time.process_time() - began
    assert took_s < 4
