"""Franka's file: DACH as her system exports it, a row per number, in German.

In the first version the granola is in cases, though the column says pieces.
"""

import csv
import io
from datetime import date
from decimal import Decimal

from planning.company import Company, DemandLine, Item

REGION = "dach"
IN_CASES = "Granola"
TITLES = (
    "Artikelnummer",
    "Bezeichnung",
    "Kundengruppe",
    "Monat",
    "Menge (Stück)",
    "Listenpreis (EUR)",
)
GERMAN = {
    "Oat Bar": "Haferriegel",
    "Granola": "Knuspermüsli",
    "Seed Bar": "Körnerriegel",
    "Porridge Cup": "Porridgebecher",
}
MONTHS = ("Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")


def dach_table(company: Company, *, corrected: bool) -> bytes:
    """A semicolon table as Excel saves it in Germany: byte order mark, CRLF, 1.234 and 0,50."""
    items = {item.sku: item for item in company.items}
    tiers = {tier.code: tier.name for tier in company.tiers}
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(TITLES)
    for line in company.forecast:
        if line.region == REGION:
            item = items[line.sku]
            table.writerow(
                (
                    line.sku,
                    _in_german(item.name),
                    tiers[line.tier],
                    _month(line.month),
                    _grouped(_quantity(line, item, corrected=corrected)),
                    _price(item.price_eur),
                )
            )
    return out.getvalue().encode("utf-8-sig")


def _quantity(line: DemandLine, item: Item, *, corrected: bool) -> int:
    if corrected or item.family != IN_CASES:
        return line.units
    return round(Decimal(line.units) / item.units_per_case)


def _in_german(name: str) -> str:
    """The name with its kind in German.

    >>> _in_german("Granola Nuts 500 g")
    'Knuspermüsli Nuts 500 g'
    """
    for english, german in GERMAN.items():
        if name.startswith(english):
            return name.replace(english, german, 1)
    return name


def _month(first_day: date) -> str:
    """As a German spreadsheet shows it.

    >>> _month(date(2027, 3, 1))
    'Mär 2027'
    """
    return f"{MONTHS[first_day.month - 1]} {first_day.year}"


def _grouped(units: int) -> str:
    """With a point between thousands.

    >>> _grouped(1234567)
    '1.234.567'
    """
    return f"{units:,}".replace(",", ".")


def _price(eur: Decimal) -> str:
    """With a decimal comma.

    >>> _price(Decimal("3.60"))
    '3,60'
    """
    return f"{eur:.2f}".replace(".", ",")
