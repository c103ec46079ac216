"""The application on a real port, in a thread, for a real browser."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread
from time import sleep

import uvicorn

from api.app import create_app
from api.serve import Server
from runtime.office import Office


@contextmanager
def served(office: Office, *, name: str = "127.0.0.1") -> Iterator[str]:
    """`name`: what the browser calls this machine; passkeys want a word, not a number."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        base_url = f"http://{name}:{listening.getsockname()[1]}"
        settings = office.settings.model_copy(update={"base_url": base_url})
        app = create_app(replace(office, settings=settings))
        config = uvicorn.Config(app, log_level="error", ws="none")
        server = Server(config, end=app.state.news.end)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            sleep(0.01)
        try:
            yield base_url
        finally:
            server.should_exit = True
            thread.join()
