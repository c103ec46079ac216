"""A worker: reconcile what was left, then work until told to stop."""

import asyncio
import gc
import signal
from contextlib import suppress
from functools import partial

from runtime.calling import hear_calls
from runtime.engine import run_worker
from runtime.hearing import hear
from runtime.office import Office
from runtime.sweeping import reconcile

HEARERS = 1
"""Threads that hear the bell."""


class WorkerStopped(Exception):
    """The worker stopped without being told to, and what is queued waits for nobody."""


def work(office: Office, *, concurrency: int = 2) -> None:
    """Run one worker in this process. Ends on SIGTERM or SIGINT, finishing what it has."""
    reconcile(office)
    asyncio.run(_until_told(office, concurrency))


async def keep_working(office: Office, *, concurrency: int = 2) -> None:
    """Work until cancelled, finishing what is in hand. Raises `WorkerStopped` in any other end."""
    gc.freeze()  # the libraries stay; looking through them again stalls a decision
    office.bell.hang(partial(hear, office), office.graphs.close, hearers=HEARERS)
    called = asyncio.create_task(hear_calls(office.conninfo, office.bell))
    try:
        await run_worker(office, office.conninfo, concurrency=concurrency)
    except Exception as error:
        raise WorkerStopped(f"{type(error).__name__}: {error}") from error
    finally:
        called.cancel()
        await asyncio.to_thread(office.bell.take_down)
    raise WorkerStopped("One of its own tasks failed; the log above says which.")


async def _until_told(office: Office, concurrency: int) -> None:
    worker = asyncio.create_task(keep_working(office, concurrency=concurrency))
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for order in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(order, told.set)
    await asyncio.wait(
        {worker, asyncio.create_task(told.wait())}, return_when=asyncio.FIRST_COMPLETED
    )
    worker.cancel()
    with suppress(asyncio.CancelledError):
        await worker
