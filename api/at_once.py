"""As many requests at once as there are connections for: none holds one while it waits for more.

With more, each may hold one and wait for its second, until all of them give up.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import TypeAlias

from anyio import to_thread
from fastapi import FastAPI

from runtime.database import CONNECTIONS

Lifespan: TypeAlias = Callable[[FastAPI], AbstractAsyncContextManager[None]]
EACH = 3
"""A request reads in one transaction, may write in a second, and asks for the time in a third."""
OTHERS = 6
"""For a worker in the same process."""
AT_ONCE = (CONNECTIONS - OTHERS) // EACH


def few_at_once(lifespan: Lifespan | None) -> Lifespan:
    """The same, with that many threads for requests; more than that wait their turn."""

    @asynccontextmanager
    async def limited(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
        async with lifespan(app) if lifespan else nullcontext():
            yield

    return limited
