"""What a finding proposes puts it right: the corrected file no longer has it."""

from collections.abc import Callable
from datetime import date

import pytest

from planning.checks.check import Checked
from planning.checks.corrected import proposed
from planning.checks.reading import Said, read_and_check
from planning.directory import write_company
from tests.planning.halden_files import Numbers, WideFile, check_text, halden, numbers, of_rule

FILES = write_company(halden())
PER_CASE = {item.sku: item.units_per_case for item in halden().items}
CELL = ("SB-02", "key", date(2027, 1, 1))


def planted(change: Callable[[int], object], *rows: str) -> str:
    sent: Numbers = dict(numbers(noise=0.03))
    for key in sent:
        if key[0] in rows or (not rows and key == CELL):
            sent[key] = str(change(int(sent[key])))
    return WideFile(numbers=sent).text


FAULTS: dict[str, tuple[str, str]] = {
    "one cell in cases": ("R31", planted(lambda units: round(units / PER_CASE["SB-02"]))),
    "a row in cases": ("R31", planted(lambda units: round(units / 12), "OB-01")),
    "thousands": ("R31", planted(lambda units: round(units / 1000))),
    "negative": ("R40", planted(lambda units: -units)),
    "a part": ("R41", planted(lambda units: f"{units}.4")),
    "blank": ("R10", planted(lambda _: "")),
    "a code": (
        "R20",
        WideFile(numbers=numbers(noise=0.03), codes={("SB-02", "key"): "SB-O2"}).text,
    ),
    "two numbers": (
        "R21",
        WideFile(numbers=numbers(noise=0.03), extra=("SB-02,key,,,99999,,,",)).text,
    ),
}


def read(text: str, *steps: Checked) -> Checked:
    changes = tuple(change for step in steps for change in proposed(step.findings))
    return read_and_check("x.csv", text.encode(), FILES, "nordics", "", None, Said(changes=changes))


@pytest.mark.parametrize("fault", FAULTS)
def test_the_corrected_file_no_longer_has_the_fault(fault: str) -> None:
    rule, text = FAULTS[fault]
    before = read(text)
    assert of_rule(before, rule)
    assert all(finding.correction for finding in of_rule(before, rule))
    after = read(text, before)
    assert of_rule(after, rule) == []
    same = {(one.sku, one.tier, one.month) for one in before.lines}
    assert {(one.sku, one.tier, one.month) for one in after.lines} >= same


def test_cases_become_the_units_they_hold() -> None:
    text = planted(lambda units: round(units / 12), "OB-01")
    after = read(text, read(text))
    wrong = {line.source: line.units for line in check_text(text).lines if line.sku == "OB-01"}
    assert wrong
    right = {line.source: line.units for line in after.lines if line.sku == "OB-01"}
    assert list(right.values()) == [12 * units for units in wrong.values()]


def test_a_cell_two_findings_name_is_changed_once() -> None:
    found = read(planted(lambda units: f"-{units}.5")).findings
    changes = proposed(found)
    assert len({change.source for change in changes}) == len(changes)
    assert [change.after for change in changes] == ["0"]
