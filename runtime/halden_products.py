"""What Halden Foods makes and what it is made of."""

from decimal import Decimal
from typing import NamedTuple

from planning.company import BomLine, Component, Item


class Family(NamedTuple):
    prefix: str
    name: str
    core: bool
    resource: str
    hours_per_1000_units: str
    units_per_case: int
    recipe: dict[str, str]
    """Component code to quantity per unit."""


class Product(NamedTuple):
    name: str
    price_eur: str
    variable_cost_eur: str
    units_per_week: int


OAT_BARS = Family(
    "OB",
    "Oat Bars",
    core=True,
    resource="LINE-4",
    hours_per_1000_units="0.24",
    units_per_case=12,
    recipe={"OAT-SYRUP": "0.120", "ROLLED-OATS": "0.210", "BAR-FILM": "4.8", "CARTON": "1"},
)
GRANOLA = Family(
    "GR",
    "Granola",
    core=True,
    resource="LINE-2",
    hours_per_1000_units="0.47",
    units_per_case=10,
    recipe={"HONEY": "0.060", "ROLLED-OATS": "0.300", "NUT-MIX": "0.070", "POUCH": "1"},
)
SEED_BARS = Family(
    "SB",
    "Seed Bars",
    core=False,
    resource="LINE-4",
    hours_per_1000_units="0.255",
    units_per_case=12,
    recipe={"OAT-SYRUP": "0.090", "SEED-MIX": "0.190", "BAR-FILM": "4.8", "CARTON": "1"},
)
PORRIDGE = Family(
    "PC",
    "Porridge Cups",
    core=False,
    resource="LINE-3",
    hours_per_1000_units="0.80",
    units_per_case=8,
    recipe={"ROLLED-OATS": "0.055", "MILK-POWDER": "0.012", "CUP": "1"},
)

PRODUCTS: tuple[tuple[Family, tuple[Product, ...]], ...] = (
    (
        OAT_BARS,
        (
            Product("Oat Bar Original 12 x 35 g", "4.20", "2.35", 93_000),
            Product("Oat Bar Honey 12 x 35 g", "4.20", "2.38", 66_000),
            Product("Oat Bar Chocolate 12 x 35 g", "4.60", "2.62", 72_000),
            Product("Oat Bar Apple 12 x 35 g", "4.20", "2.40", 42_000),
            Product("Oat Bar Berry 12 x 35 g", "4.40", "2.51", 36_000),
            Product("Oat Bar Mini 24 x 18 g", "4.90", "2.86", 30_000),
            Product("Oat Bar Protein 9 x 45 g", "5.90", "3.48", 21_000),
        ),
    ),
    (
        GRANOLA,
        (
            Product("Granola Classic 500 g", "3.60", "2.02", 40_500),
            Product("Granola Nuts 500 g", "4.10", "2.41", 28_500),
            Product("Granola Berry 400 g", "3.90", "2.25", 24_000),
            Product("Granola Cocoa 400 g", "3.80", "2.17", 19_500),
            Product("Granola Low Sugar 400 g", "4.20", "2.44", 13_500),
            Product("Granola Family 1 kg", "6.40", "3.77", 9_000),
        ),
    ),
    (
        SEED_BARS,
        (
            Product("Seed Bar Pumpkin 10 x 30 g", "3.90", "2.56", 33_000),
            Product("Seed Bar Sesame 10 x 30 g", "3.80", "2.51", 24_000),
            Product("Seed Bar Sunflower 10 x 30 g", "3.70", "2.46", 21_000),
            Product("Seed Bar Salted 10 x 30 g", "3.90", "2.60", 15_000),
            Product("Seed Bar Cranberry 10 x 30 g", "4.00", "2.70", 10_500),
            Product("Seed Bar Mixed 20 x 30 g", "7.10", "4.85", 6_000),
        ),
    ),
    (
        PORRIDGE,
        (
            Product("Porridge Cup Plain 60 g", "1.20", "0.71", 25_500),
            Product("Porridge Cup Apple 60 g", "1.30", "0.79", 19_500),
            Product("Porridge Cup Cocoa 60 g", "1.30", "0.80", 16_500),
            Product("Porridge Cup Berry 60 g", "1.35", "0.84", 12_000),
            Product("Porridge Cup Protein 65 g", "1.70", "1.10", 9_000),
        ),
    ),
)

SAFETY_STOCK_WEEKS = Decimal("0.14")


def _items() -> tuple[Item, ...]:
    return tuple(
        Item(
            sku=f"{family.prefix}-{number:02}",
            name=product.name,
            family=family.name,
            core=family.core,
            units_per_case=family.units_per_case,
            price_eur=Decimal(product.price_eur),
            variable_cost_eur=Decimal(product.variable_cost_eur),
            resource=family.resource,
            hours_per_1000_units=Decimal(family.hours_per_1000_units),
            safety_stock_units=round(product.units_per_week * SAFETY_STOCK_WEEKS),
        )
        for family, products in PRODUCTS
        for number, product in enumerate(products, start=1)
    )


def _bom() -> tuple[BomLine, ...]:
    return tuple(
        BomLine(
            sku=f"{family.prefix}-{number:02}",
            component=component,
            qty_per_unit=Decimal(quantity),
            scrap_pct=Decimal(2),
        )
        for family, products in PRODUCTS
        for number in range(1, len(products) + 1)
        for component, quantity in family.recipe.items()
    )


class Material(NamedTuple):
    code: str
    name: str
    unit: str
    supplier: str
    lead_time_weeks: int
    unit_cost_eur: str


MATERIALS = (
    Material("ROLLED-OATS", "Rolled oats", "kg", "Skånemöllan", 2, "0.62"),
    Material("SEED-MIX", "Seed mix", "kg", "Agrosem", 4, "2.90"),
    Material("NUT-MIX", "Nut mix", "kg", "Frutos Valencia", 5, "6.40"),
    Material("HONEY", "Honey", "kg", "Bihuset", 3, "3.80"),
    Material("MILK-POWDER", "Milk powder", "kg", "Arnum Dairy", 3, "3.10"),
    Material("BAR-FILM", "Bar film", "m", "Pakko", 4, "0.021"),
    Material("CARTON", "Carton", "pcs", "Kartonverket", 2, "0.085"),
    Material("POUCH", "Pouch", "pcs", "Pakko", 4, "0.094"),
    Material("CUP", "Cup with lid", "pcs", "Kartonverket", 3, "0.071"),
)

OAT_SYRUP = Component(
    code="OAT-SYRUP",
    name="Oat syrup",
    unit="kg",
    supplier="Nordhavre",
    lead_time_weeks=6,
    unit_cost_eur=Decimal("1.40"),
    expedite_lead_time_weeks=3,
    expedite_premium_eur=Decimal("2.40"),
    expedite_max_per_week=14_000,
)

ITEMS = _items()
BOM = _bom()
COMPONENTS = (
    OAT_SYRUP,
    *(
        Component(
            code=material.code,
            name=material.name,
            unit=material.unit,
            supplier=material.supplier,
            lead_time_weeks=material.lead_time_weeks,
            unit_cost_eur=Decimal(material.unit_cost_eur),
            expedite_lead_time_weeks=None,
            expedite_premium_eur=Decimal(0),
            expedite_max_per_week=0,
        )
        for material in MATERIALS
    ),
)
