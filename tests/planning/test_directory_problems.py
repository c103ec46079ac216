"""The company directory: what is wrong is named by its place, all of it at once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from planning.company import Authority, Company
from planning.directory import TABLES, read_company, write_company
from planning.directory_problems import CompanyDirectoryUnusable, Problem
from tests.small_companies import company, item, promotion, tier, told_everything


def problems_in(files: dict[str, str]) -> tuple[Problem, ...]:
    with pytest.raises(CompanyDirectoryUnusable) as caught:
        read_company(files)
    return caught.value.problems


def with_cell(file: str, row: int, column: str, text: str) -> dict[str, str]:
    """The company's files, one cell overwritten. Its cells hold no commas."""
    files = write_company(told_everything())
    rows = [line.split(",") for line in files[file].splitlines()]
    rows[row - 1][rows[0].index(column)] = text
    files[file] = "\n".join(",".join(cells) for cells in rows)
    return files


@pytest.mark.parametrize(
    ("file", "row", "column", "text", "wrong"),
    [
        ("items.csv", 3, "price_eur", "4.2x", "write a number such as 12.5, with a point"),
        ("items.csv", 2, "price_eur", "NaN", "write a number such as 12.5, with a point"),
        ("items.csv", 2, "price_eur", "-1", "write a number of 0 or more"),
        ("items.csv", 2, "core", "true", "write yes or no"),
        ("items.csv", 2, "name", "", "write a text that isn't empty"),
        ("items.csv", 2, "units_per_case", "0", "write a number of 1 or more"),
        ("items.csv", 2, "units_per_case", "1.5", "write a whole number such as 1250"),
        ("items.csv", 2, "sku", "OAT BAR", "write it without a space"),
        ("items.csv", 2, "resource", "LINE-9", "unknown; known are LINE"),
        ("regions.csv", 2, "owner", "nobody", "unknown; known are erik"),
        ("promotions.csv", 2, "starts", "7.12.2026", "write a date such as 2026-12-07"),
        ("promotions.csv", 2, "starts", "2026-12-08", "a promotion starts on one"),
        ("promotions.csv", 2, "skus", "BAR CHOC", "unknown; known are BAR, SEED"),
        ("promotions.csv", 2, "tiers", "vip", "unknown; known are key, retail"),
        ("components.csv", 2, "expedite_lead_time_weeks", "4", "no more than the lead time of 3"),
        ("components.csv", 2, "expedite_lead_time_weeks", "soon", "or nothing"),
        ("bom.csv", 2, "component", "GLUE", "unknown; known are SYRUP"),
        ("bom.csv", 2, "scrap_pct", "100", "write a percentage under 100"),
        ("tiers.csv", 2, "service_floor_pct", "101", "write a percentage of 100 or less"),
        ("stock.csv", 2, "code", "CHOC", "unknown; known are BAR, SEED, SYRUP"),
        ("stock.csv", 2, "quantity", "-5", "write a number of 0 or more"),
        ("open_supply.csv", 2, "arrives", "2026-02-30", "write a date such as 2026-12-07"),
        ("people.csv", 2, "email", "erik", "write a mail address"),
        ("people.csv", 2, "timezone", "Mars/Base", "no such zone"),
        ("people.csv", 2, "role", "wizard", "unknown; known are"),
        ("people.csv", 2, "manager", "ghost", "unknown; known are erik"),
        ("forecast.csv", 2, "month", "Dec 2026", "write a month such as 2026-12"),
        ("forecast.csv", 2, "units", "1,250"[:3], "write a whole number"),
        ("history.csv", 2, "region", "west", "unknown; known are north"),
        ("owners.csv", 2, "kind", "familly", "unknown; known are component, family, resource"),
        ("owners.csv", 2, "kind", "region", "a region's owner stands in regions.csv"),
        ("owners.csv", 2, "code", "Oat Bars", "unknown; known are "),
        ("owners.csv", 2, "person", "ghost", "unknown; known are erik"),
        ("authority.csv", 2, "person", "ghost", "unknown; known are erik"),
        ("authority.csv", 3, "role", "coo", "nobody has it; known are regional_planner"),
        ("authority.csv", 2, "limit_eur", "-1", "write a number of 0 or more"),
        ("authority.csv", 2, "limit_eur", "lots", "write a number such as 12.5"),
        ("items.csv", 2, "launch", "soon", "a date such as 2026-12-07, or nothing"),
        ("promotions.csv", 2, "dip_pct", "-1", "write a number of 0 or more"),
        ("components.csv", 2, "min_order_quantity", "1.5", "or nothing"),
        ("orders.csv", 2, "sku", "GLUE", "unknown; known are BAR"),
        ("finance.csv", 2, "family", "Oat Bars", "unknown; known are "),
        ("past_forecasts.csv", 2, "person", "ghost", "unknown; known are erik"),
        ("past_forecasts.csv", 2, "lag_months", "0", "write a number of 1 or more"),
        ("items.csv", 2, "shelf_life_weeks", "0", "write a number of 1 or more"),
        ("components.csv", 2, "resource", "LINE", "write both or neither"),
        ("components.csv", 3, "order_multiple", "10", "isn't ordered from anybody"),
        ("bom.csv", 5, "component", "TOPPING", "a part of itself"),
        ("bom.csv", 5, "sku", "SYRUP", "unknown; known are BAR, SEED, TOPPING"),
        ("resources.csv", 2, "slushy_change_pct", "101", "write a percentage of 100 or less"),
        ("routings.csv", 2, "resource", "LINE", "the item's own line already"),
        ("sources.csv", 2, "component", "GLUE", "unknown; known are SYRUP"),
        ("alternates.csv", 2, "alternate", "SYRUP", "nothing is an alternate for itself"),
        ("alternates.csv", 2, "qty_per_unit", "0", "how much of it"),
        ("substitutes.csv", 2, "substitute", "SEED", "nothing is a substitute for itself"),
        ("schedule.csv", 2, "week", "2026-11-10", "a schedule is by week"),
        ("elasticities.csv", 2, "elasticity", "1.4", "write a number below 0"),
        ("elasticities.csv", 2, "most_pct", "80", "leaves some demand"),
        ("elasticities.csv", 2, "tier", "vip", "unknown; known are key, retail"),
        ("budget.csv", 2, "currency", "NOK", "no rate for it that holds on the plan's first day"),
        ("budget.csv", 2, "eur", "", "write both or neither"),
        ("budget.csv", 2, "eur", "0", "write a number above 0"),
        ("budget.csv", 2, "region", "west", "unknown; known are north"),
        ("setups.csv", 2, "resource", "LINE-9", "unknown; known are LINE, MIXER"),
        ("setups.csv", 2, "hours", "-1", "write a number of 0 or more"),
        ("lanes.csv", 2, "plant", "Mars", "unknown; known are Hove, Lund"),
        ("lanes.csv", 2, "extra_cost_eur", "-1", "write a number of 0 or more"),
    ],
)
def test_a_wrong_cell_is_named(file: str, row: int, column: str, text: str, wrong: str) -> None:
    text = text.replace(",", ".")
    found = [p for p in problems_in(with_cell(file, row, column, text)) if p.column == column]
    assert found, "the cell isn't named"
    assert (found[0].file, found[0].row) == (file, row)
    assert wrong in found[0].wrong
    assert f"{file}, row {row}, column {column}: read " in str(found[0])


