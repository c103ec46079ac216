"""LangGraph's saver, one a thread: a saver holds one lock around every call."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import local
from typing import Any, TypeAlias, cast

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Interrupt, StateSnapshot
from psycopg import Connection
from psycopg.rows import DictRow, dict_row

from runtime.case_saver import CaseSaver
from runtime.node_times import Tally, time_nodes

Graph: TypeAlias = CompiledStateGraph[Any, Any, Any, Any]
Builder: TypeAlias = Callable[[PostgresSaver], Graph]


def strict_serializer() -> JsonPlusSerializer:
    """Only plain values come out of a checkpoint; a class named in a row is never imported."""
    return JsonPlusSerializer(allowed_msgpack_modules=None)


class Graphs:
    """The compiled graphs of this thread, on this thread's own connection."""

    def __init__(self, conninfo: str, builders: Mapping[str, Builder]) -> None:
        self._conninfo = conninfo
        self._builders = builders
        self._mine = local()
        self.tally = Tally()
        """What the nodes of this process came to since it was last written down."""

    def of(self, kind: str) -> Graph:
        self.connection()
        compiled: dict[str, Graph] = self._mine.compiled
        if kind not in compiled:
            compiled[kind] = self._builders[kind](self._mine.saver)
            time_nodes(compiled[kind], kind, self.tally)
        return compiled[kind]

    def runs(self, kind: str) -> bool:
        return kind in self._builders

    def in_memory(self, kind: str, memory: InMemorySaver) -> Graph:
        """The graph of this kind, keeping its place in memory only."""
        return self._builders[kind](cast("Any", memory))

    @contextmanager
    def reading(self) -> Iterator[PostgresSaver]:
        """The kept checkpoints of all cases, on a connection that PostgreSQL lets only read."""
        with Connection[DictRow].connect(
            self._conninfo, autocommit=True, prepare_threshold=0, row_factory=dict_row
        ) as connection:
            connection.execute("set default_transaction_read_only to on")
            yield PostgresSaver(connection, serde=strict_serializer())

    def look_at(self, kind: str, config: RunnableConfig) -> StateSnapshot:
        """Where a case stands. A run by the same thread right after it starts from this look."""
        graph = self.of(kind)
        saver: CaseSaver = self._mine.saver
        with saver.looking():
            return graph.get_state(config)

    def rest_of(self, config: RunnableConfig) -> tuple[Interrupt, ...] | None:
        """The pauses a case was left at, where its place says so. A run right after starts here."""
        self.connection()
        saver: CaseSaver = self._mine.saver
        return saver.rest(config)

    @contextmanager
    def holding(self) -> Iterator[CaseSaver]:
        """Inside, this thread's saver holds one case's places until told to keep them."""
        self.connection()
        saver: CaseSaver = self._mine.saver
        with saver.holding():
            yield saver

    def connection(self) -> Connection[DictRow]:
        """This thread's connection, replaced when it broke.

        It doesn't wait for the disk: what it writes comes after what nodes committed, and a
        server that loses the end of its log leaves the case rung and the step to be repeated.
        """
        connection: Connection[DictRow] | None = getattr(self._mine, "connection", None)
        if connection is None or connection.closed:
            connection = Connection[DictRow].connect(
                self._conninfo, autocommit=True, prepare_threshold=0, row_factory=dict_row
            )
            connection.execute("set synchronous_commit to off")
            self._mine.connection = connection
            self._mine.saver = CaseSaver(connection, serde=strict_serializer())
            self._mine.compiled = {}
        return connection

    def close(self) -> None:
        """Close this thread's connection."""
        if (connection := getattr(self._mine, "connection", None)) is not None:
            connection.close()
