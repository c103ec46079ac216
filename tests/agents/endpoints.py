"""Endpoints that speak the protocol and answer what a test wants: liars, drippers, hijacked."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Answer = Callable[[dict[str, Any]], dict[str, Any]]
"""From a request's JSON to the assistant's message."""


@contextmanager
def answering(answer: Answer) -> Iterator[str]:
    """An endpoint that answers every chat completion with a message of the test's choice."""

    class Handler(_Quiet):
        def do_POST(self) -> None:
            self.reply(_completion(answer(self.asked())))

    with _serving(Handler) as address:
        yield address


@contextmanager
def dripping() -> Iterator[str]:
    """An endpoint that keeps the line open with a space now and then and never answers."""

    class Handler(_Quiet):
        def do_POST(self) -> None:
            self.asked()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            with suppress(OSError):
                while not self.server.ended:  # type: ignore[attr-defined] # ours, set below
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.05)

    with _serving(Handler) as address:
        yield address


def plain(text: str) -> Answer:
    """An endpoint that ignores the schema and chats."""
    return lambda _asked: {"role": "assistant", "content": text}


def filling(values: Callable[[str], str]) -> Answer:
    """A model that passes the probe and then fills each schema, by its name, with its own wish."""

    def answer(asked: dict[str, Any]) -> dict[str, Any]:
        name = asked["response_format"]["json_schema"]["name"]
        content = '{"word": "zq7-probe"}' if name == "ProbeAnswer" else values(name)
        return {"role": "assistant", "content": content}

    return answer


class _Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body in one packet, or every answer waits 40 ms for an ACK

    def asked(self) -> dict[str, Any]:
        length = int(self.headers["Content-Length"])
        said: dict[str, Any] = json.loads(self.rfile.read(length))
        return said

    def reply(self, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the library's name
        """Nothing: a test's output is for tests."""


def _completion(message: dict[str, Any]) -> dict[str, Any]:
    finish = "tool_calls" if message.get("tool_calls") else "stop"
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "stub",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
    }


@contextmanager
def _serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.ended = False  # type: ignore[attr-defined] # tells a dripper to let go
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.ended = True  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()
        server.server_close()
