"""Every outcome against a real SMTP server on loopback that misbehaves on cue."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from mail.carriers import Outcome, SmtpCarrier


class Sink:
    """Keeps what it was given and answers as told."""

    def __init__(self, answer: str = "250 kept", at: str = "DATA", *, slow_s: float = 0) -> None:
        self.answer, self.at, self.slow_s = answer, at, slow_s
        self.kept: list[bytes] = []

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, *rest: Any) -> str:  # noqa: N802
        if self.at == "RCPT":
            return self.answer
        envelope.rcpt_tos.append(rest[0])
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.kept.append(envelope.content)
        if self.at == "drop":
            server.transport.close()
        if self.slow_s:
            time.sleep(self.slow_s)  # noqa: ASYNC251 the whole server hangs, as they do
        return self.answer

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        return "421 too busy to part politely"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(sink: Sink) -> Iterator[SmtpCarrier]:
    port = free_port()
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield SmtpCarrier(host="127.0.0.1", port=port, starttls=False, timeout_s=1.0)
    finally:
        controller.stop()


def message(to: str = "tomasz@halden.example") -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "office@halden.example", to, "Order"
    letter.set_content("one\n.two\n.\nthree\n")
    return letter


def test_a_message_arrives_whole_even_if_the_goodbye_fails() -> None:
    sink = Sink()
    with serving(sink) as carrier:
        receipt = carrier.send(message())
    assert (receipt.outcome, receipt.code) == (Outcome.SENT, 250)
    assert b"one\r\n.two\r\n.\r\nthree\r\n" in sink.kept[0]


@pytest.mark.parametrize(
    ("sink", "outcome", "words"),
    [
        pytest.param(
            lambda: Sink("550 no such user", "RCPT"), Outcome.REFUSED, "no such", id="5xx"
        ),
        pytest.param(lambda: Sink("554 spam"), Outcome.REFUSED, "spam", id="5xx after the text"),
        pytest.param(lambda: Sink("451 greylisted", "RCPT"), Outcome.RETRY, "grey", id="4xx"),
        pytest.param(lambda: Sink("452 full"), Outcome.RETRY, "full", id="4xx after the text"),
        pytest.param(lambda: Sink(at="drop"), Outcome.UNKNOWN, "", id="lost after the text"),
        pytest.param(lambda: Sink(slow_s=1.6), Outcome.UNKNOWN, "timed out", id="slow"),
    ],
)
def test_what_the_server_did_is_what_is_told(
    sink: Callable[[], Sink], outcome: Outcome, words: str
) -> None:
    with serving(sink()) as carrier:
        receipt = carrier.send(message())
    assert receipt.outcome is outcome
    assert words in receipt.words


def test_nobody_listening_is_tried_again() -> None:
    carrier = SmtpCarrier(host="127.0.0.1", port=free_port(), starttls=False, timeout_s=1.0)
    assert carrier.send(message()).outcome is Outcome.RETRY


def test_a_server_without_the_wanted_encryption_gets_nothing() -> None:
    sink = Sink()
    with serving(sink) as carrier:
        strict = SmtpCarrier(host="127.0.0.1", port=carrier.port, starttls=True, timeout_s=1.0)
        assert strict.send(message()).outcome is Outcome.RETRY
    assert sink.kept == []
