"""The six ways to tamper with a history are found, each of a thousand times."""

import random

import pytest

from gates.chain import BEGINNING, Link
from gates.history import check, contradiction
from gates.signed_head import SignedHead, as_file, read_heads
from tests.gates.histories import (
    EVENTS,
    HEADS_AT,
    KEYS,
    KINDS,
    OTHERS_KEY,
    chained,
    content,
    head,
    heads,
    history,
    tampered,
)

TRIES = 1_000


def end_of(links: tuple[Link, ...]) -> Link:
    """The head as the same hands would leave it: it fits whatever chain is there."""
    return links[-1] if links else Link(seq=0, content=b"", sha256=BEGINNING)


def problem(links: tuple[Link, ...], *, heads: tuple[SignedHead, ...]) -> str | None:
    return check(links, end_of(links), heads=heads, keys=KEYS).problem


def test_a_whole_history_goes_through_its_heads() -> None:
    checked = check(history(), end_of(history()), heads=heads(), keys=KEYS)
    assert checked.problem is None
    assert checked.newest == heads()[-1]
    assert checked.after_newest == EVENTS - HEADS_AT[-1]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_tampering_is_found(kind: str) -> None:
    numbers = random.Random(kind)
    missed = sum(problem(tampered(kind, numbers), heads=heads()) is None for _ in range(TRIES))
    assert missed == 0


@pytest.mark.parametrize("kind", ["truncated", "rewritten"])
def test_a_chain_alone_shows_neither_a_cut_off_end_nor_a_rewrite(kind: str) -> None:
    """Why heads are signed and kept elsewhere; were this to fail, the page could promise more."""
    numbers = random.Random(kind)
    found = sum(problem(tampered(kind, numbers), heads=()) is not None for _ in range(TRIES))
    assert found == 0


def test_a_rewrite_says_since_when() -> None:
    said = [link.content for link in history()]
    said[6] = content(7, kind="sold")
    found = problem(chained(said), heads=heads())
    assert found is not None
    assert "rewritten after event 4" in found
    assert "signed at event 9" in found


def test_a_cut_off_end_says_how_much() -> None:
    found = problem(history()[:10], heads=heads())
    assert found is not None
    assert "cut off" in found
    assert "here are 10" in found


def test_a_head_somebody_else_signed_is_not_believed() -> None:
    forged = head(history(), 9, key=OTHERS_KEY)
    found = problem(history(), heads=(*heads(), forged))
    assert found is not None
    assert "isn't signed" in found


def test_a_rewrite_with_heads_signed_anew_is_found_by_the_one_kept() -> None:
    other = chained([content(seq, kind="sold") for seq in range(1, EVENTS + 1)])
    fresh = tuple(head(other, seq) for seq in HEADS_AT)
    assert problem(other, heads=fresh) is None
    assert problem(other, heads=(*fresh, heads()[0])) is not None


def test_heads_are_read_as_they_were_written() -> None:
    assert read_heads(as_file(heads())) == heads()
    assert read_heads("") == ()


@pytest.mark.parametrize("kind", ["truncated", "rewritten"])
def test_nothing_is_signed_over_what_contradicts_earlier_heads(kind: str) -> None:
    links = tampered(kind, random.Random(7))
    assert contradiction([link.sha256 for link in links], heads()) is not None
    assert contradiction([link.sha256 for link in history()], heads()) is None
    assert contradiction(["not a hash"], ()) is not None
