"""A signed head: how long the ledger was at a moment, and the hashes it had, under our key.

In the form of C2SP's tlog-checkpoint (https://c2sp.org/tlog-checkpoint) with two extension lines:

    sopwith/ledger/halden-foods
    128
    base64 of the Merkle root over the hashes of events 1 to 128
    chain the hash of event 128
    at 2026-11-05T09:40:00+00:00

    — sopwith/ledger/halden-foods base64 of key id and signature

Kept outside the database it shows what a chain alone can't: a cut-off end and a full rewrite.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gates.signed_note import NotASignedNote, Verifier, read_note, sign

TEXT = re.compile(
    r"(?P<origin>\S+)\n(?P<seq>[1-9][0-9]*)\n(?P<root>[A-Za-z0-9+/]{43}=)\n"
    r"chain (?P<chain>[0-9a-f]{64})\nat (?P<at>\S+)\n"
)


class NotASignedHead(ValueError):
    """This isn't a signed head of a ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHead:
    """A head as it was read. Who signed it is asked of `signed_by`."""

    origin: str
    seq: int
    """How many events it covers."""
    root: bytes
    chain: str
    """The hash of event `seq`."""
    at: datetime
    note: str
    """The exact text, with its signature."""

    def signed_by(self, verifiers: Sequence[Verifier]) -> bool:
        """Whether one of these keys signed it, under the name of this very ledger."""
        return read_note(self.note).signed_by(
            key for key in verifiers if key.name == self.origin
        ) is not None  # fmt: skip

    def __str__(self) -> str:
        return f"{self.seq} of {self.at:%Y-%m-%d %H:%M:%S%z}"


def origin_of(slug: str) -> str:
    """The name of a company's ledger, and of the key that signs it.

    >>> origin_of("halden foods")
    'sopwith/ledger/halden%20foods'
    """
    return f"sopwith/ledger/{safe_name(slug)}"


def safe_name(slug: str) -> str:
    """The slug as part of a name or a path: no blank, no slash, no plus.

    >>> safe_name("../a+b")
    '..%2Fa%2Bb'
    """
    return quote(slug, safe="")


def sign_head(
    *, slug: str, seq: int, root: bytes, chain: str, at: datetime, key: Ed25519PrivateKey
) -> SignedHead:
    origin = origin_of(slug)
    lines = [origin, str(seq), b64encode(root).decode(), f"chain {chain}", f"at {at.isoformat()}"]
    return read_head(sign("".join(f"{line}\n" for line in lines), key, origin))


def read_head(note: str) -> SignedHead:
    """Raises `NotASignedHead`. Only the one way to write a head is read."""
    try:
        found = TEXT.fullmatch(read_note(note).text)
        if found is None:
            raise NotASignedHead
        at, root = datetime.fromisoformat(found["at"]), b64decode(found["root"])
    except (NotASignedNote, ValueError) as problem:
        raise NotASignedHead from problem
    if at.tzinfo is None or at.isoformat() != found["at"] or b64encode(root).decode() != found[3]:
        raise NotASignedHead
    return SignedHead(
        origin=found["origin"],
        seq=int(found["seq"]),
        root=root,
        chain=found["chain"],
        at=at,
        note=note,
    )


def read_heads(text: str) -> tuple[SignedHead, ...]:
    """Heads one after another, an empty line between them: every second block is a signature."""
    blocks = [block.strip("\n") for block in text.split("\n\n") if block.strip("\n")]
    if len(blocks) % 2:
        raise NotASignedHead
    pairs = zip(blocks[::2], blocks[1::2], strict=True)
    return tuple(read_head(f"{said}\n\n{signed}\n") for said, signed in pairs)


def as_file(heads: Sequence[SignedHead]) -> str:
    """The text that `read_heads` reads."""
    return "".join(f"{head.note}\n" for head in heads)
