"""Parts of an action add up to it, come no later, and prove it only together."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.errors import Refusal
from gates.evidence import DoneWhen, Evidence, EvidenceKind, is_done
from gates.splitting import (
    NotInParts,
    Part,
    PartIsPast,
    PartsDontAddUp,
    PartTooLate,
    SayWhichPart,
    TooManyParts,
    TwoPartsAtLeast,
    check_parts,
    part_of,
    together,
)

TODAY, DUE = date(2026, 11, 30), date(2026, 12, 11)
WHOLE = DoneWhen(
    kind=EvidenceKind.CONFIRMED_QUANTITY, says="46,000 l", at_least=Decimal(46_000), by=DUE
)
STATED = DoneWhen(kind=EvidenceKind.STATEMENT, says="a statement that it is rostered")
BOTH = DoneWhen(
    kind=EvidenceKind.SIGNED_NUMBER, says="between", at_least=Decimal(1), at_most=Decimal(2)
)


def part(share: float | None = 23_000, words: str = "", due: date = DUE) -> Part:
    amount = None if share is None else Decimal(str(share))
    return Part(to="ines", due=due, share=amount, words=words)


REFUSED = [
    pytest.param(WHOLE, (part(46_000),), TwoPartsAtLeast, id="one part"),
    pytest.param(WHOLE, (part(1_000),) * 7, TooManyParts, id="too many"),
    pytest.param(WHOLE, (part(), part(22_999)), PartsDontAddUp, id="too little"),
    pytest.param(WHOLE, (part(), part(23_001)), PartsDontAddUp, id="too much"),
    pytest.param(WHOLE, (part(47_000), part(-1_000)), PartsDontAddUp, id="a part below nothing"),
    pytest.param(WHOLE, (part(46_000), part(None)), PartsDontAddUp, id="a part without a share"),
    pytest.param(WHOLE, (part(), part(due=date(2026, 12, 12))), PartTooLate, id="after the whole"),
    pytest.param(WHOLE, (part(), part(due=TODAY)), PartIsPast, id="today"),
    pytest.param(STATED, (part(None, "line 1"), part(None, " ")), SayWhichPart, id="no words"),
    pytest.param(BOTH, (part(1), part(1)), NotInParts, id="two bounds"),
]


@pytest.mark.parametrize(("wanted", "parts", "refusal"), REFUSED)
def test_refused(wanted: DoneWhen, parts: tuple[Part, ...], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        check_parts(wanted, DUE, parts, TODAY)


def test_words_are_enough_where_no_number_closes_it() -> None:
    check_parts(STATED, DUE, (part(None, "line 1"), part(None, "line 2")), TODAY)
    assert part_of(STATED, part(None, "line 1")).says == "line 1 of: " + STATED.says


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=6), st.sampled_from(["least", "most"]))
def test_parts_that_are_done_make_the_whole_done(shares: list[int], bound: str) -> None:
    total = Decimal(sum(shares))
    wanted = DoneWhen(
        kind=EvidenceKind.SIGNED_NUMBER,
        says="x",
        at_least=total if bound == "least" else None,
        at_most=total if bound == "most" else None,
    )
    parts = tuple(part(share) for share in shares)
    check_parts(wanted, DUE, parts, TODAY)
    shown = [
        (number, Evidence(kind=wanted.kind, by_person="x", source="m", quantity=one.share))
        for number, one in enumerate(parts)
    ]
    for one, (_, proof) in zip(parts, shown, strict=True):
        assert is_done(part_of(wanted, one), proof).done
    assert is_done(wanted, together(wanted, "x", shown)).done


def test_the_last_day_of_the_parts_is_the_day_of_the_whole() -> None:
    def proof(day: int) -> Evidence:
        return Evidence(
            kind=WHOLE.kind,
            by_person="ines",
            source="message:1",
            quantity=Decimal(23_000),
            by=date(2026, 12, day),
        )

    assert is_done(WHOLE, together(WHOLE, "ines", [(1, proof(3)), (2, proof(11))])).done
    late = together(WHOLE, "ines", [(1, proof(3)), (2, proof(12))])
    assert "is after" in is_done(WHOLE, late).why
    assert late.source == "actions:1,2"
