"""One post: signed as the standard says, to that address only, and never for long."""

import socket
import threading
from datetime import UTC, datetime
from time import monotonic

import pytest
from standardwebhooks import Webhook

from mail.carriers import Outcome, Receipt
from mail.signed_post import key_of
from runtime.hooks import posting
from runtime.hooks.posting import post
from tests.runtime.hooks.receiver import receiver

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
LOOPBACK = ("127.0.0.0/8",)


def posted(url: str, networks: tuple[str, ...] = LOOPBACK) -> Receipt:
    at = datetime.now(UTC)
    return post(
        url, b'{"a":1}', key=key_of(SECRET), message_id="hook_1_2", at=at, networks=networks
    )


def test_the_standards_own_reader_takes_it() -> None:
    with receiver() as other:
        assert posted(other.url).outcome is Outcome.SENT
        ((headers, body),) = other.got
        assert Webhook(SECRET).verify(body, headers) == {"a": 1}
        assert other.ids() == ["hook_1_2"]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.SENT),
        (301, Outcome.RETRY),
        (307, Outcome.RETRY),
        (401, Outcome.RETRY),
        (410, Outcome.REFUSED),
        (500, Outcome.RETRY),
    ],
)
def test_what_becomes_of_it(status: int, outcome: Outcome) -> None:
    with receiver([status]) as other:
        got = posted(other.url)
        assert (got.outcome, got.code) == (outcome, status)
        assert len(other.got) == 1, "no redirect is followed"


def test_nobody_there_and_nowhere_allowed() -> None:
    with receiver() as other:
        url = other.url
        assert posted(url, ()).outcome is Outcome.RETRY
        assert other.got == []
    assert posted(url).outcome is Outcome.RETRY
    assert "No connection" in posted(url).words


def drip(listener: socket.socket, said: bytes) -> None:
    """Answer a byte now and then, for ever."""
    other, _ = listener.accept()
    with other:
        try:
            other.sendall(said)
            while True:
                threading.Event().wait(0.05)
                other.sendall(b"x")
        except OSError:
            return


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n"])
def test_who_answers_a_byte_now_and_then_is_left(
    said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "WITHIN_S", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=drip, args=(listener, said), daemon=True).start()
        began = monotonic()
        got = posted(f"http://127.0.0.1:{listener.getsockname()[1]}/")
        assert got.outcome is Outcome.UNKNOWN
        assert monotonic() - began < 5
