"""Where a case stands, by what its checkpoint says and not by what the code's graph makes of it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver, CheckpointTuple
from langgraph.checkpoint.serde.types import ERROR, INTERRUPT, RESUME

NOBODY = "00000000-0000-0000-0000-000000000000"
"""LangGraph's name for who wrote what no task wrote: an input, a resume without an id."""
ABOUT_THE_TASK = frozenset({ERROR, INTERRUPT, RESUME})
"""Writes that say what became of a task. A task that wrote anything else has finished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One case at rest or in mid-step. Its state is what every finished step left behind."""

    kept: CheckpointTuple
    asked: dict[str, tuple[str, ...]]
    """Pauses that wait for an answer: the id of their task to what it asked, by our own key."""
    finished: dict[str, list[tuple[str, Any]]]
    """Steps done beside a pause: their task's id to what they wrote. It takes effect later."""

    @property
    def carries(self) -> dict[str, Any]:
        values: dict[str, Any] = self.kept.checkpoint["channel_values"]
        return values

    @property
    def has_run(self) -> frozenset[str]:
        """Every step that this case ever finished."""
        return frozenset(self.kept.checkpoint["versions_seen"])


def config_of(case_id: str) -> RunnableConfig:
    return {"configurable": {"thread_id": case_id, "checkpoint_ns": ""}}


def standing_of(saver: BaseCheckpointSaver[Any], case_id: str) -> Standing | None:
    """None where the case has not begun."""
    kept = saver.get_tuple(config_of(case_id))
    return None if kept is None else as_standing(kept)


def as_standing(kept: CheckpointTuple) -> Standing:
    asked: dict[str, tuple[str, ...]] = {}
    finished: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for task_id, channel, value in kept.pending_writes or ():
        if channel == INTERRUPT:
            asked[task_id] = tuple(str(pause.value) for pause in value)
        elif channel not in ABOUT_THE_TASK and task_id != NOBODY:
            finished[task_id].append((channel, value))
    waiting = {task_id: pauses for task_id, pauses in asked.items() if task_id not in finished}
    return Standing(kept=kept, asked=waiting, finished=dict(finished))


def ever_asked(saver: BaseCheckpointSaver[Any], case_id: str) -> Iterator[str]:
    """What the case paused for from its beginning on, as far as its checkpoints are kept."""
    for kept in saver.list(config_of(case_id)):
        for _, channel, value in kept.pending_writes or ():
            if channel == INTERRUPT:
                yield from (str(pause.value) for pause in value)
