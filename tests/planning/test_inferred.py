"""A company from records alone: small records whose stock and capacity are known by heart."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.assumed import Assumptions, Basis
from planning.company import Company
from planning.directory_rules import broken_rules
from planning.inferred import infer_company
from planning.records import (
    NothingRecorded,
    OrderRecords,
    by_month,
    complete_months,
    least_opening_stock,
    recorded_days,
    stock_now,
)

MONDAY = date(2023, 4, 3)
FIRST = date(2023, 1, 1)
DAYS = [FIRST + timedelta(days=at) for at in range(120)]


def daily(units: int, *, days: list[date] = DAYS) -> dict[date, Decimal]:
    return {day: Decimal(units) for day in days}


def records() -> OrderRecords:
    """`A` is made a day after it is issued, `B` a day before; `TYPO` is only ever ordered."""
    return OrderRecords(
        ordered={"A": daily(10), "B": daily(1), "TYPO": daily(2, days=DAYS[:3])},
        made={"A": daily(10, days=DAYS[1:]), "B": daily(1), "TYPO": {}},
        issued={"A": daily(10), "B": daily(1, days=DAYS[1:]), "TYPO": {}},
        groups={"A": "OIL", "B": "FLOUR", "TYPO": "OIL"},
    )


def inferred(monday: date = MONDAY, given_records: OrderRecords | None = None) -> Company:
    return infer_company(given_records or records(), slug="maker", plan_start=monday).company


def test_the_least_stock_that_explains_the_records_is_on_hand() -> None:
    stock = {each.code: each.quantity for each in inferred().stock}
    # ten of A must have been there on the first day, and what was made since has left
    assert stock["A"] == 0
    # one of B is always made a day ahead
    assert stock["B"] == 1


FLOW = st.dictionaries(st.sampled_from(DAYS), st.decimals(0, 99, places=2), max_size=20)


@given(made=FLOW, issued=FLOW)
def test_no_day_ends_below_zero_and_some_day_ends_at_it(
    made: Mapping[date, Decimal], issued: Mapping[date, Decimal]
) -> None:
    opening = least_opening_stock(made, issued)
    level, levels = opening, [opening]
    for day in DAYS:
        level += made.get(day, Decimal(0)) - issued.get(day, Decimal(0))
        levels.append(level)
    assert min(levels) == 0
    assert level == stock_now(made, issued)


def test_the_best_complete_week_fills_the_regular_hours() -> None:
    best = {DAYS[at]: Decimal(30) for at in range(15, 22)}  # Monday 16 to Sunday 22 January
    busy = replace(records(), made={**records().made, "B": daily(1) | best})
    company = inferred(given_records=busy)
    rates = {item.sku: float(item.hours_per_1000_units) for item in company.items}
    assert 120 / rates["A"] * 1000 == pytest.approx(70)
    assert 120 / rates["B"] * 1000 == pytest.approx(210)
    assert {line.code: line.hours_per_week for line in company.resources} == {
        "LINE-OIL": 120,
        "LINE-FLOUR": 120,
    }


def test_history_is_complete_months_and_the_forecast_covers_the_horizon() -> None:
    company = inferred()
    assert {line.month.month for line in company.history} == {1, 2, 3}
    assert [line.units for line in company.history if line.sku == "A"] == [310, 280, 310]
    assert {line.month.month for line in company.forecast} == {4, 5, 6, 7}
    assert broken_rules(company) == ()


def test_a_month_just_over_is_history_and_one_still_running_is_not() -> None:
    assert DAYS[-1] == date(2023, 4, 30)
    assert {line.month.month for line in inferred(date(2023, 4, 24)).history} == {1, 2, 3}
    assert {line.month.month for line in inferred(date(2023, 5, 1)).history} == {1, 2, 3, 4}


def test_a_month_whose_last_day_is_not_recorded_is_not_complete() -> None:
    short = {"A": daily(10, days=DAYS[:-1]), "B": daily(1, days=DAYS[:-1])}
    cut = replace(records(), ordered=short)
    assert {line.month.month for line in inferred(date(2023, 5, 1), cut).history} == {1, 2, 3}


def test_what_was_never_made_is_left_out_and_named() -> None:
    made = infer_company(records(), slug="maker", plan_start=MONDAY)
    assert [item.sku for item in made.company.items] == ["A", "B"]
    left_out = next(stated for stated in made.manifest if stated.what == "items left out")
    assert (left_out.value, left_out.basis) == ("1 items, 6 units", Basis.INFERRED)


def test_the_largest_items_are_core_until_their_share_is_reached() -> None:
    assert [(item.sku, item.core) for item in inferred().items] == [("A", True), ("B", False)]
    all_core = Assumptions(core_pct=Decimal(100))
    company = infer_company(records(), slug="m", plan_start=MONDAY, assume=all_core).company
    assert all(item.core for item in company.items)


def test_assumptions_are_used_and_admitted() -> None:
    assume = Assumptions(lead_time_weeks=9, price_eur=Decimal("7.70"), safety_stock_days=5)
    made = infer_company(records(), slug="maker", plan_start=MONDAY, assume=assume)
    assert {part.lead_time_weeks for part in made.company.components} == {9}
    assert made.company.items[0].safety_stock_units == 50
    said = {s.what: s.value for s in made.manifest if s.basis is Basis.ASSUMED}
    assert said["price"] == "EUR 7.70 a unit"
    assert said["lead time"].startswith("9 weeks")
    assert said["safety stock"] == "5 days of mean orders"


def test_records_without_a_complete_month_or_anything_made_are_refused() -> None:
    with pytest.raises(NothingRecorded):
        inferred(date(2023, 1, 30))
    with pytest.raises(NothingRecorded):
        inferred(given_records=replace(records(), made={"A": {}, "B": daily(0)}))
    with pytest.raises(NothingRecorded):
        inferred(date(2022, 12, 26))


def test_zeros_at_the_end_of_a_record_mean_that_nobody_wrote() -> None:
    zeros = {"A": daily(4, days=DAYS[2:9]) | daily(0, days=DAYS[9:])}
    assert recorded_days(zeros) == (DAYS[2], DAYS[8])
    assert complete_months(date(2023, 1, 2), date(2023, 3, 31)) == (
        date(2023, 2, 1),
        date(2023, 3, 1),
    )


def test_fractions_are_summed_before_they_are_rounded() -> None:
    thirds = {DAYS[at]: Decimal("0.3") for at in range(5)}
    assert by_month(thirds) == {FIRST: 2}
