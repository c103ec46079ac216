"""The saver of one worker thread: it doesn't read twice what nobody else may write."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import CheckpointTuple
from langgraph.checkpoint.postgres import PostgresSaver


class CaseSaver(PostgresSaver):
    """A saver that hands what it read ahead to the run that follows, instead of reading twice.

    Only who holds a case's lock may read ahead: nobody else writes between look and resume.
    """

    _looking = False
    _ahead: tuple[str, CheckpointTuple] | None = None

    @contextmanager
    def looking(self) -> Iterator[None]:
        """What is read inside is kept for the next reader of the same case, once."""
        self._ahead, self._looking = None, True
        try:
            yield
        finally:
            self._looking = False

    def get_tuple(self, config: RunnableConfig) -> CheckpointTuple | None:
        ahead, self._ahead = self._ahead, None
        asked = config["configurable"]
        if asked.get("checkpoint_id") or asked.get("checkpoint_ns"):
            return super().get_tuple(config)
        if ahead is not None and ahead[0] == asked["thread_id"]:
            return ahead[1]
        found = super().get_tuple(config)
        if self._looking and found is not None:
            kept = found._replace(checkpoint=deepcopy(found.checkpoint))
            self._ahead = (asked["thread_id"], kept)
        return found
