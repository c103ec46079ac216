"""The ledger's chain: each event's hash covers the one before, so any change shows.

The chain is stated here and nowhere else; the offline verifier follows this text:
`sha256(previous hash ‖ content)`, content being the event's canonical JSON, the first
previous hash 64 zeros.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast

from gates.canonical import Json, canonical_json, sha256
from gates.people import Actor, ActorKind

BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One event as it is kept: its number, its exact bytes and its hash."""

    seq: int
    content: bytes
    sha256: str


NOTHING = Link(seq=0, content=b"", sha256=BEGINNING)
"""Where a chain begins."""


class Channel(StrEnum):
    """How an act reached us."""

    WEB = "web"
    MAIL = "mail"
    LINK = "link"
    """The page of one input, opened by the link in its owner's letter: nobody signed in."""
    COMMAND_LINE = "command_line"
    WORKER = "worker"
    """Nobody sent it: an agent or the system itself at work on a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What held when an event happened, so that it can be judged by its own rules later.

    The names are those in the event. What there is none of is written as null, never left out.
    """

    channel: Channel
    playbook: str | None
    """Digest of the version the case runs on."""
    graph: str | None
    """The case's graph and the version of its shape, such as `cycle/1`."""
    brief_sha256: str | None
    """The exact content that was shown to people, where the event is about what they decide."""


def event_content(
    *,
    seq: int,
    at: datetime,
    kind: str,
    actor: Actor,
    subject: str,
    facts: dict[str, Json],
    context: Context,
) -> bytes:
    return canonical_json(
        {
            "seq": seq,
            "at": at.isoformat(),
            "kind": kind,
            "actor": cast("Json", _named(actor)),
            "subject": subject,
            "facts": cast("Json", facts),
            "channel": context.channel.value,
            "playbook": context.playbook,
            "graph": context.graph,
            "brief_sha256": context.brief_sha256,
        }
    )


def _named(actor: Actor) -> dict[str, Json]:
    """A person as they were known then: names and roles change, history doesn't."""
    said: dict[str, Json] = {"kind": actor.kind.value, "key": actor.key}
    if actor.kind is ActorKind.PERSON:
        said |= {"name": actor.name, "role": actor.role.value if actor.role else None}
    return said


def link_hash(previous: str, content: bytes) -> str:
    return sha256(previous.encode() + content)


def first_break(links: Iterable[Link], head: Link, *, after: Link = NOTHING) -> str | None:
    """What is wrong with the first link that doesn't fit, or None when the chain is whole.

    `head` is the number and hash the chain must end with; without it a cut-off end would pass.
    `after` is the link the first of these continues.
    """
    previous, last = after.sha256, after.seq
    for expected, link in enumerate(links, start=after.seq + 1):
        if link.seq != expected:
            return f"event {expected} is missing or out of order: found number {link.seq}"
        if link_hash(previous, link.content) != link.sha256:
            return f"event {link.seq} was changed, or the one before it was"
        previous = link.sha256
        last = expected
    if (last, previous) != (head.seq, head.sha256):
        return f"the chain ends at event {last}, its head says {head.seq}"
    return None
