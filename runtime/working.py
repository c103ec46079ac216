"""A worker process: reconcile what was left, then work until told to stop."""

import asyncio
import gc
import signal

from runtime.engine import run_worker
from runtime.office import Office
from runtime.sweeping import reconcile


def work(office: Office, *, concurrency: int = 2) -> None:
    """Run one worker in this process. Ends on SIGTERM or SIGINT, finishing what it has."""
    reconcile(office)
    gc.freeze()  # the libraries stay; looking through them again stalls a decision
    asyncio.run(_until_told(office, concurrency))


async def _until_told(office: Office, concurrency: int) -> None:
    worker = asyncio.create_task(run_worker(office, office.conninfo, concurrency=concurrency))
    loop = asyncio.get_running_loop()
    for told in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(told, worker.cancel)
    try:
        await worker
    except asyncio.CancelledError:
        return
