"""The saver of one worker thread: it reads nothing twice, and writes no place that is soon left.

A checkpoint and the tasks' own writes exist so that nothing is done again after a crash. While a
case is advanced, only the latest place is held, and written when it has been worked for a moment
since the last one was, or when the case rests. So a worker that dies repeats the step in hand and
at most a moment's steps before it, which are safe to repeat.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeAlias, cast

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import (
    ChannelVersions,
    Checkpoint,
    CheckpointMetadata,
    CheckpointTuple,
    copy_checkpoint,
)
from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.checkpoint.serde.types import INTERRUPT
from langgraph.types import Interrupt
from psycopg import Cursor, Error
from psycopg.rows import DictRow, dict_row

MOMENT_S = 0.1
RESTS = "sopwith_rests"
"""In a checkpoint's metadata: the case was left here, each of its tasks at a pause."""

Writes: TypeAlias = tuple[RunnableConfig, Sequence[tuple[str, Any]], str, str]
Place: TypeAlias = tuple[RunnableConfig, Checkpoint, CheckpointMetadata]


@dataclass(slots=True, kw_only=True)
class Held:
    """The latest place of a run and what its tasks wrote there, not written yet."""

    since_s: float = field(default_factory=time.monotonic)
    place: Place | None = None
    written: Place | None = None
    """The last place of this run that was written, of which isn't said that the case rests."""
    versions: ChannelVersions = field(default_factory=dict[str, str | int | float])
    """Of all channels that changed since the last place written, left ones included."""
    writes: list[Writes] = field(default_factory=list[Writes])

    @property
    def is_empty(self) -> bool:
        return self.place is None and not self.writes

    @property
    def is_due(self) -> bool:
        return time.monotonic() - self.since_s > MOMENT_S

    def move(self, place: Place, versions: ChannelVersions) -> None:
        """What was written at the place that is left is part of the new one."""
        came_from = self.place[0] if self.place else place[0]
        self.place = (came_from, *place[1:])
        self.versions |= versions
        self.writes.clear()


class CaseSaver(PostgresSaver):
    """A saver for who holds a case's lock: nobody else writes between its look and its rest."""

    _looking = False
    _ahead: tuple[str, CheckpointTuple] | None = None
    _held: Held | None = None
    _writing = False

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._held_lock = Lock()  # siblings write from threads of their own

    @contextmanager
    def looking(self) -> Iterator[None]:
        """What is read inside is kept for the next reader of the same case, once."""
        self._ahead, self._looking = None, True
        try:
            yield
        finally:
            self._looking = False

    def rest(self, config: RunnableConfig) -> tuple[Interrupt, ...] | None:
        """The pauses a case was left at; None where that has to be worked out by a look.

        A place that was written when the case rested, and that nothing was added to since, says
        it itself.
        """
        with self.looking():
            found = self.get_tuple(config)
        if found is None or not found.metadata.get(RESTS):
            return None
        writes = found.pending_writes or []
        if any(channel != INTERRUPT for _, channel, _ in writes):
            return None
        return tuple(pause for _, _, pauses in writes for pause in pauses)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Inside, places are held; at the end `keep` has written them, or a failure does.

        Where a step failed is what a person looks at, and what the next version is rehearsed from.
        """
        self._held = Held()
        try:
            yield
        except Exception:
            with suppress(Error):  # the failure is told, not that its place can't be kept
                self._keep_now()
            raise
        finally:
            self._held = None

    def keep(self, *, rests: bool = False) -> None:
        """Write the place that is held, and whether the case rests there.

        Inside a pipeline it becomes part of that.
        """
        held = self._held
        if held is None:
            return
        self._writing = True
        try:
            if rests and (left := held.place or held.written):
                config, checkpoint, metadata = left
                said = cast("CheckpointMetadata", {**metadata, RESTS: True})
                super().put(config, checkpoint, said, held.versions)
            elif held.place is not None:
                super().put(*held.place, held.versions)
            for writes in held.writes:
                super().put_writes(*writes)
        finally:
            self._writing = False
        self._held = Held(written=None if rests else held.place or held.written)

    def get_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        if self._held is not None and not self._held.is_empty:
            self._keep_now()
        ahead, self._ahead = self._ahead, None
        asked = config["configurable"]
        if asked.get("checkpoint_id") or asked.get("checkpoint_ns"):
            return super().get_tuple(config)
        if ahead is not None and ahead[0] == asked["thread_id"]:
            return ahead[1]
        found = super().get_tuple(config)
        if self._looking and found is not None:
            kept = found._replace(checkpoint=copy_checkpoint(found.checkpoint))
            self._ahead = (asked["thread_id"], kept)
        return found

    def put(
        self,
        config: RunnableConfig,
        checkpoint: Checkpoint,
        metadata: CheckpointMetadata,
        new_versions: ChannelVersions,
    ) -> RunnableConfig:
        with self._held_lock:
            if self._held is None:
                return super().put(config, checkpoint, metadata, new_versions)
            self._held.move((config, checkpoint, metadata), new_versions)
            if self._held.is_due:
                self._keep_now()
        asked = config["configurable"]
        here = {"thread_id": asked["thread_id"], "checkpoint_ns": asked["checkpoint_ns"]}
        return {"configurable": here | {"checkpoint_id": checkpoint["id"]}}

    def put_writes(
        self,
        config: RunnableConfig,
        writes: Sequence[tuple[str, Any]],
        task_id: str,
        task_path: str = "",
    ) -> None:
        with self._held_lock:
            if self._held is None:
                super().put_writes(config, writes, task_id, task_path)
                return
            at, place = config["configurable"]["checkpoint_id"], self._held.place
            if place is not None and place[1]["id"] != at:
                return  # they come late: that place is left
            self._held.writes.append((config, writes, task_id, task_path))
            if self._held.is_due:
                self._keep_now()

    def _keep_now(self) -> None:
        with self.conn.pipeline():  # type: ignore[union-attr] # we are never given a pool
            self.keep()

    @contextmanager
    def _cursor(self, *, pipeline: bool = False) -> Iterator[Cursor[DictRow]]:
        """While a place is written, all of it is one pipeline, and so one transaction."""
        if not self._writing:
            with super()._cursor(pipeline=pipeline) as cursor:
                yield cursor
            return
        with self.conn.cursor(binary=True, row_factory=dict_row) as cursor:  # type: ignore[union-attr] # the same
            yield cursor
