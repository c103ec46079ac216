"""A good file raises no alarm, and what is merely unusual doesn't block."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from planning.checks.finding import Severity
from planning.company import Company, DemandLine
from tests.planning.halden_files import (
    WideFile,
    check_text,
    halden,
    months,
    numbers,
    of_rule,
    others,
)

REGIONS = st.sampled_from(["nordics", "dach", "iberia"])
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
ROW = ("GR-02", "retail")


@settings(max_examples=15, deadline=None)
@given(region=REGIONS, seed=st.integers(0, 10**6), noise=st.floats(0.005, 0.06))
def test_a_forecast_near_the_last_one_raises_nothing(region: str, seed: int, noise: float) -> None:
    sent = WideFile(numbers=numbers(region, noise=noise, seed=seed), region=region)
    found = sent.check()
    assert found.blocking == ()
    assert others(found) == []
    assert len(found.lines) == len(sent.numbers)


def test_another_company_of_the_same_kind_raises_nothing() -> None:
    company = halden(11)
    clean = WideFile(numbers=numbers(noise=0.04, company=company), company=company)
    assert others(clean.check()) == []


def test_a_region_that_plans_more_of_everything_is_believed() -> None:
    raised = {key: round(int(units) * 1.15) for key, units in numbers(noise=0.03).items()}
    assert others(WideFile(numbers=raised).check()) == []


def test_a_new_listing_is_a_warning_never_a_block() -> None:
    listed = numbers(noise=0.03)
    for month in months(halden()):
        listed[(*ROW, month)] = int(listed[(*ROW, month)]) * 3
    found = WideFile(numbers=listed).check()
    assert found.blocking == ()
    jumps = of_rule(found, "R42")
    assert len(jumps) == 6
    assert {jump.severity for jump in jumps} == {Severity.WARNING}
    assert "Granola Nuts 500 g, Retail" in jumps[0].message


def test_a_jump_by_exactly_a_case_is_still_no_case_mistake() -> None:
    listed = numbers(noise=0.03)
    for month in months(halden()):
        listed[(*ROW, month)] = int(listed[(*ROW, month)]) * 10  # GR-02 has 10 units a case
    assert WideFile(numbers=listed).check().blocking == ()


def seasonal(company: Company, factor: int) -> Company:
    """The same company, where one row sells `factor` times as much every December."""

    def lifted(lines: tuple[DemandLine, ...]) -> tuple[DemandLine, ...]:
        return tuple(
            replace(line, units=line.units * factor)
            if (line.sku, line.tier) == ROW and line.month.month == 12
            else line
            for line in lines
        )

    return replace(company, history=lifted(company.history), forecast=lifted(company.forecast))


def test_a_seasonal_peak_is_usual() -> None:
    company = seasonal(halden(), 4)
    sent = WideFile(numbers=numbers(noise=0.03, company=company), company=company)
    assert others(sent.check()) == []


def test_a_missing_seasonal_peak_is_not() -> None:
    company = seasonal(halden(), 4)
    flat = numbers(noise=0.03)
    sent = WideFile(numbers=flat, company=company)
    found = others(sent.check())
    assert [(one.rule, one.source) for one in found] == [("R42", sent.cell((*ROW, DECEMBER)))]


def test_what_was_agreed_last_month_is_only_noted() -> None:
    """A listing that last cycle's forecast already holds isn't asked about again."""
    company = halden()
    listed = replace(
        company,
        forecast=tuple(
            replace(line, units=line.units * 3) if (line.sku, line.tier) == ROW else line
            for line in company.forecast
        ),
    )
    found = others(WideFile(numbers=numbers(noise=0.03, company=listed), company=listed).check())
    assert {(one.rule, one.severity) for one in found} == {("R42", Severity.NOTE)}


def test_months_beyond_the_plan_are_welcome_and_kept() -> None:
    sent = WideFile(numbers=numbers(noise=0.03))
    assert date(2027, 4, 1) in {line.month for line in sent.check().lines}


def test_a_long_file_in_cases_says_the_same() -> None:
    company = halden()
    per_case = {item.sku: item.units_per_case for item in company.items}
    rows = ["Region;SKU;Customer tier;Month;Quantity;Unit"]
    for (sku, tier, month), units in numbers("dach").items():
        cases = round(int(units) / per_case[sku]) + 1
        rows.append(f"DACH;{sku};{tier};{month:%Y-%m};{cases};cases")
    found = check_text("\n".join(rows), "dach")
    assert others(found) == []
    first = found.lines[0]
    assert first.units == first.quantity * per_case[first.sku]
    assert len(found.lines) == 432
