"""Whether a history is whole: its chain, and every signed head it must go through.

The chain shows an event that was altered, inserted, removed or put elsewhere. Only a head that
was signed and kept elsewhere shows that the end was cut off, or that all of it was written anew.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gates.chain import Link, first_break
from gates.merkle import Tree
from gates.signed_head import SignedHead
from gates.signed_note import Verifier

HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was proven, or what is wrong."""

    events: int
    heads: int
    newest: SignedHead | None
    """The newest head the history goes through: up to its number nothing can be missing."""
    problem: str | None

    @property
    def after_newest(self) -> int:
        """Events that no head covers yet: cutting these off wouldn't show."""
        return self.events - (self.newest.seq if self.newest else 0)


def check(
    links: Sequence[Link],
    end: Link,
    *,
    heads: Sequence[SignedHead],
    keys: Sequence[Verifier],
) -> Checked:
    """Check a chain, the number and hash it must end with, and the heads it must go through."""
    problem = (
        _forged(heads, keys)
        or _cut_off(heads, len(links))
        or first_break(links, end)
        or _contradicted(heads, (link.sha256 for link in links))
    )
    return Checked(
        events=len(links),
        heads=len(heads),
        newest=max(heads, key=lambda head: head.seq, default=None),
        problem=problem,
    )


def _forged(heads: Iterable[SignedHead], keys: Sequence[Verifier]) -> str | None:
    for head in heads:
        if not head.signed_by(keys):
            return f"the head at event {head} isn't signed by the key given"
    return None


def _cut_off(heads: Iterable[SignedHead], events: int) -> str | None:
    for head in heads:
        if head.seq > events:
            return (
                f"the end was cut off: a signed head covers events up to {head}, here are {events}"
            )
    return None


def _contradicted(heads: Iterable[SignedHead], hashes: Iterable[str]) -> str | None:
    """The first head that says otherwise than the hashes do, and since when."""
    wanted: defaultdict[int, list[SignedHead]] = defaultdict(list)
    for head in heads:
        wanted[head.seq].append(head)
    agreed = 0
    for seq, chain, root in _growing(hashes, wanted):
        for head in wanted[seq]:
            if (head.chain, head.root) != (chain, root):
                since = f"after event {agreed}" if agreed else "from its beginning"
                return f"the history was rewritten {since}: it isn't the one signed at event {head}"
        agreed = seq
    return None


def _growing(hashes: Iterable[str], stops: Iterable[int]) -> Iterator[tuple[int, str, bytes]]:
    """Number, hash and root at each stop."""
    at, tree = frozenset(stops), Tree()
    for chain in hashes:
        tree.add(bytes.fromhex(chain))
        if tree.size in at:
            yield tree.size, chain, tree.root()


def contradiction(hashes: Sequence[str], heads: Sequence[SignedHead]) -> str | None:
    """What signed heads say against a ledger's hashes, asked before the next head is signed."""
    for seq, chain in enumerate(hashes, start=1):
        if not HASH.fullmatch(chain):
            return f"event {seq} has no hash any more"
    return _cut_off(heads, len(hashes)) or _contradicted(heads, hashes)
