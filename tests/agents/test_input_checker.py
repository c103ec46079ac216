"""The input checker's opinion fits the letter it is made for, and says no more than was found."""

from dataclasses import asdict
from datetime import UTC, date, datetime

from agents.input_checker import ROWS_SHOWN, opinion
from mail.render import Renderer
from mail.views import FindingGroup, FindingRow, InputFindings, Reader
from tests.planning.halden_files import WideFile, check_text, halden, months, numbers

JANUARY = date(2027, 1, 1)


def faulty() -> WideFile:
    """A row in cases, a missing product, a slip."""
    planted = {key: units for key, units in numbers(noise=0.03).items() if key[0] != "PC-04"}
    for tier in ("key", "retail", "convenience"):
        for month in months(halden()):
            planted["OB-01", tier, month] = round(int(planted["OB-01", tier, month]) / 12)
    planted["GR-01", "key", JANUARY] = int(planted["GR-01", "key", JANUARY]) * 7
    return WideFile(numbers=planted)


def test_groups_are_what_people_would_say_gravest_first() -> None:
    said = opinion(faulty().check())
    assert not said.acceptable
    titles = [group.rule for group in said.groups if "component" not in group.rule]
    assert titles == [
        "3 rows, 18 numbers: cases sent as units",
        "1 gap: products without numbers",
        "1 row: far above history",
    ]
    assert [group.blocking for group in said.groups[:2]] == [True, True]
    assert said.groups[0].to_do.startswith(
        "Multiply by the units in a case, or say “cases” in the file. It is about "
    )
    assert said.says.startswith("414 numbers read; 19 findings must be corrected (")


def test_a_letter_lists_some_rows_and_counts_the_others() -> None:
    group = opinion(faulty().check()).groups[0]
    assert len(group.rows) == ROWS_SHOWN
    assert group.more == 18 - ROWS_SHOWN
    first = group.rows[0]
    assert (first.row, first.column) == (2, "C")


def test_a_clean_file_is_acceptable_and_notes_are_not_asked_about() -> None:
    past = {("SB-02", "key", date(2026, 10, 1)): 5}
    said = opinion(WideFile(numbers=past | dict(numbers(noise=0.03))).check())
    assert said.acceptable
    assert said.says == "432 numbers read; nothing to correct, 1 to look at."
    assert [group.blocking for group in said.groups] == [False]


def test_the_opinion_fills_the_letter_and_the_letter_can_be_drawn() -> None:
    said = opinion(faulty().check())
    groups = tuple(
        FindingGroup(
            rule=group.rule,
            to_do=group.to_do,
            blocking=group.blocking,
            rows=tuple(FindingRow(**asdict(row)) for row in group.rows),
            more=group.more,
        )
        for group in said.groups
    )
    letter = InputFindings(
        reader=Reader(name="Erik Holm", address="erik@halden.example", timezone="Europe/Oslo"),
        words=("Thank you.",),
        path="/inputs/1",
        what="Nordics, November",
        file="forecast.csv",
        version=1,
        groups=groups,
        due=datetime(2026, 11, 6, 16, tzinfo=UTC),
    )
    assert letter.count == sum(len(group.rows) + group.more for group in groups)
    post = Renderer(base_url="https://sopwith.halden.example").render(letter, answerable=True)
    assert "cases sent as units" in post.text
    assert "row 0" not in post.text
    assert "PC-04 Porridge Cup Berry 60 g is sold in Nordics" in " ".join(post.text.split())


def test_a_file_that_is_no_table_says_so() -> None:
    said = opinion(check_text("Dear all,\nplease see below.\n"))
    assert not said.acceptable
    assert said.groups[0].rows[0].observed == "no header row"
