"""A small history with its signed heads, and the six ways to tamper with one."""

import random
from dataclasses import replace
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gates.chain import BEGINNING, Channel, Context, Link, event_content, link_hash
from gates.merkle import root
from gates.people import SYSTEM
from gates.signed_head import SignedHead, origin_of, sign_head
from gates.signed_note import verifier_of
from tests.stage import NOW

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
OTHERS_KEY = Ed25519PrivateKey.from_private_bytes(b"o" * 32)
SLUG = "halden-foods"
KEYS = (verifier_of(KEY, origin_of(SLUG)),)
CONTEXT = Context(channel=Channel.WORKER, playbook="9f", graph="cycle/1", brief_sha256=None)
HEADS_AT = (4, 9, 12)
EVENTS = 14


def content(seq: int, kind: str = "told") -> bytes:
    return event_content(
        seq=seq,
        at=NOW,
        kind=kind,
        actor=SYSTEM,
        subject=f"s:{seq}",
        facts={"n": seq},
        context=CONTEXT,
    )


def chained(contents: list[bytes]) -> tuple[Link, ...]:
    """A history of its own, numbers and hashes as they should be."""
    links, previous = list[Link](), BEGINNING
    for seq, said in enumerate(contents, start=1):
        previous = link_hash(previous, said)
        links.append(Link(seq=seq, content=said, sha256=previous))
    return tuple(links)


@cache
def history() -> tuple[Link, ...]:
    return chained([content(seq) for seq in range(1, EVENTS + 1)])


def head(links: tuple[Link, ...], seq: int, key: Ed25519PrivateKey = KEY) -> SignedHead:
    return sign_head(
        slug=SLUG,
        seq=seq,
        root=root(bytes.fromhex(link.sha256) for link in links[:seq]),
        chain=links[seq - 1].sha256,
        at=NOW,
        key=key,
    )


@cache
def heads() -> tuple[SignedHead, ...]:
    return tuple(head(history(), seq) for seq in HEADS_AT)


KINDS = ("altered", "inserted", "removed", "reordered", "truncated", "rewritten")


def tampered(kind: str, random_number: random.Random) -> tuple[Link, ...]:
    """What somebody with full power over the database may leave behind.

    Whoever cuts the end off or rewrites mends every number and hash after it, so that the chain
    itself is whole. Taking the last event away is cutting off the end.
    """
    links = list(history())
    at = random_number.randrange(len(links))
    if kind == "altered":
        links[at] = _altered(links[at], random_number)
    elif kind == "inserted":
        links.insert(at, replace(random_number.choice(links), seq=at + 1))
    elif kind == "removed":
        del links[random_number.randrange(len(links) - 1)]
    elif kind == "reordered":
        other = random_number.choice([place for place in range(len(links)) if place != at])
        links[at], links[other] = links[other], links[at]
    elif kind == "truncated":
        del links[random_number.randrange(HEADS_AT[-1]) :]
    else:
        at = random_number.randrange(HEADS_AT[-1])
        said = [link.content for link in links]
        said[at] = content(at + 1, kind=f"sold {random_number.random()}")
        links = list(chained(said))
    return tuple(links)


def _altered(link: Link, random_number: random.Random) -> Link:
    """One byte of the content or one digit of the hash."""
    if random_number.random() < 1 / 2:
        at = random_number.randrange(len(link.content))
        other = bytes([link.content[at] ^ random_number.randrange(1, 256)])
        return replace(link, content=link.content[:at] + other + link.content[at + 1 :])
    at = random_number.randrange(len(link.sha256))
    digit = random_number.choice([d for d in "0123456789abcdef" if d != link.sha256[at]])
    return replace(link, sha256=link.sha256[:at] + digit + link.sha256[at + 1 :])
