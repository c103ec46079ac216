"""Each rule fires on its fault and leaves what only looks like it alone: a table of cases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from planning.checks.check import Checked
from planning.checks.finding import Finding, Severity
from planning.checks.reading import read_alone
from tests.planning.faulty_files import (
    DEC,
    JAN,
    MAR,
    NOV,
    PRICES,
    ROW,
    biased,
    blanked,
    came,
    clean,
    climbing,
    commented,
    dipped,
    euros,
    family_row,
    finance,
    item,
    long_file,
    moved_by_a_month,
    never_sold,
    of_family,
    ordered,
    promoted_before,
    scaled,
    seasons,
    slid,
    titled,
    weeks,
    wide,
)
from tests.planning.halden_files import (
    WideFile,
    check_text,
    halden,
    numbers,
    of_rule,
)


def lifted(factor: float) -> Callable[[date], float]:
    return lambda month: factor if month == DEC else 1.0


CASES: dict[str, tuple[Callable[[], Checked], Callable[[], Checked]]] = {
    "R04 comma among points": (
        lambda: check_text(
            long_file(row=lambda _k, _u: [])
            + '\nZZ-1,key,2027-01,1.5\nZZ-2,key,2027-01,2.5\nZZ-3,key,2027-01,"1.234,5"'
        ),
        lambda: blanked((*ROW, JAN), "as usual"),
    ),
    "R04 garbled": (
        lambda: check_text("SKU,Tier,Month,Units\nMÃ¼sli,key,2027-01,5\n"),
        lambda: check_text("SKU,Tier,Month,Units\nMüsli,key,2027-01,5\n"),
    ),
    "R05": (lambda: family_row(0), lambda: family_row(300)),
    "R14 discontinued": (
        lambda: wide(clean(), item("GR-02", discontinued=JAN)),
        lambda: wide(
            {k: u if k[0] != "GR-02" or k[2] < JAN else 0 for k, u in clean().items()},
            item("GR-02", discontinued=JAN),
        ),
    ),
    "R14 not asked for": (
        lambda: wide({k: u for k, u in clean().items() if k[0] != "GR-02"}),
        lambda: wide(
            {k: u for k, u in clean().items() if k[0] != "GR-02"},
            item("GR-02", discontinued=date(2026, 11, 1)),
        ),
    ),
    "R15 new": (
        lambda: wide(clean(), never_sold("GR-02")),
        lambda: wide(clean(), never_sold("GR-02", launch=date(2026, 11, 2))),
    ),
    "R15 early": (
        lambda: wide(clean(), never_sold("GR-02", launch=date(2027, 1, 4))),
        lambda: wide(
            {k: u if k[0] != "GR-02" or k[2] >= JAN else 0 for k, u in clean().items()},
            never_sold("GR-02", launch=date(2027, 1, 4)),
        ),
    ),
    "R22": (lambda: of_family("Oat Bars"), lambda: of_family("GRANOLA")),
    "R32": (lambda: wide(euros()), lambda: wide(scaled(1.2))),
    "R33": (lambda: titled("Forecast (EUR)"), lambda: titled("Forecast (units)")),
    "R34": (
        lambda: wide(scaled(weeks(4, 4, 5))),
        lambda: wide(scaled(lambda month: 1.06 if month == MAR else 1.0)),
    ),
    "R34 another pattern": (
        lambda: wide(scaled(weeks(5, 4, 4))),
        lambda: wide(clean(noise=0.06)),
    ),
    "R45": (
        lambda: wide(scaled(climbing, "GR-02")),
        lambda: wide(scaled(1.2, "GR-02")),
    ),
    "R47": (
        lambda: wide(clean(), ordered(10**6)),
        lambda: wide(clean(), ordered(1)),
    ),
    "R48 a file": (
        lambda: wide(moved_by_a_month(1), seasons()),
        lambda: wide(numbers(company=seasons(), noise=0.05), seasons()),
    ),
    "R48 rows": (lambda: wide(slid(4)), lambda: wide(slid(1))),
    "R52": (
        lambda: wide(scaled(lifted(1.25), "OB-03")),
        lambda: wide(scaled(1.15, "OB-03")),
    ),
    "R52 other promotions": (
        lambda: wide(scaled(lifted(1.25), "OB-03"), promoted_before(45, 12, 9, 15)),
        lambda: wide(scaled(lifted(1.25), "OB-03"), promoted_before(45, 12, 9)),
    ),
    "R52 as other promotions": (
        lambda: wide(scaled(lifted(1.25), "OB-03"), promoted_before(45, 12, 9, 15)),
        lambda: wide(scaled(lifted(1.25), "OB-03"), promoted_before(45, 12, 9, 50)),
    ),
    "R53 no dip": (lambda: dipped("10", 1.0), lambda: dipped("10", 0.9)),
    "R53 unstated": (
        lambda: wide(
            clean(),
            replace(
                halden(),
                promotions=(
                    *halden().promotions,
                    replace(halden().promotions[0], code="X", skus=("PC-05",), dip_pct=Decimal(0)),
                ),
            ),
        ),
        lambda: dipped(None, 1.0),
    ),
    "R61": (lambda: came(late=3), lambda: came(late=-3)),
    "R62": (
        lambda: wide(clean(), replace(halden(), frozen_weeks=4)),
        lambda: wide(
            {k: u if k[2] > NOV else numbers()[k] for k, u in clean().items()},
            replace(halden(), frozen_weeks=4),
        ),
    ),
    "R63": (lambda: commented("", 1.22), lambda: commented("a new listing", 1.22)),
    "R63 a small change": (lambda: commented("", 0.8), lambda: commented("", 1.05)),
    "R64": (lambda: came(off=50), lambda: came(off=0)),
    "R65": (lambda: came(sender="mallory"), lambda: came(sender="aiko")),
    "R80": (lambda: wide(clean(), finance("0.85")), lambda: wide(clean(), finance("1.02"))),
    "R81": (
        lambda: wide(scaled(1.26, within=numbers())),
        lambda: wide(scaled(1.12, within=numbers())),
    ),
    "R82": (
        lambda: wide(clean(), biased(lambda _: 1.2)),
        lambda: wide(clean(), biased(lambda at: 1.3 if at % 2 else 0.75)),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_rule_fires_on_its_fault_and_not_beside_it(case: str) -> None:
    rule = case[:3]
    faulty, sound = (make() for make in CASES[case])
    found = of_rule(faulty, rule)
    assert found, [one.message for one in faulty.findings]
    assert all(one.message and one.fix and one.expected for one in found)
    assert of_rule(sound, rule) == []


def only(checked: Checked, rule: str) -> Finding:
    (found,) = of_rule(checked, rule)
    return found


def test_a_rule_says_where_and_how_much() -> None:
    """One finding each, at its cell, with its worth and what would put it right."""
    late = only(wide(clean(), ordered(10**6)), "R47")
    assert late.source == WideFile(numbers=clean()).cell((*ROW, JAN))
    assert [(c.before, c.after) for c in late.correction] == [
        (str(clean()[(*ROW, JAN)]), "1000000")
    ]
    over = only(wide(clean(), item("GR-02", discontinued=JAN)), "R14")
    left = {k: int(u) for k, u in clean().items() if k[0] == "GR-02" and k[2] >= JAN}
    assert (over.severity, over.impact_units) == (Severity.BLOCKING, sum(left.values()))
    assert over.impact_eur == sum(left.values()) * PRICES["GR-02"]
    assert {change.after for change in over.correction} == {"0"}
    total = only(family_row(0), "R05")
    assert (total.observed, total.source and total.source.address) == ("Oat Bars", "C5")
    assert {change.after for change in total.correction} == {""}
    assert len(family_row(0).lines) == len(clean())
    family = of_rule(of_family("Oat Bars"), "R22")[0]
    assert (family.observed, family.expected) == ("Oat Bars", "Granola")
    assert family.source is not None
    assert family.source.address.startswith("E")


def test_a_promotion_that_is_stated_completely_is_no_news() -> None:
    assert of_rule(dipped("0", 1.0), "R53") == []


def test_alone_a_row_that_is_a_sum_is_said_and_stays() -> None:
    text = "SKU,Nov 2026,Dec 2026,Jan 2027\nA,100,90,80\nB,50,60,70\nBoth,150,150,150\nC,1,2,3\n"
    found = read_alone("x.csv", text.encode())
    total = only(found, "R05")
    assert total.source is not None
    assert total.source.address == "B4"
    assert len(found.lines) == 12
