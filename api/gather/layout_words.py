"""Words for what a column may be, how numbers and dates are written, and what is counted."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from api.views.layouts import Choice
from planning.sheets.date_order import DateOrder
from planning.sheets.lines import CURRENCIES, Uom
from planning.sheets.mapping import Role
from planning.sheets.numerals import DecimalMark

ROLES = {
    Role.SKU: "Product code",
    Role.TIER: "Customer tier",
    Role.REGION: "Region",
    Role.FAMILY: "Product family",
    Role.MONTH: "Month or week",
    Role.QUANTITY: "Quantity",
    Role.UOM: "Unit of measure",
    Role.COMMENT: "Comment",
    Role.DAY: "Day",
    Role.TOTAL: "Total, left out",
    Role.IGNORED: "Left out",
}
UOMS = {
    Uom.UNITS: "Units",
    Uom.CASES: "Cases",
    Uom.PALLETS: "Pallets",
    Uom.KILOGRAMS: "Kilograms",
    Uom.TONNES: "Tonnes",
    **{one: f"{one.value}, at list price" for one in CURRENCIES},
}
MARKS = {DecimalMark.POINT: "Decimal point, 1,234.5", DecimalMark.COMMA: "Decimal comma, 1.234,5"}
ORDERS = {
    DateOrder.NOT_NEEDED: "No slashed dates",
    DateOrder.DAY_FIRST: "Day first, 31/12/2026",
    DateOrder.MONTH_FIRST: "Month first, 12/31/2026",
}
Word = TypeVar("Word", bound=StrEnum)


def choices(words: Mapping[Word, str]) -> tuple[Choice, ...]:
    return tuple(Choice(value=key.value, word=word) for key, word in words.items())
