"""R33: numbers that are money.

With a dated rate and a price they are units. Until somebody has confirmed the layout that is
asked, not guessed; afterwards the rate is noted.
"""

import re
from collections.abc import Iterator

from planning import figures
from planning.checks.finding import Finding, Severity
from planning.company import Company
from planning.company_records import plan_rates
from planning.sheets.grid import CellRef
from planning.sheets.lines import CURRENCIES, SubmittedLine, Uom
from planning.sheets.mapping import ReadSheet, Role

MONEY = re.compile(
    r"\b(?:eur|euro|euros|usd|gbp|sek|dkk|nok|chf|pln)\b|[€$£]|\b(?:revenue|turnover|umsatz)\b",
    re.IGNORECASE,
)


def named_currency(sheets: tuple[ReadSheet, ...], company: Company | None) -> Iterator[Finding]:
    """A unit of measure, the title over the quantities or the sheet's name says money."""
    for sheet in sheets:
        if sheet.mapping is None or not sheet.lines:
            continue
        counted = dict.fromkeys(line.uom for line in sheet.lines if line.uom in CURRENCIES)
        for money in counted:
            lines = [line for line in sheet.lines if line.uom is money]
            yield _money(sheet, money, lines, company)
        titles = [c.title for c in sheet.mapping.columns if c.role is Role.QUANTITY]
        said = next((text for text in (*titles, sheet.sheet) if MONEY.search(text)), None)
        if said is not None and not counted and not sheet.mapping.confirmed_by:
            yield _named(sheet.lines[0].source, said)


def _money(
    sheet: ReadSheet, money: Uom, lines: list[SubmittedLine], company: Company | None
) -> Finding:
    rate = _rate(money, company)
    if rate is None:
        return _named(lines[0].source, money.value)
    assert sheet.mapping is not None
    by = sheet.mapping.confirmed_by
    first, units = lines[0], sum(line.units for line in lines)
    how = f"{rate}, then divided by the price in items.csv"
    return Finding(
        rule="R33",
        severity=Severity.NOTE if by else Severity.BLOCKING,
        source=first.source,
        observed=f"{figures.number(first.quantity)} {money}",
        expected=f"units; {figures.number(first.units)} of them, {how}",
        message=f"{figures.count(len(lines), 'number')} in {money}: {how}, they are "
        f"{figures.number(units)} units." + (f" {by} said so." if by else ""),
        impact_units=None if by else abs(units),
        impact_eur=None,
        kind="numbers in money",
        fix="Say once that this layout counts money at list price, or send units.",
    )


def _rate(money: Uom, company: Company | None) -> str | None:
    """The plan's rate in words; None where none is known."""
    if company is None:
        return None
    if money == company.currency:
        return "at list price"
    held = plan_rates(company.rates, company.plan_start).get(money.value)
    if held is None:
        return None
    return f"at {figures.number(held.eur)} {company.currency} from {held.day} on"


def _named(source: CellRef, said: str) -> Finding:
    return Finding(
        rule="R33",
        severity=Severity.BLOCKING,
        source=source,
        observed=said[:60],
        expected="units or cases; no plan rate or price of yours is known",
        message=f"“{said[:60]}” says that these numbers are money; units were asked for.",
        impact_units=None,
        impact_eur=None,
        kind="a currency in the heading",
        fix="Send units, or rename the heading if these are units.",
    )
