"""A Merkle tree over the ledger's hashes: one root for all of them, a short proof for each.

The tree is RFC 6962's (section 2.1, unchanged in RFC 9162): a leaf is `sha256(0x00 ‖ data)`, a
node `sha256(0x01 ‖ left ‖ right)`, and of n leaves the largest power of two below n is left.

>>> root([]).hex()[:8]
'e3b0c442'
>>> path = inclusion_path([b"a", b"b", b"c"], 2)
>>> root_through(path, b"c", index=2, size=3) == root([b"a", b"b", b"c"])
True
"""

import hashlib
from collections.abc import Iterable, Sequence


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that grows at its right end and knows its root at every size.

    It keeps the roots of its full subtrees only, the largest first: one for each bit of its size.
    """

    __slots__ = ("_full", "size")

    def __init__(self) -> None:
        self.size = 0
        self._full: list[bytes] = []

    def add(self, data: bytes) -> None:
        grown, bit = leaf_hash(data), self.size
        while bit & 1:
            grown = node_hash(self._full.pop(), grown)
            bit >>= 1
        self._full.append(grown)
        self.size += 1

    def root(self) -> bytes:
        if not self._full:
            return hashlib.sha256(b"").digest()
        *rest, whole = self._full
        for left in reversed(rest):
            whole = node_hash(left, whole)
        return whole


def root(leaves: Iterable[bytes]) -> bytes:
    tree = Tree()
    for data in leaves:
        tree.add(data)
    return tree.root()


def inclusion_path(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes that lead from the leaf at `index` (from 0) to the root, the nearest first."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    path: list[bytes] = []
    start, end = 0, len(leaves)
    while end - start > 1:
        middle = start + _left_size(end - start)
        if index < middle:
            path.append(root(leaves[middle:end]))
            end = middle
        else:
            path.append(root(leaves[start:middle]))
            start = middle
    return tuple(reversed(path))


def root_through(path: Sequence[bytes], data: bytes, *, index: int, size: int) -> bytes | None:
    """The root that this leaf and path lead to; None where a path of that length can't be."""
    if not 0 <= index < size:
        return None
    sides = _sides(index, size)
    if len(sides) != len(path):
        return None
    found = leaf_hash(data)
    for beside, is_left in zip(path, sides, strict=True):
        found = node_hash(beside, found) if is_left else node_hash(found, beside)
    return found


def _sides(index: int, size: int) -> list[bool]:
    """Of each step from leaf to root, whether what the path gives is the left half."""
    sides: list[bool] = []
    while size > 1:
        left = _left_size(size)
        sides.append(index >= left)
        index, size = (index - left, size - left) if index >= left else (index, left)
    return sides[::-1]


def _left_size(size: int) -> int:
    return int(1 << (size - 1).bit_length() - 1)
