"""The figures of docs/explanation/real-data.md are those its command makes."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks import living, real_data
from tests import supplygraph

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "real-data.md"
MONDAY = date(2023, 5, 1)


def test_a_week_ships_what_is_there_and_loses_the_rest() -> None:
    stock = {"A": 5, "B": 0}
    week = living.live(stock, {"A": 12, "B": 4}, {"A": 3, "B": 9})
    assert week == (16, 8 + 4, 12, 5)
    assert stock == {"A": 0, "B": 5}


def test_days_are_summed_to_the_monday_of_their_week() -> None:
    days = {"A": {MONDAY: Decimal(2), date(2023, 5, 7): Decimal(3), date(2023, 5, 8): Decimal(4)}}
    assert living.by_week(days) == {"A": {MONDAY: Decimal(5), date(2023, 5, 8): Decimal(4)}}


@pytest.mark.long
def test_both_are_asked_the_same_and_begin_with_the_same() -> None:
    ours, real = real_data.rolled(supplygraph.records(), cover_days=0, weekly=False)
    assert ours.ordered == real.ordered > 0
    assert ours.shipped <= ours.ordered
    text = PAGE.read_text(encoding="utf-8")
    assert real_data.row("the company's own", "–", real) in text
    assert real_data.row("ours, by the month", "0 days", ours) in text


@pytest.mark.long
def test_the_page_shows_the_tables_as_they_are_made() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for table in real_data.tables(supplygraph.records()).split("\n\n"):
        assert table in text