@pytest.mark.parametrize(
    ("line", "column", "wrong"),
    [
        ("plan_start = 2026-11-10", "plan_start", "that isn't a Monday"),
        ('plan_start = "2026-11-09"', "plan_start", "a date without quotes"),
        ("horizon_weeks = 0", "horizon_weeks", "from 1 to 104"),
        ("horizon_weeks = 105", "horizon_weeks", "from 1 to 104"),
        ('horizon_weeks = "18"', "horizon_weeks", "a whole number such as 18"),
        ("holding_pct_per_year = 12.5", "holding_pct_per_year", "a number in quotes"),
        ('holding_pct_per_year = "much"', "holding_pct_per_year", "a number in quotes"),
        ('timezone = "Europe/Lund"', "timezone", "no such zone"),
        ("closed_days = [24]", "closed_days", "a list of dates"),
        ("frozen_weeks = 30", "frozen_weeks", "from 0 to 7"),
        ("weekly_weeks = 8", "weekly_weeks", "from 0 to 7"),
        ("collect_days = 366", "collect_days", "from 0 to 365"),
    ],
)
def test_a_wrong_line_of_the_header_is_named(line: str, column: str, wrong: str) -> None:
    files = write_company(told_everything())
    lines = files["company.toml"].splitlines()
    lines = [line if old.split(" ")[0] == column else old for old in lines]
    files["company.toml"] = "\n".join(lines)
    found = problems_in(files)
    assert [(p.file, p.column) for p in found] == [("company.toml", column)]
    assert wrong in found[0].wrong


def test_a_header_line_may_not_be_missing_or_unknown() -> None:
    files = write_company(company())
    files["company.toml"] = files["company.toml"].replace("slug =", "slugg =")
    assert {(p.column, p.wrong.split(";")[0]) for p in problems_in(files)} == {
        ("slug", "the line is missing"),
        ("slugg", "there is no such line"),
    }


