"""Another system: a web server on loopback that keeps what is posted to it."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from mail.signed_post import check_signed, key_of


@dataclass(slots=True)
class Receiver:
    """Answers with `answers` one after another, then with 204."""

    port: int = 0
    answers: list[int] = field(default_factory=list[int])
    got: list[tuple[dict[str, str], bytes]] = field(
        default_factory=list[tuple[dict[str, str], bytes]]
    )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.got]

    def kinds(self) -> list[str]:
        return [event["type"].removeprefix("sopwith.") for event in self.events()]

    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.got]

    def checked(self, secret: str) -> int:
        """How many posts are ours, looked at when they were made; raises at another's."""
        for headers, body in self.got:
            made = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
            check_signed(key_of(secret), headers, body, now=made)
        return len(self.got)


@contextmanager
def receiver(answers: Sequence[int] = ()) -> Iterator[Receiver]:
    kept = Receiver(answers=list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            kept.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            status = kept.answers.pop(0) if kept.answers else 204
            self.send_response(status)
            if status in {301, 307}:
                self.send_header("location", f"http://127.0.0.1:{kept.port}/elsewhere")
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the base's
            """Nothing on the test's output."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        kept.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield kept
        server.shutdown()
        thread.join()
