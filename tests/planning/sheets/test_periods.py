"""Files that count in weeks or fiscal periods: split into months by working days, to the unit."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.sheets.mapping import ReadSheet, Shape
from planning.sheets.periods import Span, month_span, parse_span
from planning.sheets.read_sheet import read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.shares import by_month, working_days
from planning.sheets.vocabulary import Vocabulary, vocabulary
from tests.small_companies import company

PLAIN = vocabulary(company(), region="north")
FISCAL = vocabulary(
    replace(
        company(),
        fiscal_pattern="4-4-5",
        fiscal_year_starts=(date(2025, 12, 29), date(2027, 1, 4)),
    ),
    region="north",
)


def read(text: str, known: Vocabulary = PLAIN) -> ReadSheet:
    (sheet,) = read_sheets(read_grids("plan.csv", text.encode()), known)
    return sheet


def by_months(sheet: ReadSheet) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for line in sheet.lines:
        sums[f"{line.month:%Y-%m}"] += line.units
    return dict(sums)


@pytest.mark.parametrize(
    "said",
    [
        *("2026-W49", "2026W49", "W49 2026", "W49/26", "Week 49 2026", "wk 49, 2026", "KW 49/2026"),
        *("KW49/26", "CW 49 2026", "Woche 49 2026", "v49 2026", "S49 2026", "Semana 49 2026"),
        *("w/c 30.11.2026", "Week of 2026-11-30", "2026 KW 49"),
    ],
)
def test_a_week_is_known_by_any_of_its_names(said: str) -> None:
    assert parse_span(said) == Span(first=date(2026, 11, 30), ends=date(2026, 12, 7))


@pytest.mark.parametrize("said", ["W54 2026", "W0 2026", "2025-W53", "P05 20", "Week", "KW 2026"])
def test_what_is_no_week_is_none(said: str) -> None:
    assert parse_span(said) is None


@pytest.mark.parametrize(
    ("said", "first", "ends"),
    [
        ("P12 2026", date(2026, 11, 23), date(2027, 1, 4)),
        ("FY26 P1", date(2025, 12, 29), date(2026, 1, 26)),
        ("2026P05", date(2026, 4, 27), date(2026, 5, 25)),
        ("Period 3 2026", date(2026, 2, 23), date(2026, 3, 30)),
    ],
)
def test_a_period_is_the_companys_own(said: str, first: date, ends: date) -> None:
    assert parse_span(said, FISCAL.fiscal) == Span(first=first, ends=ends)


def test_without_a_fiscal_calendar_a_period_is_a_month() -> None:
    assert parse_span("2026P05") == month_span(date(2026, 5, 1))


WEEKS = """Item,Tier,W49 2026,W50 2026,W51 2026
BAR,key,100,50,7
BAR,retail,10,5,1
"""


def test_a_week_of_two_months_is_split_by_its_working_days() -> None:
    sheet = read(WEEKS)
    assert sheet.mapping is not None
    assert sheet.mapping.shape is Shape.WIDE_PERIODS
    assert by_months(sheet) == {"2026-11": 22, "2026-12": 88 + 50 + 7 + 5 + 1}
    parts = [line for line in sheet.lines if line.source.address == "C2"]
    assert [(line.units, line.quantity, line.day, line.ends) for line in parts] == [
        (20, Decimal(100), date(2026, 11, 30), date(2026, 12, 1)),
        (80, Decimal(100), date(2026, 12, 1), date(2026, 12, 7)),
    ]


def test_a_closed_day_gets_nothing_of_its_week() -> None:
    closed = replace(PLAIN, closed_days=(date(2026, 11, 30),))
    assert by_months(read(WEEKS, closed)) == {"2026-12": 173}


def test_weeks_first_and_months_after_are_read_once_each() -> None:
    text = "Item,Tier,W52 2026,W53 2026,Dec 2026,Jan 2027,Feb 2027\nBAR,key,1,5,999,777,28\n"
    sheet = read(text)
    assert by_months(sheet) == {"2026-12": 1 + 4, "2027-01": 1, "2027-02": 28}
    assert [(one.rule, one.observed) for one in sheet.problems] == [
        ("R03", "Dec 2026"),
        ("R03", "Jan 2027"),
    ]


def test_a_long_file_may_name_weeks() -> None:
    text = "Week;Item;Tier;Menge\nKW 49/2026;BAR;key;100\nKW 50/2026;BAR;key;50\n"
    assert by_months(read(text)) == {"2026-11": 20, "2026-12": 130}


@given(
    units=st.integers(-(10**6), 10**6),
    first=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    days=st.integers(1, 100),
    closed=st.sets(st.dates(date(2025, 1, 1), date(2027, 12, 31)), max_size=20),
)
def test_nothing_is_lost_or_won_in_a_split(
    units: int, first: date, days: int, closed: set[date]
) -> None:
    span = Span(first=first, ends=first + timedelta(days=days))
    parts = list(by_month(units, span, tuple(closed)))
    assert sum(share for _, share in parts) == units
    assert all(before.ends <= after.first for (before, _), (after, _) in pairwise(parts))
    assert all(part.ends <= month_span(part.first).ends for part, _ in parts)
    worked = sum(working_days(part, tuple(closed)) for part, _ in parts)
    assert worked == working_days(span, tuple(closed))
