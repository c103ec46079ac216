"""What must hold of a company's rates, prices, accounts, movements of stock, dated recipes."""

from collections.abc import Iterator

from planning.company import Company
from planning.company_records import plan_rates
from planning.directory_problems import Problem
from planning.sheets.lines import CURRENCIES

FIRST_ROW = 2
"""Below the header."""
ALL_PCT = 100


def broken_records(company: Company) -> Iterator[Problem]:
    yield from _rates(company)
    yield from _elasticities(company)
    yield from _budget(company)
    yield from _accounts(company)
    yield from _movements(company)
    yield from _recipes(company)


def _rates(company: Company) -> Iterator[Problem]:
    known = ", ".join(one.value for one in CURRENCIES)
    for row, rate in enumerate(company.rates, start=FIRST_ROW):
        if rate.currency not in set(CURRENCIES):
            yield _wrong("rates", row, "currency", rate.currency, f"write one of {known}")
        elif rate.currency == company.currency:
            wrong = "that is the company's own currency; take the row out"
            yield _wrong("rates", row, "currency", rate.currency, wrong)
        if rate.eur <= 0:
            yield _wrong("rates", row, "eur", str(rate.eur), "write a number above 0")


def _elasticities(company: Company) -> Iterator[Problem]:
    for row, one in enumerate(company.elasticities, start=FIRST_ROW):
        if one.elasticity >= 0:
            wrong = "write a number below 0: percent of demand lost per percent of price, as -1.4"
            yield _wrong("elasticities", row, "elasticity", str(one.elasticity), wrong)
        if not 0 < one.most_pct <= ALL_PCT or -one.elasticity * one.most_pct > ALL_PCT:
            wrong = f"write a percentage of {ALL_PCT} or less that leaves some demand"
            yield _wrong("elasticities", row, "most_pct", str(one.most_pct), wrong)
        if one.notice_weeks < 0:
            wrong = "write a number of 0 or more"
            yield _wrong("elasticities", row, "notice_weeks", str(one.notice_weeks), wrong)


def _budget(company: Company) -> Iterator[Problem]:
    """Another currency has the rate the budget was made at, and one that holds now."""
    held = plan_rates(company.rates, company.plan_start)
    for row, line in enumerate(company.budget, start=FIRST_ROW):
        if (line.currency is None) is not (line.eur is None):
            wrong = "another currency has its name and its rate; write both or neither"
            column = "eur" if line.eur is None else "currency"
            yield _wrong("budget", row, column, "", wrong)
        elif line.eur is not None and not line.eur:
            yield _wrong("budget", row, "eur", str(line.eur), "write a number above 0")
        elif line.currency is not None and line.currency not in held:
            wrong = "rates.csv has no rate for it that holds on the plan's first day"
            yield _wrong("budget", row, "currency", line.currency, wrong)


def _accounts(company: Company) -> Iterator[Problem]:
    named = {tier.code for tier in company.tiers} | {tier.name for tier in company.tiers}
    for row, account in enumerate(company.accounts, start=FIRST_ROW):
        for column, read, codes in (
            ("region", account.region, {region.code for region in company.regions}),
            ("tier", account.tier, {tier.code for tier in company.tiers}),
        ):
            if read not in codes:
                wrong = f"unknown; known are {', '.join(sorted(codes))}"
                yield _wrong("accounts", row, column, read, wrong)
        for column, read in (("code", account.code), ("name", account.name)):
            if read in named:
                wrong = "a tier is called so; a file couldn't tell them apart"
                yield _wrong("accounts", row, column, read, wrong)


def _movements(company: Company) -> Iterator[Problem]:
    stocked = {item.sku for item in company.items} | {part.code for part in company.components}
    for row, moved in enumerate(company.movements, start=FIRST_ROW):
        if moved.code not in stocked:
            yield _wrong("movements", row, "code", moved.code, "write a SKU or component")


def _recipes(company: Company) -> Iterator[Problem]:
    for row, line in enumerate(company.bom, start=FIRST_ROW):
        if line.starts and line.ends and line.starts >= line.ends:
            wrong = "it ends before it starts; write a later day, or nothing"
            yield _wrong("bom", row, "ends", str(line.ends), wrong)


def _wrong(table: str, row: int, column: str, read: str, wrong: str) -> Problem:
    return Problem(file=f"{table}.csv", row=row, column=column, read=read, wrong=wrong)