def test_a_header_that_is_not_toml() -> None:
    found = problems_in(write_company(company()) | {"company.toml": "slug: halden"})
    assert "this isn't TOML" in found[0].wrong


REQUIRED = [table.file for table in TABLES if not table.optional]


@pytest.mark.parametrize("file", [*REQUIRED, "company.toml"])
def test_a_missing_file_is_named(file: str) -> None:
    files = write_company(company())
    del files[file]
    assert [(p.file, p.wrong) for p in problems_in(files)] == [
        (file, "the file is missing; add it")
    ]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_missing_and_an_unknown_column_are_named(table: object) -> None:
    assert isinstance(table, type(TABLES[0]))
    files = write_company(told_everything())
    first = next(iter(table.columns))
    files[table.file] = files[table.file].replace(first, f"x_{first}", 1)
    assert {(p.row, p.column) for p in problems_in(files)} == {(1, first), (1, f"x_{first}")}


def test_everything_wrong_is_told_at_once_and_the_rest_counted() -> None:
    files = write_company(company())
    files["forecast.csv"] = files["forecast.csv"].replace(",4000", ",lots")
    files["history.csv"] = files["history.csv"].replace(",4000", ",lots")
    files["tiers.csv"] = files["tiers.csv"].replace(",0\n", ",none\n") * 1
    found = problems_in(files)
    assert len(found) == 12 + 1 + 2
    wide = replace(company(), forecast=company().forecast * 3)
    with pytest.raises(CompanyDirectoryUnusable, match="and 4 more"):
        read_company(write_company(wide))


def duplicates() -> list[tuple[str, Company]]:
    small = company()
    return [
        ("items.csv", replace(small, items=(*small.items, item()))),
        ("tiers.csv", replace(small, tiers=(tier(), tier("key", 2)))),
        ("promotions.csv", replace(small, promotions=(promotion(), promotion()))),
        ("stock.csv", replace(small, stock=small.stock * 2)),
        ("bom.csv", replace(small, bom=small.bom * 2)),
        ("forecast.csv", replace(small, forecast=(*small.forecast, small.forecast[0]))),
        ("owners.csv", replace(small, owners=small.owners * 2)),
        ("authority.csv", replace(small, authority=small.authority * 2)),
    ]


@pytest.mark.parametrize(("file", "twice"), duplicates(), ids=lambda value: str(value)[:12])
def test_a_key_stands_once(file: str, twice: Company) -> None:
    found = problems_in(write_company(twice))
    assert file in {p.file for p in found}
    assert any("has the same key; keep one of them" in p.wrong for p in found)


def test_a_whole_company_is_checked_too() -> None:
    small = company()
    cases: list[tuple[Company, str]] = [
        (replace(small, tiers=(tier(), tier("retail", 1))), "two tiers share a rank"),
        (replace(small, items=(), bom=(), promotions=()), "the table is empty"),
        (replace(small, horizon_weeks=30), "no line for 2027-02"),
        (
            replace(small, components=(replace(small.components[0], code="BAR"),)),
            "an item has this code too",
        ),
    ]
    for broken, wrong in cases:
        assert any(wrong in p.wrong for p in problems_in(write_company(broken))), wrong


def test_a_limit_is_for_a_person_or_a_role() -> None:
    for limits in (
        [Authority(person=None, role=None, gate=None, limit_eur=Decimal(1))],
        [Authority(person="erik", role="regional_planner", gate=None, limit_eur=Decimal(1))],
    ):
        found = problems_in(write_company(company(authority=tuple(limits))))
        assert [(p.file, p.row, p.column) for p in found] == [("authority.csv", 2, "person + role")]


@pytest.mark.parametrize(
    ("pattern", "starts", "wrong"),
    [
        ("4-4-4", "[2025-12-29]", "write one of 4-4-5, 4-5-4, 5-4-4"),
        ("4-4-5", "[]", "write both or none"),
        ("4-4-5", "[2025-12-29, 2026-12-29]", "52 or 53 weeks"),
        ("4-4-5", '["x"]', "write a list of dates"),
    ],
)
def test_a_fiscal_calendar_that_is_none_is_named(pattern: str, starts: str, wrong: str) -> None:
    files = write_company(company())
    header = f'fiscal_pattern = "{pattern}"\nfiscal_year_starts = {starts}\n'
    with pytest.raises(CompanyDirectoryUnusable) as refused:
        read_company(files | {"company.toml": files["company.toml"] + header})
    assert any(wrong in problem.wrong for problem in refused.value.problems)
