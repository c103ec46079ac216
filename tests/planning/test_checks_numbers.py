"""Wrong numbers are found, at their cell, by the rule that explains them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.checks.finding import Severity
from planning.checks.groups import group_findings
from planning.promotion_days import expected_factor
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

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
ROW = ("SB-02", "key")
CELL = (*ROW, JANUARY)
PER_CASE = {item.sku: item.units_per_case for item in halden().items}
KEYS = st.sampled_from(sorted(numbers()))


def clean() -> Numbers:
    return numbers(noise=0.03)


@settings(max_examples=12, deadline=None)
@given(key=KEYS, seed=st.integers(0, 10**6))
def test_one_number_in_cases_is_found(key: tuple[str, str, date], seed: int) -> None:
    planted = numbers(noise=0.04, seed=seed)
    planted[key] = round(int(planted[key]) / PER_CASE[key[0]])
    sent = WideFile(numbers=planted)
    (found,) = others(sent.check())
    assert (found.rule, found.severity) == ("R31", Severity.BLOCKING)
    assert found.source == sent.cell(key)
    assert found.kind == "cases sent as units"
    assert found.observed == f"{planted[key]:,}"


def test_rows_in_cases_make_one_group_with_its_remedy() -> None:
    planted = clean()
    rows = [(f"OB-0{at}", tier) for at in (1, 2) for tier in ("key", "retail", "convenience")]
    for row in rows:
        for month in months(halden()):
            planted[(*row, month)] = round(int(planted[(*row, month)]) / 12)
    (group,) = group_findings(others(WideFile(numbers=planted).check()))
    assert group.title == "6 rows, 36 numbers: cases sent as units"
    assert group.fix == "Multiply by the units in a case, or say “cases” in the file."
    wrong = sum(int(planted[(*row, month)]) for row in rows for month in months(halden()))
    assert group.impact_units == wrong * 11
    assert (group.impact_eur or 0) > 4 * (group.impact_units or 0)


def test_units_in_a_file_that_says_cases_are_found() -> None:
    rows = ["Forecast in cases", "SKU,Tier,Jan 2027"]
    rows += [
        f"{sku},{tier},{units if sku == 'OB-01' else round(int(units) / PER_CASE[sku])}"
        for (sku, tier, month), units in clean().items()
        if month == JANUARY
    ]
    found = of_rule(check_text("\n".join(rows)), "R31")
    assert [(one.source and one.source.address, one.kind) for one in found] == [
        (f"C{row}", "units sent as cases") for row in (3, 4, 5)
    ]
    assert found[0].observed.endswith(" cases")


def test_thousands_are_found() -> None:
    planted = clean()
    planted[CELL] = round(int(planted[CELL]) / 1000)
    sent = WideFile(numbers=planted)
    (found,) = others(sent.check())
    assert (found.rule, found.source, found.kind) == (
        "R31",
        sent.cell(CELL),
        "thousands sent as units",
    )


@pytest.mark.parametrize("factor", [0.03, 2.5, 10])
def test_a_slip_of_the_keyboard_is_far_from_history(factor: float) -> None:
    planted = clean()
    planted[CELL] = round(int(planted[CELL]) * factor)
    sent = WideFile(numbers=planted)
    (found,) = others(sent.check())
    assert (found.rule, found.severity, found.source) == (
        "R42",
        Severity.WARNING,
        sent.cell(CELL),
    )


def test_a_step_since_last_month_is_found_below_what_history_calls_odd() -> None:
    planted = numbers()
    planted[CELL] = round(int(planted[CELL]) * 1.36)
    sent = WideFile(numbers=planted)
    (found,) = others(sent.check())
    assert (found.rule, found.source) == ("R43", sent.cell(CELL))
    assert "+36.0 %" in found.message
    assert found.impact_units == int(planted[CELL]) - int(numbers()[CELL])


def test_a_negative_number_blocks() -> None:
    planted = clean()
    planted[CELL] = -120
    sent = WideFile(numbers=planted)
    (found,) = others(sent.check())
    assert (found.rule, found.severity, found.source) == (
        "R40",
        Severity.BLOCKING,
        sent.cell(CELL),
    )
    assert found.observed == "−120"
    assert found.impact_units == 120


def test_part_of_a_unit_is_named_with_what_we_read() -> None:
    planted = clean()
    planted[CELL] = f"{planted[CELL]}.4"
    sent = WideFile(numbers=planted)
    (found,) = others(sent.check())
    assert (found.rule, found.source) == ("R41", sent.cell(CELL))
    assert found.expected == f"{int(float(planted[CELL])):,}"


def test_a_sheet_of_fractions_is_asked_about_once() -> None:
    tonnes: Numbers = {key: f"{int(units) * 1.00037:.3f}" for key, units in clean().items()}
    (found,) = of_rule(WideFile(numbers=tonnes).check(), "R41")
    assert found.kind == "a whole sheet of parts"


def test_a_copied_month_is_said_once() -> None:
    planted = clean()
    for key in planted:
        if key[2] == JANUARY:
            planted[key] = planted[key[0], key[1], DECEMBER]
    sent = WideFile(numbers=planted)
    (found,) = others(sent.check())
    assert (found.rule, found.severity) == ("R44", Severity.WARNING)
    assert found.source == sent.cell(("OB-01", "key", JANUARY))
    assert "Jan 2027 repeats Dec 2026 in 72 numbers" in found.message


def test_last_months_file_is_recognised() -> None:
    (found,) = others(WideFile(numbers=numbers()).check())
    assert (found.rule, found.severity) == ("R60", Severity.WARNING)
    assert "All 432 numbers" in found.message
    changed = numbers()
    changed[CELL] = int(changed[CELL]) + 1
    assert others(WideFile(numbers=changed).check()) == []


def without_promotion(planted: Numbers, *skus: str) -> Numbers:
    return {
        key: round(int(units) / expected_factor(halden(), *key)) if key[0] in skus else units
        for key, units in planted.items()
    }


def test_a_promotion_nobody_planned_for_is_found_for_each_product() -> None:
    promoted = halden().promotions[0].skus
    sent = WideFile(numbers=without_promotion(clean(), *promoted))
    found = others(sent.check())
    assert {one.rule for one in found} == {"R50"}
    assert len(found) >= len(promoted) - 1
    assert sent.cell(("OB-01", "key", DECEMBER)) in [one.source for one in found]
    assert all("Oat Bars December promotion" in one.message for one in found)


def test_one_product_left_out_of_its_promotion_is_found() -> None:
    (found,) = others(WideFile(numbers=without_promotion(numbers(), "OB-03")).check())
    assert found.rule == "R50"
    assert found.message.startswith("OB-03 Oat Bar Chocolate")


def test_an_uplift_without_a_promotion_is_found() -> None:
    planted = clean()
    for tier in ("key", "retail", "convenience"):
        planted["GR-01", tier, JANUARY] = round(int(planted["GR-01", tier, JANUARY]) * 1.2)
    sent = WideFile(numbers=planted)
    (found,) = others(sent.check())
    assert (found.rule, found.source) == ("R51", sent.cell(("GR-01", "key", JANUARY)))


def test_a_promotion_inside_a_lead_time_names_both_dates() -> None:
    sent = WideFile(numbers=clean())
    (found,) = of_rule(sent.check(), "R54")
    assert found.severity is Severity.WARNING
    assert found.source == sent.cell(("OB-01", "key", DECEMBER))
    for said in ("starts 7 Dec 2026", "Oat syrup takes 6 weeks", "arrives 21 Dec 2026"):
        assert said in found.message
    assert (found.impact_units or 0) > 0


def test_a_file_without_the_promoted_products_meets_no_collision() -> None:
    granola = {key: units for key, units in clean().items() if key[0].startswith("GR")}
    assert of_rule(WideFile(numbers=granola).check(), "R54") == []
