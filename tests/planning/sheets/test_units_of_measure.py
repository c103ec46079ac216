"""What a file counts, converted item by item, exactly; or objected to where nobody said how."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from planning.sheets.lines import Uom
from planning.sheets.mapping import ReadSheet
from planning.sheets.read_sheet import read_sheets
from planning.sheets.reading import read_grids
from planning.sheets.vocabulary import uom_in, vocabulary
from tests.small_companies import company

ITEMS = tuple(
    replace(item, units_per_case=12, units_per_pallet=960, kg_per_unit=Decimal("0.35"))
    for item in company().items
)
KNOWN = vocabulary(replace(company(), items=ITEMS), region="north")
UNSAID = vocabulary(company(), region="north")


def read(unit: str, quantity: str, known: object = KNOWN) -> ReadSheet:
    text = f"Item;Tier;Month;Quantity;Unit\nBAR;key;2026-11;{quantity};{unit}\n"
    assert known is KNOWN or known is UNSAID
    vocabulary_ = KNOWN if known is KNOWN else UNSAID
    (sheet,) = read_sheets(read_grids("plan.csv", text.encode()), vocabulary_)
    return sheet


@pytest.mark.parametrize(
    ("unit", "quantity", "uom", "units", "exact"),
    [
        ("pcs", "7", Uom.UNITS, 7, Fraction(7)),
        ("cases", "2,5", Uom.CASES, 30, Fraction(30)),
        ("Paletten", "3", Uom.PALLETS, 2880, Fraction(2880)),
        ("kg", "7", Uom.KILOGRAMS, 20, Fraction(20)),
        ("t", "1,2", Uom.TONNES, 3429, Fraction(24_000, 7)),
        ("toneladas", "-1,2", Uom.TONNES, -3429, Fraction(-24_000, 7)),
    ],
)
def test_each_unit_becomes_units_of_the_item(
    unit: str, quantity: str, uom: Uom, units: int, exact: Fraction
) -> None:
    (line,) = read(unit, quantity).lines
    assert (line.uom, line.units, line.exact_units) == (uom, units, exact)
    assert line.quantity == Decimal(quantity.replace(",", "."))


@pytest.mark.parametrize("unit", ["pallets", "kg", "tonnes"])
def test_what_nobody_said_the_size_of_is_asked_for_and_not_guessed(unit: str) -> None:
    sheet = read(unit, "3", UNSAID)
    assert sheet.lines == ()
    (problem,) = sheet.problems
    assert problem.rule == "R30"
    assert "items.csv" in problem.expected


@pytest.mark.parametrize(
    ("title", "uom"),
    [("Forecast (t)", Uom.TONNES), ("Menge [kg]", Uom.KILOGRAMS), ("Pales", Uom.PALLETS)],
)
def test_a_title_may_say_it_for_all(title: str, uom: Uom) -> None:
    assert uom_in(title) is uom
