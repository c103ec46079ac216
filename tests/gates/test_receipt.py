"""A receipt proves one decision, and no field of it can be changed."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.brief import digest, freeze
from gates.chain import Channel, Context, Link, event_content
from gates.people import Actor, ActorKind, Role
from gates.receipt import NotProvenYet, ReceiptRefused, check_receipt, make_proof, make_receipt
from gates.signed_head import origin_of
from gates.signed_note import verifier_of
from tests.gates.histories import KEYS, OTHERS_KEY, SLUG, chained, content, head
from tests.stage import NOW, brief

DECIDED = 6
INES = Actor(kind=ActorKind.PERSON, key="ines", role=Role.COO, name="Ines Moreau")


@cache
def decided() -> tuple[Link, ...]:
    """A history whose sixth event is a decision."""
    said = [content(seq) for seq in range(1, 12)]
    sha256 = digest(brief())
    said[DECIDED - 1] = event_content(
        seq=DECIDED,
        at=NOW,
        kind="decided",
        actor=INES,
        subject="request:8d0f",
        facts={
            "decision": "d-1",
            "gate": "trade_off",
            "verb": "approve",
            "choice": "build_early",
            "reason": "Only if the syrup is confirmed.",
            "brief_sha256": sha256,
        },
        context=Context(channel=Channel.WEB, playbook="9f", graph="cycle/1", brief_sha256=sha256),
    )
    return chained(said)


def receipt(*, proven: bool = True) -> dict[str, Any]:
    links = decided()
    proof = make_proof([link.sha256 for link in links], DECIDED, head(links, 9))
    made = make_receipt(
        content=links[DECIDED - 1].content,
        previous=links[DECIDED - 2].sha256,
        brief=freeze(brief()),
        proof=proof if proven else None,
    )
    said: dict[str, Any] = made.model_dump(mode="json")
    return said


def check(said: Any) -> Any:
    return check_receipt(json.dumps(said), keys=KEYS)


def test_a_receipt_proves_who_decided_what() -> None:
    proven = check(receipt())
    assert proven.decision["by"] == {
        "kind": "person",
        "key": "ines",
        "name": "Ines Moreau",
        "role": "coo",
    }
    assert proven.decision["meaning"] == "approved"
    assert proven.decision["choice_name"] == "Build early"
    assert proven.decision["question"] == brief().question
    assert proven.head.seq == 9


def test_a_receipt_tells_nothing_of_other_events() -> None:
    said = json.dumps(receipt())
    assert not [link for link in decided() if link.seq != DECIDED and link.content.decode() in said]
    assert '"told' not in said


def test_before_a_head_covers_it_nothing_is_proven() -> None:
    with pytest.raises(NotProvenYet):
        check(receipt(proven=False))


def test_a_head_under_another_key_proves_nothing() -> None:
    other = verifier_of(OTHERS_KEY, origin_of(SLUG))
    with pytest.raises(ReceiptRefused, match="isn't signed"):
        check_receipt(json.dumps(receipt()), keys=(other,))


def places(said: Any, *way: Any) -> Iterator[tuple[Any, ...]]:
    """Where every plain value of the receipt is."""
    if isinstance(said, dict | list):
        for key, value in said.items() if isinstance(said, dict) else enumerate(said):
            yield from places(value, *way, key)
    else:
        yield way


def put(said: Any, way: tuple[Any, ...], change: Callable[[Any], Any]) -> Any:
    changed = deepcopy(said)
    at = changed
    for key in way[:-1]:
        at = at[key]
    at[way[-1]] = change(at[way[-1]])
    return changed


CHANGES: dict[str, Callable[[Any], Any]] = {
    "longer": lambda value: f"{value} " if isinstance(value, str) else 4711,
    "empty": lambda value: "" if value != "" else "x",
    "gone": lambda value: None if value is not None else "here",
    "true": lambda _value: True,
    "another": lambda value: (
        value[:-1] + ("x" if value[-1:] != "x" else "y") if isinstance(value, str) else [value]
    ),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("way", list(places(receipt())), ids=lambda way: ".".join(map(str, way)))
def test_no_field_can_be_changed(way: tuple[Any, ...], change: str) -> None:
    with pytest.raises(ReceiptRefused):
        check(put(receipt(), way, CHANGES[change]))


@pytest.mark.parametrize(
    "way", [(), ("decision",), ("decision", "by"), ("event",), ("proof",)], ids=str
)
def test_no_field_can_be_added_or_taken_away(way: tuple[str, ...]) -> None:
    more, less = receipt(), receipt()
    at_more, at_less = more, less
    for key in way:
        at_more, at_less = at_more[key], at_less[key]
    at_more["added"] = "x"
    for said in (more, *(_without(less, at_less, key) for key in list(at_less))):
        with pytest.raises(ReceiptRefused):
            check(said)


def _without(whole: Any, part: dict[str, Any], key: str) -> Any:
    kept = part.pop(key)
    copied = deepcopy(whole)
    part[key] = kept
    return copied


@given(st.data())
def test_no_character_of_the_file_can_be_changed_unseen(data: st.DataObject) -> None:
    """What still verifies is the same receipt written otherwise, such as a blank more."""
    written = json.dumps(receipt())
    at = data.draw(st.integers(0, len(written) - 1))
    other = data.draw(st.characters(max_codepoint=0x2FF).filter(lambda c: c != written[at]))
    changed = written[:at] + other + written[at + 1 :]
    try:
        proven = check_receipt(changed, keys=KEYS)
    except ReceiptRefused:
        return
    assert json.loads(changed) == receipt()
    assert proven.decision == receipt()["decision"]


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"format": 1}', "\ud800", b"\xff"])
def test_what_is_no_receipt_is_refused(text: str | bytes) -> None:
    with pytest.raises(ReceiptRefused):
        check_receipt(text, keys=KEYS)


def test_an_event_that_decides_nothing_has_no_receipt() -> None:
    said = receipt()
    said["event"] = {"content": decided()[0].content.decode(), "previous": "0" * 64}
    with pytest.raises(ReceiptRefused, match="can't be read"):
        check(said)
