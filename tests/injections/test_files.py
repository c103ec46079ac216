"""Files that attack: read and checked like any other, they change no number and say nothing."""

import io
from collections.abc import Iterator
from functools import cache

import pytest
from xlsxwriter import Workbook

from planning.checks.check import Checked
from planning.checks.finding import Severity
from planning.checks.reading import check_regions
from planning.company import Company
from planning.sheets.read_sheet import read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.vocabulary import vocabulary
from runtime.halden_files import as_loaded
from tests.injections.attacks import FILE_PLACES, WORDINGS, Attack, attacks
from tests.injections.renderings import INVISIBLE

REGION = "nordics"
HEADER = ("SKU", "Tier", "Month", "Units", "Remark")
SHEET_NAME_MOST_CHARS = 31
ATTACKS = list(attacks(FILE_PLACES))


@cache
def company() -> Company:
    return as_loaded()


def rows() -> Iterator[tuple[str, str, str, int]]:
    for line in company().forecast:
        if line.region == REGION:
            yield line.sku, line.tier, f"{line.month:%Y-%m}", line.units


def workbook(attack: Attack | None = None) -> bytes:
    """The region's own numbers as they stand, with the attack at its place."""
    kept = io.BytesIO()
    book = Workbook(kept, {"in_memory": True})
    place, words = (attack.place, attack.words) if attack else ("", "")
    named = "".join(c for c in words if c not in "[]:*?/\\'")[-SHEET_NAME_MOST_CHARS:]
    sheet = book.add_worksheet(named if place == "sheet name" else "Forecast")
    sheet.write_row(0, 0, HEADER)
    for number, row in enumerate(rows(), start=1):
        sheet.write_row(number, 0, row)
    if place == "cell":
        sheet.write_string(1, 4, words)
    if place == "comment":
        sheet.write_comment(1, 3, words)
    if place == "hidden sheet":
        hidden = book.add_worksheet("Approved")
        hidden.hide()
        hidden.write_row(0, 0, HEADER)
        for number, (sku, tier, month, _) in enumerate(rows(), start=1):
            hidden.write_row(number, 0, (sku, tier, month, 0, words))
    book.close()
    return kept.getvalue()


def read(content: bytes) -> Checked:
    grids = read_grids("nordics.xlsx", content)
    sheets = read_sheets(grids, vocabulary(company(), region=REGION))
    return check_regions(sheets, company(), REGION, None)


@cache
def clean() -> Checked:
    return read(workbook())


def numbers(checked: Checked) -> set[tuple[str, ...]]:
    return {(o.sku, o.tier, o.region, f"{o.month}", f"{o.units}") for o in checked.lines}


def blocks(checked: Checked) -> bool:
    return any(one.severity is Severity.BLOCKING for one in checked.findings)


def said(checked: Checked, attack: Attack) -> list[str]:
    """Where our own words repeat the attack; what was observed is shown as given."""
    ours = [(f.message, f.kind, f.fix, f.expected) for f in checked.findings]
    found = [text for texts in ours for text in texts if attack.mark in text]
    shown = [f.observed for f in checked.findings] + [text for texts in ours for text in texts]
    return found + [text for text in shown if INVISIBLE.search(text)]


def test_the_clean_file_counts_so_the_oracle_says_something() -> None:
    assert len(numbers(clean())) > 100
    assert not blocks(clean())


@pytest.mark.parametrize("place", FILE_PLACES)
@pytest.mark.parametrize("goal", WORDINGS)
def test_no_file_changes_a_number_or_speaks(goal: str, place: str) -> None:
    for attack in (one for one in ATTACKS if (one.goal, one.place) == (goal, place)):
        checked = read(workbook(attack))
        assert blocks(checked) or numbers(checked) == numbers(clean()), attack.words
        assert said(checked, attack) == [], attack.words
