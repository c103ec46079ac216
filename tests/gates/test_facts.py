"""One language of facts: a supplier's word and a company's file are judged alike."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.evidence import DoneWhen, Evidence, EvidenceKind
from gates.facts import FactKind, Predicate, Standing, judge, plain_fact, restore_fact
from gates.observing import available, observe
from planning.company import OpenSupply, Stock
from tests.planning.small_company import RESIN, small_company

WEEK_31 = date(2026, 8, 2)
BY = OpenSupply(code="RESIN", quantity=5_000, arrives=WEEK_31, reference="PO-1")
COMPANY = small_company(
    resin=36_000,
    open_supply=(BY, replace(BY, arrives=date(2026, 8, 3), reference="PO-2")),
)


def wants(least: int | None = None, most: int | None = None, by: date | None = None) -> DoneWhen:
    return DoneWhen(
        kind=EvidenceKind.DATA,
        says="enough",
        at_least=None if least is None else Decimal(least),
        at_most=None if most is None else Decimal(most),
        by=by,
    )


def resin(fact: FactKind, done_when: DoneWhen, code: str = "RESIN") -> Predicate:
    return Predicate(fact=fact, code=code, wants=done_when)


@pytest.mark.parametrize(
    ("predicate", "standing", "why"),
    [
        pytest.param(
            resin(FactKind.AVAILABLE, wants(41_000, by=WEEK_31)),
            Standing.HOLDS,
            "enough",
            id="on hand and on order by the day",
        ),
        pytest.param(
            resin(FactKind.AVAILABLE, wants(41_001, by=WEEK_31)),
            Standing.BROKEN,
            "41000 is below the 41001 that is needed",
            id="one short",
        ),
        pytest.param(
            resin(FactKind.AVAILABLE, wants(46_000)), Standing.HOLDS, "enough", id="whenever"
        ),
        pytest.param(
            resin(FactKind.AVAILABLE, wants(1), "GONE"),
            Standing.BROKEN,
            "0 is below the 1 that is needed",
            id="a code that is gone",
        ),
        pytest.param(
            resin(FactKind.LEAD_TIME, wants(most=4)), Standing.HOLDS, "enough", id="lead time"
        ),
        pytest.param(
            resin(FactKind.LEAD_TIME, wants(most=3)),
            Standing.BROKEN,
            "4 is above the 3 that is allowed",
            id="a longer lead time",
        ),
        pytest.param(
            resin(FactKind.EXPEDITE_TIME, wants(most=1)), Standing.HOLDS, "enough", id="expedited"
        ),
        pytest.param(
            resin(FactKind.EXPEDITE_TIME, wants(most=1), "GONE"),
            Standing.BROKEN,
            "names no quantity; at most 1 is allowed",
            id="can't be expedited any more",
        ),
        pytest.param(
            resin(FactKind.PROVEN, wants(1)),
            Standing.UNKNOWN,
            "enough is not proven yet",
            id="only people can tell",
        ),
    ],
)
def test_what_the_files_say(predicate: Predicate, standing: Standing, why: str) -> None:
    found = judge(predicate, observe(predicate, COMPANY))
    assert (found.standing, found.why) == (standing, why)


def test_a_component_that_cannot_be_expedited_any_more_breaks_what_rested_on_it() -> None:
    company = replace(COMPANY, components=(replace(RESIN, expedite_lead_time_weeks=None),))
    predicate = resin(FactKind.EXPEDITE_TIME, wants(most=1))
    assert judge(predicate, observe(predicate, company)).standing is Standing.BROKEN


def test_what_is_seen_names_its_file() -> None:
    seen = observe(resin(FactKind.AVAILABLE, wants(1)), COMPANY)
    assert seen is not None
    assert seen.source == "file:open_supply.csv"


QUANTITIES = st.integers(0, 10_000)
DAYS = st.dates(date(2026, 7, 1), date(2026, 12, 31))


@given(
    on_hand=QUANTITIES,
    arrivals=st.lists(st.tuples(QUANTITIES, DAYS), max_size=6),
    least=QUANTITIES,
    by=DAYS,
)
def test_more_supply_or_less_need_never_breaks_a_premise(
    on_hand: int, arrivals: list[tuple[int, date]], least: int, by: date
) -> None:
    supply = tuple(
        OpenSupply(code="RESIN", quantity=quantity, arrives=day, reference=str(n))
        for n, (quantity, day) in enumerate(arrivals)
    )
    company = replace(COMPANY, stock=(Stock(code="RESIN", quantity=on_hand),), open_supply=supply)
    more = replace(company, stock=(Stock(code="RESIN", quantity=on_hand + 1),))
    predicate = resin(FactKind.AVAILABLE, wants(least, by=by))
    holds = judge(predicate, observe(predicate, company)).standing is Standing.HOLDS
    assert holds == (available(company, "RESIN", by) >= least)
    if holds:
        assert judge(predicate, observe(predicate, more)).standing is Standing.HOLDS


@given(
    fact=st.sampled_from(FactKind),
    least=st.none() | st.decimals(0, 10_000, places=2),
    by=st.none() | DAYS,
)
def test_a_fact_survives_being_stored(
    fact: FactKind, least: Decimal | None, by: date | None
) -> None:
    wanted = DoneWhen(kind=EvidenceKind.DATA, says="so", at_least=least, by=by)
    predicate = Predicate(fact=fact, code="K", wants=wanted)
    assert restore_fact(plain_fact(predicate)) == predicate


def test_a_suppliers_word_is_judged_by_the_same_rule() -> None:
    wanted = replace(wants(40_000, by=WEEK_31), kind=EvidenceKind.CONFIRMED_QUANTITY)
    predicate = Predicate(fact=FactKind.PROVEN, code="confirm-resin", wants=wanted)
    said = Evidence(
        kind=EvidenceKind.CONFIRMED_QUANTITY,
        by_person="tomas",
        source="message:7",
        quantity=Decimal(40_000),
        by=WEEK_31,
    )
    assert judge(predicate, said).standing is Standing.HOLDS
    late = replace(said, by=date(2026, 8, 9))
    assert judge(predicate, late).standing is Standing.BROKEN
