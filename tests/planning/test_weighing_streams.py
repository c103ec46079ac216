"""Streams count by their weights, overrides come down the hierarchy, and every sum is exact."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.baseline import baseline_content, restore_consolidated
from planning.company import Company
from planning.company_records import FinanceLine
from planning.company_streams import Override, StreamLine, Weight
from planning.consolidation import AcceptedLine, consolidate, line_key
from planning.demand_bridge import demand_bridge
from planning.directory import read_company, write_company
from planning.directory_problems import CompanyDirectoryUnusable
from planning.sheets.shares import round_half_up
from planning.weighing_streams import LineKey, overridden, weighed
from tests.small_companies import MONTHS, company

SMALL = company()
REGION, FIRST, SECOND = SMALL.regions[0].code, SMALL.items[0].sku, SMALL.items[1].sku
NOV = MONTHS[0]


def key(sku: str = FIRST, tier: str = "key", month: date = NOV) -> LineKey:
    return (REGION, sku, tier, month)


def counts(stream: str, weight: str, **where: str) -> Weight:
    return Weight(
        stream=stream,
        region=where.get("region"),
        family=where.get("family"),
        weight=Decimal(weight),
    )


def marketing(units: int, sku: str = FIRST) -> StreamLine:
    return StreamLine(
        stream="marketing", region=REGION, sku=sku, tier="key", month=NOV, units=units
    )


def override(units: int, **where: str) -> Override:
    return Override(
        region=where.get("region"),
        family=where.get("family"),
        sku=where.get("sku"),
        tier=where.get("tier"),
        month=NOV,
        units=units,
        author=SMALL.people[0].key,
        reason="A listing.",
    )


def told(**said: object) -> Company:
    return replace(SMALL, **said)  # type: ignore[arg-type]


def test_without_weights_what_was_sent_counts_alone() -> None:
    assert weighed(told(streams=(marketing(900),)), {key(): 100}, {key(): 50}) == {key(): 100}


def test_a_number_is_the_weighted_mean_of_the_streams_that_have_it() -> None:
    both = told(
        streams=(marketing(160),),
        weights=(counts("regional", "3"), counts("marketing", "1"), counts("last", "0")),
    )
    sent = {key(): 100, key(SECOND): 40}
    assert weighed(both, sent, {}) == {key(): 115, key(SECOND): 40}, "marketing has no second"


def test_the_row_that_says_most_about_where_counts() -> None:
    weights = (
        counts("regional", "1"),
        counts("marketing", "1"),
        counts("marketing", "3", region=REGION),
    )
    assert weighed(told(streams=(marketing(200),), weights=weights), {key(): 100}, {})[key()] == 175
    nearer = (*weights, counts("marketing", "0", region=REGION, family="bars"))
    assert weighed(told(streams=(marketing(200),), weights=nearer), {key(): 100}, {})[key()] == 100


def test_finance_counts_by_its_revenue_over_the_regions_own_shares() -> None:
    price = SMALL.items[0].price_eur
    rich = told(
        finance=(FinanceLine(family="bars", month=NOV, revenue_eur=price * 300),),
        weights=(counts("regional", "1"), counts("finance", "1")),
        items=tuple(replace(item, price_eur=price) for item in SMALL.items),
    )
    assert weighed(rich, {key(): 150, key(SECOND): 50}, {}) == {key(): 188, key(SECOND): 62}


@given(
    sent=st.lists(st.integers(0, 5_000), min_size=2, max_size=2),
    others=st.lists(st.integers(0, 5_000), min_size=2, max_size=2),
    weights=st.tuples(st.integers(1, 9), st.integers(0, 9)),
    total=st.integers(0, 20_000),
)
def test_whole_units_add_up_on_every_level(
    sent: list[int], others: list[int], weights: tuple[int, int], total: int
) -> None:
    keys = (key(), key(SECOND))
    both = told(
        streams=tuple(marketing(units, k[1]) for k, units in zip(keys, others, strict=True)),
        weights=(counts("regional", str(weights[0])), counts("marketing", str(weights[1]))),
        overrides=(override(total, family="bars"), override(7, sku=FIRST)),
    )
    found = weighed(both, dict(zip(keys, sent, strict=True)), {})
    exact = Fraction(weights[0] * sum(sent) + weights[1] * sum(others), weights[0] + weights[1])
    assert sum(found.values()) == round_half_up(exact)
    now, done, _ = overridden(both, found)
    assert done[0].before_units == sum(found.values())
    assert now[key()] == 7
    first = overridden(replace(both, overrides=both.overrides[:1]), found)[0]
    assert sum(first.values()) == total
    assert now[key(SECOND)] == first[key(SECOND)]


def test_an_override_without_anything_below_it_changes_nothing_and_says_so() -> None:
    now, (done,), keys = overridden(told(overrides=(override(5, sku=SECOND),)), {key(): 10})
    assert (now, done.numbers, keys) == ({key(): 10}, 0, frozenset())


def test_the_baseline_keeps_what_was_overridden_and_comes_back_whole() -> None:
    line = AcceptedLine(region=REGION, sku=FIRST, tier="key", month=NOV, units=100)
    rich = told(
        overrides=(override(777, sku=FIRST, region=REGION),), weights=(counts("regional", "1"),)
    )
    whole = consolidate(rich, {REGION: [line]})
    by_sku: dict[str, int] = defaultdict(int)
    for one in whole.company.forecast:
        if one.month == NOV:
            by_sku[one.sku] += one.units
    assert by_sku[FIRST] == 777
    content = baseline_content(whole)
    assert restore_consolidated(rich, content) == whole
    assert content["overrides"][0]["override"]["reason"] == "A listing."
    assert "overrides" not in baseline_content(consolidate(SMALL, {REGION: [line]}))


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ({"streams": (replace(marketing(1), stream="last"),)}, "stream"),
        ({"streams": (replace(marketing(-1)),)}, "units"),
        ({"weights": (counts("nobody", "1"),)}, "stream"),
        ({"weights": (counts("last", "-1"),)}, "weight"),
        ({"overrides": (override(1),)}, "family"),
        ({"overrides": (override(-1, family="bars"),)}, "units"),
        ({"overrides": (replace(override(1, family="bars"), author="x"),)}, "author"),
    ],
)
def test_what_cannot_be_meant_is_refused(said: dict[str, object], column: str) -> None:
    with pytest.raises(CompanyDirectoryUnusable) as refused:
        read_company(write_company(told(**said)))
    assert column in {problem.column for problem in refused.value.problems}


def scaled(of: Company, factor: int, *skus: str) -> Company:
    return replace(
        of,
        forecast=tuple(
            replace(line, units=line.units * factor) if line.sku in skus else line
            for line in of.forecast
        ),
    )


def test_what_moved_is_told_as_price_promotion_volume_and_mix() -> None:
    plain = replace(SMALL, promotions=())
    every = (FIRST, SECOND)
    more = demand_bridge(plain, scaled(plain, 2, *every))
    assert more.volume == more.after - more.before
    assert more.price == more.promotion == more.mix == 0
    dearer = replace(plain, items=tuple(replace(i, price_eur=i.price_eur * 2) for i in plain.items))
    price = demand_bridge(plain, dearer)
    assert price.price == price.after - price.before == price.before
    mixed = demand_bridge(plain, scaled(plain, 3, FIRST))
    assert mixed.mix != 0
    lifted = demand_bridge(plain, SMALL)
    assert lifted.promotion > 0, "a promotion was announced, and the same units are less without it"
    assert lifted.promotion + lifted.volume + lifted.mix == 0


@given(
    units=st.lists(st.integers(0, 9_000), min_size=4, max_size=4),
    prices=st.lists(st.integers(1, 900), min_size=2, max_size=2),
)
def test_the_steps_add_up_to_the_cent(units: list[int], prices: list[int]) -> None:
    lines = SMALL.forecast[:4]
    after = replace(
        SMALL,
        items=tuple(
            replace(item, price_eur=Decimal(cents) / 100)
            for item, cents in zip(SMALL.items, prices, strict=True)
        ),
        forecast=tuple(
            replace(line, units=count) for line, count in zip(lines, units, strict=True)
        ),
    )
    found = demand_bridge(replace(SMALL, forecast=lines), after)
    steps = found.price + found.promotion + found.volume + found.mix
    assert found.before + steps == found.after
    assert len({line_key(line) for line in lines}) == 4
