"""By column or cell by cell: the same file has the same findings, in the same order."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.checks.check import Checked, check_alone
from planning.checks.reading import long_file, read_alone
from planning.columns.check import check_long
from planning.columns.long_table import LARGE_BYTES
from planning.columns.signal import demand_signal
from planning.sheets.read_sheet import read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.refusals import FileRefused
from planning.sheets.vocabulary import NOTHING_KNOWN

REGIONS = ("nordics", "dach", "", "NORDICS ")
SKUS = ("OB-01", "OB-02", "SO0005L04P", "SOS005L04P", "A", "MÃ¼sli", " OB-01")
TIERS = ("key", "retail", "")
MONTHS = ("2026-11", "Dec 2026", "2026M12", "2027-01", "soon", "", "2027-02")
NUMBERS = ("5", "12", "120", "120", "120", "0", "-4", "-0.4", "5.5", "1.234,5", "1,234", "007")
ODD = ("(12)", "1e3", "x", "", " 7 ", "+9", "99999999999999999999", "12k", "0.0", "1 200")
UNITS = ("units", "cases", "boxes", "")


def small(name: str, content: bytes) -> Checked:
    return check_alone(read_sheets(read_grids(name, content), NOTHING_KNOWN))


def same(content: str, name: str = "f.csv") -> bool:
    """Whether the columns take the file; if so, both ways say the same."""
    data = content.encode()
    long = long_file(name, data)
    if long is None:
        return False
    by_cell, by_column = small(name, data), check_long(long)
    assert by_column.findings == by_cell.findings
    assert by_column.numbers == by_cell.numbers
    assert by_column.by_month == by_cell.by_month
    assert by_column.mappings == by_cell.mappings
    signal = {
        (sku, tier, month): units for sku, tier, month, units, _ in demand_signal(long).iter_rows()
    }
    summed: dict[tuple[object, ...], int] = {}
    for line in by_cell.lines:
        key = (line.sku, line.tier, line.month)
        summed[key] = summed.get(key, 0) + line.units
    assert signal == summed
    return True


def random_file(rng: Random) -> str:
    """A long file with everything that goes wrong in one, more or less of it."""
    columns = [c for c in ("Region", "Tier", "Unit", "Note") if rng.random() < 0.6]
    header = ["SKU", *columns, "Month", "Quantity"]
    rng.shuffle(header)
    dirt = rng.choice((0.0, 0.02, 0.3))
    skus = rng.sample(SKUS, rng.randint(1, len(SKUS)))
    words = {
        "SKU": skus,
        "Region": REGIONS[: rng.randint(1, 4)],
        "Tier": TIERS,
        "Unit": UNITS[: rng.randint(1, 4)],
        "Note": ("", "ok", "see mail"),
        "Month": MONTHS if dirt else MONTHS[:4],
    }
    rows = [header]
    same_number = rng.choice(NUMBERS)
    for _ in range(rng.randint(0, 120)):
        number = rng.choice(ODD + NUMBERS) if rng.random() < dirt else rng.choice(NUMBERS[:6])
        cells = {one: rng.choice(words[one]) for one in header if one != "Quantity"}
        rows.append([*(cells[one] if one != "Quantity" else number for one in header)])
        if rng.random() < 0.5:
            rows[-1][header.index("Quantity")] = same_number
    ending = rng.choice(("\n", "\r\n"))
    delimiter = rng.choice((";", "\t"))
    return ending.join(delimiter.join(row) for row in rows) + rng.choice(("", ending))


@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_any_small_file_has_the_same_findings_either_way(seed: int) -> None:
    try:
        same(random_file(Random(seed)))
    except FileRefused:
        return


def test_most_random_files_are_read_by_column() -> None:
    taken = sum(same(random_file(Random(seed))) for seed in range(60))
    assert taken > 40


def long(rows: int, change: dict[int, str] | None = None) -> str:
    """A clean file in an order of its own, some rows replaced."""
    lines = ["Region,SKU,Month,Units"]
    for at in range(rows):
        region, sku, month = at % 3, at // 36, at // 3 % 12
        lines.append(f"r{region},SKU-{sku:04},2027-{month + 1:02},{100 + at * 7919 % 1009}")
    for at, text in (change or {}).items():
        lines[at] = text
    return "\n".join(lines)


CASES = {
    "clean": long(7200),
    "negative and twice": long(720, {400: "r1,SKU-0003,2027-04,-7", 500: "r1,SKU-0003,2027-04,9"}),
    "a whole region of parts": long(
        720, {at: f"r1,X{at},2027-01,{at}.5" for at in range(2, 720, 3)}
    ),
    "a copied month": long(
        1080,
        {
            1 + sku * 36 + month * 3: f"r0,SKU-{sku:04},2027-{month + 1:02},{500 + sku}"
            for sku in range(30)
            for month in (4, 5)
        },
    ),
    "a slip of the pen": long(720, {9: "r0,SKU-OO03,2027-01,2", 12: "r0,SKU-0O03,2027-01,1"}),
    "text among numbers": long(720, {600: "r0,SKU-0009,2027-01,lots", 601: "r1,B,soon,5"}),
    "a blank line": "SKU,Month,Units\n\nA,2027-01,5\nA,2027-01,-5\n",
    "nothing": "SKU,Month,Units\n",
    "cases": long(36).replace("Units", "Cases"),
    "money": long(36).replace("Units", "Forecast revenue"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_long_file_has_the_same_findings_either_way(case: str) -> None:
    assert same(CASES[case])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('SKU,Month,Units\n"A",2027-01,5\n', id="quotes"),
        pytest.param("SKU,Month,Units\nTotal,2027-01,5\n", id="a total"),
        pytest.param("SKU,Month,Units\nA,2027-01-03,5\nA,2027-01-04,5\n", id="days"),
        pytest.param("SKU,Week,Units\nA,KW 3/2027,5\nA,2027-W04,5\n", id="weeks"),
        pytest.param("SKU,Month,Forecast (kg)\nA,2027-01,5.5\n", id="weights"),
        pytest.param("SKU,Month,Unit,Plan\nA,2027-01,t,5.5\nA,2027-02,pcs,5\n", id="a weight"),
        pytest.param("SKU,Month,Units\nA,2027-01,5,6\n", id="a longer row"),
        pytest.param("SKU,Nov 2026,Dec 2026\nA,5,6\n", id="wide"),
        pytest.param("SKU,Month,Units\rA,2027-01,5\r", id="old ends of lines"),
    ],
)
def test_what_is_not_plain_is_left_to_the_cells(content: str) -> None:
    assert long_file("f.csv", content.encode()) is None


def test_a_large_file_goes_by_column_and_says_what_it_read() -> None:
    content = long(40_000, {39_000: "r1,SKU-0003,2027-04,-7"}).encode()
    assert len(content) < LARGE_BYTES
    twice = content + b"\n" + content.partition(b"\n")[2].replace(b"SKU", b"ALT")
    assert len(twice) > LARGE_BYTES
    found, by_cell = read_alone("f.csv", twice), small("f.csv", twice)
    assert found.lines == ()
    assert found.numbers == by_cell.numbers
    assert replace(found, counted=0) == replace(by_cell, lines=())
