"""The company directory: what is written comes back."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.company import Company, Person
from planning.directory import TABLES, read_company, write_company
from planning.directory_problems import CompanyDirectoryUnusable
from runtime.halden import halden_foods
from tests.any_company import companies
from tests.small_companies import company, told_everything

NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    lambda text: text == text.strip()
)


PRICES = st.decimals(0, 10_000, places=3, allow_nan=False)


@given(small=companies(), names=st.lists(NAMES, min_size=4, max_size=4), price=PRICES)
@settings(max_examples=60, deadline=None)
def test_what_is_written_comes_back(small: Company, names: list[str], price: Decimal) -> None:
    first, *rest = small.items
    odd = replace(first, name=names[0], family=names[1], price_eur=price)
    small = replace(small, name=names[2], items=(odd, *rest))
    small = replace(small, regions=(replace(small.regions[0], name=names[3]),))
    assert read_company(write_company(small)) == small


def test_the_demo_company_comes_back() -> None:
    halden = halden_foods()
    assert read_company(write_company(halden)) == halden


def test_a_byte_order_mark_and_blank_lines_do_no_harm() -> None:
    files = write_company(company())
    files["items.csv"] = "\ufeff" + files["items.csv"] + "\n\n"
    assert read_company(files) == company()


def test_columns_may_stand_in_any_order() -> None:
    files = write_company(company())
    rows = [row.split(",") for row in files["tiers.csv"].splitlines()]
    files["tiers.csv"] = "\n".join(",".join(reversed(row)) for row in rows)
    assert read_company(files) == company()


def test_every_field_of_a_company_is_in_the_directory() -> None:
    header = {"slug", "name", "currency", "timezone", "plan_start", "horizon_weeks"}
    header |= {"holding_pct_per_year", "closed_days", "frozen_weeks"}
    header |= {"fiscal_pattern", "fiscal_year_starts", "weekly_weeks", "collect_days", "pay_days"}
    assert {field.name for field in fields(Company)} == header | {table.name for table in TABLES}


def test_what_may_be_left_out_comes_back_and_is_left_out_where_it_holds_nothing() -> None:
    everything = told_everything()
    assert read_company(write_company(everything)) == everything
    plain = write_company(company())
    assert {"orders.csv", "finance.csv", "past_forecasts.csv"} & plain.keys() == set()
    assert "launch" not in plain["items.csv"]
    assert "frozen_weeks" not in plain["company.toml"]


def test_owners_and_authority_may_be_left_out() -> None:
    files = write_company(company(owners=(), authority=()))
    assert {"owners.csv", "authority.csv"} & files.keys() == set()
    assert read_company(files) == company(owners=(), authority=())
    header_alone = {"owners.csv": "kind,code,person\n"}
    assert read_company(files | header_alone) == read_company(files)


def test_a_manager_may_be_nobody() -> None:
    boss = Person(
        key="ann",
        name="Ann",
        email="ann@small.example",
        role="coo",
        title="COO",
        timezone="UTC",
        manager=None,
    )
    small = company(people=(*company().people, boss))
    text = write_company(small)["people.csv"]
    assert text.splitlines()[-1] == "ann,Ann,ann@small.example,coo,COO,UTC,"
    assert read_company(write_company(small)).people[-1].manager is None


def test_months_and_days_are_written_as_documented() -> None:
    files = write_company(company(plan_start=date(2026, 11, 9)))
    assert "north,BAR,key,2026-11,4000" in files["forecast.csv"]
    assert "plan_start = 2026-11-09" in files["company.toml"]


def test_units_of_measure_and_the_fiscal_calendar_come_back() -> None:
    given = company()
    items = tuple(
        replace(item, units_per_pallet=960, kg_per_unit=Decimal("0.35")) for item in given.items
    )
    starts = (date(2025, 12, 29), date(2027, 1, 4))
    full = replace(given, items=items, fiscal_pattern="4-4-5", fiscal_year_starts=starts)
    assert read_company(write_company(full)) == full
    weightless = replace(items[0], kg_per_unit=Decimal(0))
    with pytest.raises(CompanyDirectoryUnusable, match="kg_per_unit"):
        read_company(write_company(replace(full, items=(weightless, *items[1:]))))
