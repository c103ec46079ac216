"""What is missing, twice, unknown or unreadable is found where it stands."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.checks.finding import Severity
from planning.checks.reading import RegionUnclear, read_alone, read_and_check
from planning.directory import write_company
from planning.sheets.refusals import FileRefused
from tests.planning.halden_files import (
    Numbers,
    WideFile,
    check_text,
    halden,
    months,
    numbers,
    of_rule,
    others,
)

JANUARY, MARCH = date(2027, 1, 1), date(2027, 3, 1)
ROW = ("SB-02", "key")
CELL = (*ROW, JANUARY)
FILES = write_company(halden())


def clean() -> Numbers:
    return numbers(noise=0.03)


def test_a_blank_cell_is_found_at_the_cell() -> None:
    planted = clean()
    planted[CELL] = ""
    sent = WideFile(numbers=planted)
    (found,) = others(sent.check())
    assert (found.rule, found.severity, found.source) == (
        "R10",
        Severity.BLOCKING,
        sent.cell(CELL),
    )
    assert found.impact_units == numbers()[CELL]


def test_a_missing_row_is_one_finding() -> None:
    planted = {key: units for key, units in clean().items() if key[:2] != ROW}
    (found,) = others(WideFile(numbers=planted).check())
    assert (found.rule, found.source) == ("R10", None)
    assert (
        found.message == "SB-02 Seed Bar Sesame 10 x 30 g, Key accounts is missing in every month."
    )


def test_a_missing_product_is_one_finding() -> None:
    planted = {key: units for key, units in clean().items() if key[0] != "SB-02"}
    (found,) = others(WideFile(numbers=planted).check())
    assert (found.rule, found.severity) == ("R14", Severity.BLOCKING)


def test_a_missing_month_is_one_finding() -> None:
    planted = {key: units for key, units in clean().items() if key[2] < MARCH}
    (found,) = others(WideFile(numbers=planted).check())
    assert (found.rule, found.severity) == ("R12", Severity.BLOCKING)
    assert found.message == "Mar 2027 isn't in the file."
    assert found.impact_units == sum(
        int(units) for key, units in numbers().items() if key[2] == MARCH
    )


def test_a_month_that_is_over_is_noted_and_left_out() -> None:
    past: Numbers = {(*ROW, date(2026, 10, 1)): 5}
    found = WideFile(numbers=past | clean()).check()
    (note,) = others(found)
    assert (note.rule, note.severity) == ("R12", Severity.NOTE)
    assert min(line.month for line in found.lines) == date(2026, 11, 1)


def test_what_a_region_never_sold_is_not_asked_for() -> None:
    """Only what has a history or a forecast there."""
    company = halden()
    kept = {key: units for key, units in clean().items() if key[0] != "PC-05"}
    smaller = replace(
        company,
        history=tuple(line for line in company.history if line.sku != "PC-05"),
        forecast=tuple(line for line in company.forecast if line.sku != "PC-05"),
    )
    assert others(WideFile(numbers=kept, company=smaller).check()) == []


def test_an_unknown_code_is_one_finding_at_the_code_with_what_was_meant() -> None:
    sent = WideFile(numbers=clean(), codes={ROW: "SB-O2", ("SB-02", "retail"): "SB-O2"})
    found = others(sent.check())
    row = sent.cell(CELL).row
    assert [(one.rule, one.severity) for one in found] == [("R20", Severity.BLOCKING)] * 2
    assert {one.source and (one.source.row, one.source.column) for one in found} == {
        (row, 1),
        (row + 1, 1),
    }
    assert {one.observed for one in found} == {"SB-O2"}
    assert {one.expected for one in found} == {"SB-02?"}


def test_an_unknown_code_without_a_likeness_leaves_its_numbers_out() -> None:
    sent = WideFile(numbers=clean(), extra=("XX-99,key,1,2,3,4,5,6",))
    found = sent.check()
    (unknown,) = others(found)
    assert (unknown.rule, unknown.expected) == ("R20", "one of the company's SKUs")
    assert unknown.impact_units == 21
    assert len(found.lines) == 432


def test_an_unknown_tier_is_found_at_the_tier() -> None:
    tier = {key: ("Wholesale" if key[:2] == ROW else key[1]) for key in clean()}
    planted = {(key[0], tier[key], key[2]): units for key, units in clean().items()}
    sent = WideFile(numbers=planted)
    unknown = of_rule(sent.check(), "R20")
    assert [(one.observed, one.source and one.source.column) for one in unknown] == [
        ("Wholesale", 2)
    ]


def test_another_regions_numbers_are_found() -> None:
    rows = ["Region,SKU,Tier,Month,Units", "DACH,OB-01,key,2027-01,500"]
    unknown = of_rule(check_text("\n".join(rows)), "R20")
    assert [(one.observed, one.source and one.source.address) for one in unknown] == [
        ("dach", "A2")
    ]


def test_two_different_numbers_for_one_key_block_and_the_later_counts() -> None:
    last = numbers()[CELL]
    again = "SB-02,key,,," + str(int(last) + 300) + ",,,"
    sent = WideFile(numbers=numbers(noise=0.0) | {CELL: last}, extra=(again,))
    found = sent.check()
    twice = of_rule(found, "R21")
    assert [(one.severity, one.impact_units) for one in twice] == [(Severity.BLOCKING, 300)]
    assert twice[0].source == replace(sent.cell(CELL), row=len(sent.rows) + 2)
    counted = [line for line in found.lines if (line.sku, line.tier, line.month) == CELL]
    assert [line.units for line in counted] == [int(last) + 300]


def test_the_same_number_twice_is_noted_and_counts_once() -> None:
    planted = clean()
    again = f"SB-02,key,,,{planted[CELL]},,,"
    found = WideFile(numbers=planted, extra=(again,)).check()
    (twice,) = others(found)
    assert (twice.rule, twice.severity) == ("R21", Severity.NOTE)
    assert len(found.lines) == 432


def test_text_instead_of_a_number_is_found_at_the_cell_and_not_also_as_missing() -> None:
    planted = clean()
    planted[CELL] = "as usual"
    sent = WideFile(numbers=planted)
    (found,) = others(sent.check())
    assert (found.rule, found.severity, found.source) == (
        "R02",
        Severity.BLOCKING,
        sent.cell(CELL),
    )
    assert found.impact_units == numbers()[CELL]


def test_a_month_twice_in_the_header_blocks() -> None:
    text = WideFile(numbers=clean()).text.replace("Feb 2027", "Jan 2027")
    (twice,) = of_rule(check_text(text), "R03")
    assert (twice.severity, twice.source and twice.source.address) == (Severity.BLOCKING, "F1")


def test_a_file_without_products_misses_a_column() -> None:
    found = check_text("Month,Tier,Units\n2027-01,key,5\n")
    assert [one.rule for one in found.findings] == ["R01"]


def test_a_unit_of_measure_nobody_knows_blocks() -> None:
    found = check_text("SKU,Tier,Month,Qty,UoM\nOB-01,key,2027-01,5,boxes\nOB-01,key,2027-02,5,cs")
    (unit,) = of_rule(found, "R30")
    assert (unit.observed, unit.source and unit.source.address) == ("boxes", "E2")


@pytest.mark.parametrize(("off", "expected"), [(0, 0), (1, 0), (4000, 1)])
def test_a_stated_total_is_compared_with_its_parts(off: int, expected: int) -> None:
    planted = clean()
    sums = [
        sum(int(units) for key, units in planted.items() if key[2] == month)
        for month in months(halden())
    ]
    sums[2] += off
    sent = WideFile(numbers=planted, extra=("Total,," + ",".join(map(str, sums)),))
    found = of_rule(sent.check(), "R46")
    assert len(found) == expected
    if found:
        assert found[0].impact_units == off
        assert found[0].source == replace(sent.cell(CELL), row=len(sent.rows) + 2)


def test_a_file_of_all_regions_is_checked_region_by_region() -> None:
    rows = ["Region,SKU,Tier,Month,Units"]
    for region in ("nordics", "dach"):
        rows += [
            f"{region},{sku},{tier},{month:%Y-%m},{units}"
            for (sku, tier, month), units in numbers(region, noise=0.02).items()
        ]
    found = read_and_check("all.csv", "\n".join(rows).encode(), FILES, "")
    assert found.blocking == ()
    assert len(found.lines) == 864
    assert {line.region for line in found.lines} == {"nordics", "dach"}


def test_a_file_that_names_no_region_is_refused_without_one() -> None:
    content = WideFile(numbers=clean()).text.encode()
    with pytest.raises(RegionUnclear, match="nordics, dach, iberia"):
        read_and_check("x.csv", content, FILES, "")
    with pytest.raises(RegionUnclear, match="there is no “asia”"):
        read_and_check("x.csv", content, FILES, "asia")
    assert read_and_check("x.csv", content, FILES, "nordics").blocking == ()


def test_the_very_same_file_again_is_said_as_such() -> None:
    content = WideFile(numbers=clean()).text.encode()
    digest = hashlib.sha256(content).hexdigest()
    found = read_and_check("x.csv", content, FILES, "nordics", digest)
    assert [one.message for one in of_rule(found, "R60")] == [
        "This is last month's file, unchanged to the byte."
    ]


def test_alone_a_file_is_checked_for_what_it_says_itself() -> None:
    text = "SKU,Tier,Month,Units\nA1,x,2027-01,5.5\nA1,x,2027-01,7\nB2,x,2027-01,-3\nC3,x,soon,4\n"
    found = read_alone("x.csv", text.encode())
    assert sorted({one.rule for one in found.findings}) == ["R02", "R21", "R40"]
    assert [one.rule for one in read_alone("x.csv", b"SKU,Tier,Month,Units\n,,,\n").findings]


WORDS = st.sampled_from(
    [
        "SKU",
        "Tier",
        "Region",
        "Month",
        "Units",
        "Nov 2026",
        "Dec 2026",
        "2026-11",
        "OB-01",
        "key",
        "dach",
        "Total",
        "",
        "-5",
        "1.234,5",
        "1e99",
        "0.5",
        "cases",
        "x",
        "99999999999999999999",
    ]
)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=8))
def test_whatever_a_file_holds_it_is_answered(rows: list[list[str]]) -> None:
    """Refused, or checked; and what isn't complete never goes through."""
    content = "\n".join(";".join(row) for row in rows)
    try:
        found = check_text(content, "dach")
    except FileRefused:
        return
    assert found.blocking
    assert all(finding.message and finding.fix for finding in found.findings)
    assert all((finding.impact_units or 0) >= 0 for finding in found.findings)
