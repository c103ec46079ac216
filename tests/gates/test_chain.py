"""A changed, removed, reordered or cut-off event is found."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.chain import BEGINNING, Channel, Context, Link, event_content, first_break, link_hash
from gates.people import SYSTEM
from tests.stage import NOW

CONTEXT = Context(channel=Channel.WORKER, playbook="9f", graph="cycle/1", brief_sha256=None)


def chain(length: int) -> list[Link]:
    links: list[Link] = []
    previous = BEGINNING
    for seq in range(1, length + 1):
        content = event_content(
            seq=seq,
            at=NOW,
            kind="told",
            actor=SYSTEM,
            subject=f"s:{seq}",
            facts={"n": seq},
            context=CONTEXT,
        )
        previous = link_hash(previous, content)
        links.append(Link(seq=seq, content=content, sha256=previous))
    return links


def head(links: list[Link]) -> Link:
    return links[-1]


def test_a_whole_chain_passes() -> None:
    links = chain(5)
    assert first_break(links, head(links)) is None


def test_an_empty_chain_passes() -> None:
    assert first_break([], Link(seq=0, content=b"", sha256=BEGINNING)) is None


@given(at=st.integers(0, 9), kind=st.sampled_from(["change", "remove", "swap", "insert", "cut"]))
def test_any_tampering_is_found(at: int, kind: str) -> None:
    links = chain(10)
    end = head(links)
    if kind == "change":
        links[at] = replace(links[at], content=links[at].content.replace(b"told", b"sold"))
    elif kind == "remove":
        del links[at]
    elif kind == "swap":
        links[at], links[at - 1] = links[at - 1], links[at]
    elif kind == "insert":
        links.insert(at, links[at])
    else:
        del links[at:]
    assert first_break(links, end) is not None


@pytest.mark.parametrize("at", range(10))
def test_a_change_with_its_own_hash_recomputed_is_found(at: int) -> None:
    links = chain(10)
    end = head(links)
    content = links[at].content.replace(b"told", b"sold")
    previous = links[at - 1].sha256 if at else BEGINNING
    links[at] = replace(links[at], content=content, sha256=link_hash(previous, content))
    assert first_break(links, end) is not None
