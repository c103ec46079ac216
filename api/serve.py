"""Web and one worker in a process: bind, prepare the database, serve, and stop in order."""

import asyncio
import errno
import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from types import FrameType

import uvicorn
from fastapi import FastAPI

from api.app import create_app
from graphs.builders import BUILDERS
from runtime.migrating import bring_up_to_date
from runtime.office import Office, open_office
from runtime.settings import Settings
from runtime.stranding import refuse_stranding
from runtime.sweeping import reconcile
from runtime.unreachable import UNUSABLE, in_words
from runtime.working import WorkerStopped, keep_working

FINISH_RESPONSES_S = 5
"""How long open pages may keep a stopping process; live streams never end by themselves."""

DONE, FAILED, BAD_INPUT = 0, 1, 2


class PortTaken(Exception):
    """Another program listens there already."""


def main(*, host: str, port: int, with_worker: bool) -> int:
    """Serve until told to stop; returns the exit code."""
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    try:
        listening = listen(host, port)
    except PortTaken as taken:
        return _refuse(f"{taken} Choose another one: sopwith serve --port {port + 1}")
    except OSError as error:
        return _refuse(f"Can't listen on {host}: {error.strerror or error}.")
    with listening:
        try:
            settings = at_address(Settings(), address_of(listening))
            office = open_office(settings, BUILDERS)
            refuse_stranding(office)
            bring_up_to_date(office.url)
        except UNUSABLE as error:
            return _refuse(in_words(error))
        try:
            return serve(office, listening, with_worker=with_worker)
        finally:
            office.close()


def serve(office: Office, listening: socket.socket, *, with_worker: bool = True) -> int:
    """Serve a wired, migrated office on a bound socket until told to stop."""
    reconcile(office)
    office.spare.keep()
    office.callers.calls = not with_worker
    watch = Watch(office)
    app = create_app(office, lifespan=watch.worker_beside if with_worker else None)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=FINISH_RESPONSES_S,
    )
    server = Server(config, end=app.state.news.end)
    watch.stop_serving = lambda: setattr(server, "should_exit", True)
    print(f"Sopwith is at {address_of(listening)} (Ctrl-C stops it)", flush=True)  # noqa: T201
    server.run(sockets=[listening])
    if watch.stopped is not None:
        print(f"{WorkerStopped.__doc__} {watch.stopped}", file=sys.stderr)  # noqa: T201
        return FAILED
    return DONE


class Server(uvicorn.Server):
    """Ends the live streams when it is told to stop; by themselves they would last."""

    def __init__(self, config: uvicorn.Config, *, end: Callable[[], None]) -> None:
        super().__init__(config)
        self._end = end

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._end()
        await super().shutdown(sockets)


class Watch:
    """Runs the worker beside the web, and stops the web when the worker is gone."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.stop_serving: Callable[[], None] = lambda: None
        self.stopped: WorkerStopped | None = None

    @asynccontextmanager
    async def worker_beside(self, _app: FastAPI) -> AsyncIterator[None]:
        worker = asyncio.create_task(self._work())
        yield
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker

    async def _work(self) -> None:
        try:
            await keep_working(self.office)
        except WorkerStopped as stopped:
            self.stopped = stopped
            self.stop_serving()


def listen(host: str, port: int) -> socket.socket:
    """A socket bound before anything else starts, so that a taken port costs nothing."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(f"Port {port} on {host} is taken by another program.") from error
        raise


def address_of(listening: socket.socket) -> str:
    """What to type into a browser on this machine."""
    host, port = listening.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 every interface: the local one is among them
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def at_address(settings: Settings, address: str) -> Settings:
    """Links begin with where we listen, unless a base address was set."""
    if "base_url" in settings.model_fields_set:
        return settings
    return settings.model_copy(update={"base_url": address})


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """Being told to stop is no failure. While it serves, uvicorn takes the signal first."""
    raise SystemExit(DONE)


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)  # noqa: T201
    return BAD_INPUT
