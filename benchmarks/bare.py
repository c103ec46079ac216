"""What most people build: a claim row and a LangGraph resume, in the answering process."""

from threading import local
from typing import Any, TypedDict

from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from langgraph.types import Command, Durability, interrupt
from psycopg import Connection
from psycopg.rows import DictRow, dict_row

from benchmarks.noting import Notes

TABLES = """
create table bare_asked (case_id text primary key, pause text);
create table bare_claim (case_id text primary key, verdict text);
create table bare_acted (case_id text primary key, verdict text);
"""


class State(TypedDict, total=False):
    case_id: str
    verdict: str


class AlreadyClaimed(Exception):
    """Somebody else has answered this case."""


class Bare:
    """One connection and one saver a thread, as the library's own advice goes.

    `sync` is what keeps an answer that was acknowledged: here the answer exists only as the
    resume value, so with `exit` a crash in the next step loses it, claim or no claim.
    """

    def __init__(self, conninfo: str, notes: Notes, durability: Durability = "sync") -> None:
        self._conninfo = conninfo
        self._notes = notes
        self._durability = durability
        self._mine = local()

    def open_case(self, case_id: str) -> None:
        graph, connection = self._thread()
        config = {"configurable": {"thread_id": case_id}}
        graph.invoke({"case_id": case_id}, config, durability=self._durability)
        (pause,) = graph.get_state(config).interrupts
        connection.execute("insert into bare_asked values (%s, %s)", [case_id, pause.id])

    def decide(self, case_id: str) -> None:
        graph, connection = self._thread()
        claimed = connection.execute(
            "insert into bare_claim values (%s, 'approve') on conflict do nothing returning 1",
            [case_id],
        ).fetchone()
        if claimed is None:
            raise AlreadyClaimed(case_id)
        row = connection.execute(
            "select pause from bare_asked where case_id = %s", [case_id]
        ).fetchone()
        assert row is not None
        config = {"configurable": {"thread_id": case_id}}
        graph.invoke(Command(resume={row["pause"]: "approve"}), config, durability=self._durability)

    def _thread(self) -> tuple[Any, Connection[DictRow]]:
        if not hasattr(self._mine, "graph"):
            connection = Connection[DictRow].connect(
                self._conninfo, autocommit=True, prepare_threshold=0, row_factory=dict_row
            )
            self._mine.connection = connection
            self._mine.graph = _graph(connection, self._notes)
        return self._mine.graph, self._mine.connection


def _graph(connection: Connection[DictRow], notes: Notes) -> Any:
    def ask(state: State) -> State:
        return {}

    def wait(state: State) -> State:
        return {"verdict": interrupt("approve?")}

    def act(state: State) -> State:
        connection.execute(
            "insert into bare_acted values (%s, %s) on conflict do nothing",
            [state["case_id"], state["verdict"]],
        )
        notes.executed(state["case_id"])
        return {}

    graph = StateGraph(State)
    graph.add_node("ask", ask)
    graph.add_node("wait", wait)
    graph.add_node("act", act)
    graph.add_edge(START, "ask")
    graph.add_edge("ask", "wait")
    graph.add_edge("wait", "act")
    graph.add_edge("act", END)
    return graph.compile(checkpointer=PostgresSaver(connection))
