"""One signed post to one address: no redirects, no proxy, little of the answer read."""

import ssl
from collections.abc import Iterable
from datetime import datetime

import httpcore

from gates.errors import Refusal
from mail.carriers import Outcome, Receipt
from mail.signed_post import signature
from runtime.hooks.pinned import Pinned
from runtime.hooks.reaching import Goal, goal_of

WITHIN_S = 15.0
"""From the first byte of the connection to the last of the answer."""
READ_BYTES = 2048
"""Of an answer, for whoever looks why it was refused."""
GONE = 410
TIMES = dict.fromkeys(("connect", "read", "write", "pool"), WITHIN_S)
NOT_SENT = (httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.PoolTimeout)


def post(
    url: str, content: bytes, *, key: bytes, message_id: str, at: datetime, networks: Iterable[str]
) -> Receipt:
    """Post it signed (Standard Webhooks), and say what became of it."""
    try:
        goal = goal_of(url, networks)
    except Refusal as refusal:
        return Receipt(outcome=Outcome.RETRY, words=refusal.message)
    seconds = str(int(at.timestamp()))
    headers: dict[bytes | str, bytes | str] = {
        "content-type": "application/cloudevents+json; charset=utf-8",
        "user-agent": "sopwith",
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": signature(key, message_id, seconds, content),
    }
    try:
        return _called(goal, headers, content)
    except NOT_SENT as error:
        return Receipt(outcome=Outcome.RETRY, words=f"No connection: {error}.")
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
        words = f"The connection was lost before an answer: {type(error).__name__}."
        return Receipt(outcome=Outcome.UNKNOWN, words=words)


def _called(goal: Goal, headers: dict[bytes | str, bytes | str], content: bytes) -> Receipt:
    trusted = ssl.create_default_context()
    with (
        httpcore.ConnectionPool(
            ssl_context=trusted, network_backend=Pinned(goal, within_s=WITHIN_S)
        ) as pool,
        pool.stream(
            "POST", goal.url, headers=headers, content=content, extensions={"timeout": TIMES}
        ) as answer,
    ):
        return _receipt(answer.status, _beginning(answer))


def _beginning(answer: httpcore.Response) -> str:
    read = b""
    for chunk in answer.iter_stream():
        read += chunk
        if len(read) >= READ_BYTES:
            break
    shown = read[:READ_BYTES].decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else " " for sign in shown).strip()[:200]


def _receipt(status: int, said: str) -> Receipt:
    if 200 <= status < 300:  # noqa: PLR2004 what HTTP calls success
        return Receipt(outcome=Outcome.SENT, words="", code=status)
    words = f"It answered {status}" + (f": {said}" if said else ".")
    outcome = Outcome.REFUSED if status == GONE else Outcome.RETRY
    return Receipt(outcome=outcome, words=words, code=status)
