"""Files that count money are units by a dated rate, once somebody said so; customers are tiers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from planning.checks.check import Checked
from planning.checks.finding import Severity
from planning.checks.reading import Said, read_and_check
from planning.company import Company
from planning.company_records import Account, Rate, plan_rates
from planning.directory import read_company, write_company
from planning.directory_problems import CompanyDirectoryUnusable
from planning.sheets.confirmed import Confirmed
from planning.sheets.lines import Uom
from planning.sheets.read_sheet import read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.vocabulary import vocabulary
from tests.small_companies import START, company

RATES = (
    Rate(currency="SEK", day=date(2026, 1, 1), eur=Decimal("0.08")),
    Rate(currency="SEK", day=date(2026, 11, 1), eur=Decimal("0.0875")),
    Rate(currency="SEK", day=date(2026, 12, 1), eur=Decimal("0.5")),
)
WEALTHY = replace(company(), rates=RATES)
SEK = "Item,Tier,Month,Forecast (SEK)\nBAR,key,2026-11,4800\n"


def check(text: str, of: Company = WEALTHY, *, confirmed: bool = False) -> Checked:
    (sheet,) = read_sheets(read_grids("plan.csv", text.encode()), vocabulary(of, region="north"))
    assert sheet.mapping is not None
    mapped = sheet.mapping
    said = Confirmed(
        shape_id=mapped.shape_id,
        roles=tuple(column.role for column in mapped.columns),
        uom=mapped.uom,
        decimal_mark=mapped.decimal_mark,
        date_order=mapped.date_order,
        by="Erik Holm",
        on=START,
    )
    return read_and_check(
        "plan.csv",
        text.encode(),
        write_company(of),
        "north",
        said=Said(confirmed=(said,) if confirmed else ()),
    )


def test_the_plans_rate_is_the_latest_no_later_than_its_first_day() -> None:
    assert plan_rates(RATES, START)["SEK"].eur == Decimal("0.0875")
    assert plan_rates(RATES, date(2025, 1, 1)) == {}


def test_money_is_asked_about_and_counted_in_units_once_somebody_said_so() -> None:
    asked = check(SEK)
    (finding,) = [one for one in asked.findings if one.rule == "R33"]
    assert finding.severity is Severity.BLOCKING
    assert "0.0875" in finding.expected
    assert "100 units" in finding.message  # 4,800 SEK × 0.0875 ÷ 4.20
    taken = check(SEK, confirmed=True)
    (line,) = taken.lines
    assert (line.uom, line.units, line.exact_units) == (Uom.SEK, 100, Fraction(100))
    assert line.quantity == Decimal(4800), "as it was written"
    (noted,) = [one for one in taken.findings if one.rule == "R33"]
    assert noted.severity is Severity.NOTE
    assert "Erik Holm said so" in noted.message


@pytest.mark.parametrize("confirmed", [True, False])
def test_without_a_rate_money_stays_money(*, confirmed: bool) -> None:
    for text in (SEK.replace("SEK", "USD"), SEK.replace("4800", "4801").replace("SEK", "GBP")):
        (finding,) = [one for one in check(text, confirmed=confirmed).findings if one.rule == "R33"]
        assert finding.severity is Severity.BLOCKING


def test_the_companys_own_currency_needs_no_rate() -> None:
    taken = check(SEK.replace("SEK", "EUR"), company(), confirmed=True)
    assert taken.lines[0].exact_units == Fraction(4800) / Fraction("4.2")


ACCOUNTS = (
    Account(code="C-100", name="Coop Nord", region="north", tier="key"),
    Account(code="C-200", name="Fram", region="north", tier="key"),
    Account(code="C-900", name="Suerte", region="south", tier="key"),
)


def with_accounts() -> Company:
    south = replace(company().regions[0], code="south", name="South")
    return replace(company(), regions=(*company().regions, south), accounts=ACCOUNTS)


def test_customers_add_up_to_their_tier_and_anothers_is_pointed_out() -> None:
    text = (
        "Item,Customer,Month,Units\nBAR,C-100,2026-11,70\nBAR,Fram,2026-11,30\n"
        "BAR,C-100,2026-12,5\nBAR,C-100,2026-12,6\nBAR,C-900,2026-11,900\n"
    )
    found = check(text, with_accounts())
    november = [line for line in found.lines if line.month == date(2026, 11, 1)]
    assert [(line.account, line.tier, line.units) for line in november] == [
        ("C-100", "key", 70),
        ("C-200", "key", 30),
    ]
    (claimed,) = [one for one in found.findings if one.rule == "R23"]
    assert (claimed.observed, claimed.severity) == ("C-900", Severity.BLOCKING)
    assert claimed.source is not None
    assert claimed.source.address == "B6"
    twice = [one for one in found.findings if one.rule == "R21"]
    assert len(twice) == 1, "the same customer's number stands twice, two customers' don't"
    own = check(text.replace("C-900", "C-200").replace("900", "1"), with_accounts())
    assert [one for one in own.findings if one.rule == "R23"] == []


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"rates": (replace(RATES[0], currency="XXX"),)}, "currency"),
        ({"rates": (replace(RATES[0], currency="EUR"),)}, "currency"),
        ({"rates": (replace(RATES[0], eur=Decimal(0)),)}, "eur"),
        ({"rates": (RATES[0], RATES[0])}, "currency + day"),
        ({"accounts": (replace(ACCOUNTS[0], code="key"),)}, "code"),
        ({"accounts": (replace(ACCOUNTS[0], tier="none"),)}, "tier"),
    ],
)
def test_what_cannot_be_meant_is_refused(change: dict[str, object], column: str) -> None:
    files = write_company(replace(company(), **change))  # type: ignore[arg-type]
    with pytest.raises(CompanyDirectoryUnusable) as refused:
        read_company(files)
    assert column in {problem.column for problem in refused.value.problems}


def test_rates_and_accounts_come_back_as_written() -> None:
    rich = replace(WEALTHY, accounts=ACCOUNTS[:2])
    assert read_company(write_company(rich)) == rich
