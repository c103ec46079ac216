"""A condition is offered, watched, met or lapsed, and nothing else can become of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates import errors
from gates.conditions import Condition, ConditionState, Sighting, Terms, Wish, agree, settle
from gates.errors import Refusal
from gates.evidence import DoneWhen, Evidence, EvidenceKind
from gates.facts import FactKind, Predicate
from gates.premises import Premise

NOW = datetime(2026, 11, 5, 9, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 6, 11, tzinfo=UTC)
WANTS = DoneWhen(
    kind=EvidenceKind.CONFIRMED_QUANTITY,
    says="46,000 l by Mon 30 Nov",
    at_least=Decimal(46_000),
    by=date(2026, 11, 30),
)
SYRUP = Premise(
    key="syrup",
    option="build_early",
    says="Nordhavre confirms 46,000 l by Mon 30 Nov",
    predicate=Predicate(fact=FactKind.PROVEN, code="confirm-syrup", wants=WANTS),
    was="not proven yet",
)
STOCK = replace(
    SYRUP, key="stock", predicate=replace(SYRUP.predicate, fact=FactKind.AVAILABLE, code="SYRUP")
)
TERMS = Terms(
    chosen="build_early",
    premises={"syrup": SYRUP, "stock": STOCK, "other": replace(SYRUP, option="mix")},
    last_moments={
        "build_early": None,
        "limit": None,
        "mix": datetime(2026, 11, 6, 16, tzinfo=UTC),
    },
)
WISH = Wish(premise="syrup", until=FRIDAY, fallback="limit")


def agreed() -> Condition:
    return agree(WISH, TERMS, at=NOW)


def seen(litres: int, at: datetime = NOW) -> Sighting:
    return Sighting(
        evidence=Evidence(
            kind=EvidenceKind.CONFIRMED_QUANTITY,
            by_person="tomas",
            source="message:7",
            quantity=Decimal(litres),
            by=date(2026, 11, 30),
        ),
        at=at,
    )


def test_what_was_offered_is_what_is_watched() -> None:
    condition = agreed()
    assert (condition.holds_for, condition.fallback) == ("build_early", "limit")
    assert condition.predicate == SYRUP.predicate


@pytest.mark.parametrize(
    ("wish", "terms", "refusal"),
    [
        pytest.param(replace(WISH, premise="?"), TERMS, errors.ConditionNotOffered, id="invented"),
        pytest.param(
            replace(WISH, premise="stock"),
            TERMS,
            errors.ConditionNotOffered,
            id="what the data tells is no condition",
        ),
        pytest.param(
            replace(WISH, premise="other"),
            TERMS,
            errors.ConditionNotOffered,
            id="of another option",
        ),
        pytest.param(
            replace(WISH, fallback="?"), TERMS, errors.FallbackMissing, id="no such option"
        ),
        pytest.param(
            replace(WISH, fallback="build_early"), TERMS, errors.FallbackMissing, id="to itself"
        ),
        pytest.param(replace(WISH, until=NOW), TERMS, errors.ConditionIsPast, id="no time left"),
        pytest.param(
            replace(WISH, fallback="mix", until=FRIDAY + timedelta(hours=9)),
            TERMS,
            errors.FallbackTooLate,
            id="the fallback would be gone",
        ),
    ],
)
def test_refused(wish: Wish, terms: Terms, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        agree(wish, terms, at=NOW)


LATE = FRIDAY + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("sighting", "at", "unread", "state"),
    [
        pytest.param(None, NOW, False, ConditionState.WATCHED, id="nothing yet"),
        pytest.param(seen(46_000), NOW, False, ConditionState.MET, id="proven"),
        pytest.param(seen(45_999), NOW, False, ConditionState.WATCHED, id="too little, still time"),
        pytest.param(seen(45_999), FRIDAY, False, ConditionState.LAPSED, id="too little, time up"),
        pytest.param(None, FRIDAY, False, ConditionState.LAPSED, id="silence, time up"),
        pytest.param(None, FRIDAY, True, ConditionState.WATCHED, id="a letter is still unread"),
        pytest.param(seen(46_000, FRIDAY), LATE, False, ConditionState.MET, id="read late"),
        pytest.param(seen(46_000, LATE), LATE, False, ConditionState.LAPSED, id="came late"),
    ],
)
def test_settling(
    sighting: Sighting | None, at: datetime, state: ConditionState, *, unread: bool
) -> None:
    assert settle(agreed(), sighting, at=at, unread=unread) is state


MOMENTS = st.integers(-200, 200).map(lambda minutes: FRIDAY + timedelta(minutes=minutes))


@given(litres=st.integers(0, 90_000), came=MOMENTS, looked=MOMENTS, later=st.integers(0, 9999))
def test_what_is_settled_stays_settled(
    litres: int, came: datetime, looked: datetime, later: int
) -> None:
    sighting = seen(litres, came) if came <= looked else None
    first = settle(agreed(), sighting, at=looked)
    again = settle(agreed(), sighting, at=looked + timedelta(minutes=later))
    assert first is again or first is ConditionState.WATCHED
    assert (first is ConditionState.MET) == (
        sighting is not None and came <= FRIDAY and litres >= 46_000
    )
