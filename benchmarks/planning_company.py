"""A company of any size to plan with: items, doughs mixed in the house, bought ingredients."""

from datetime import date
from decimal import Decimal
from random import Random

from planning.company import (
    BomLine,
    Company,
    Component,
    DemandLine,
    Item,
    OpenSupply,
    Person,
    Promotion,
    Region,
    Resource,
    Stock,
    Tier,
)

START = date(2026, 11, 2)
WEEKS = 26
MONTHS = tuple(date(2026 + at // 12, at % 12 + 1, 1) for at in range(10, 17))
TIERS = ("key", "retail", "web")


def company_of(items: int, *, seed: int = 7) -> Company:
    """Three levels: an item takes a dough and a wrap, a dough two of the ingredients.

    Lines are full for about nine tenths, a few ingredients run short inside their lead time.
    """
    rng = Random(seed)
    doughs, wraps, raw = max(items // 5, 2), max(items // 4, 2), max(items // 8, 2)
    lines, mixers = max(items // 12, 2), max(doughs // 12, 1)
    made = tuple(_item(at, rng, lines) for at in range(items))
    parts = (
        *(_dough(at, rng, mixers) for at in range(doughs)),
        *(_bought(f"WRAP-{at:04}", rng) for at in range(wraps)),
        *(_bought(f"RAW-{at:04}", rng) for at in range(raw)),
    )
    bom = (
        *(_line(i.sku, f"DOUGH-{at % doughs:04}", "0.5") for at, i in enumerate(made)),
        *(_line(i.sku, f"WRAP-{at % wraps:04}", "1") for at, i in enumerate(made)),
        *(_line(f"DOUGH-{at:04}", f"RAW-{at % raw:04}", "0.7") for at in range(doughs)),
        *(_line(f"DOUGH-{at:04}", f"RAW-{(at + 1) % raw:04}", "0.4") for at in range(doughs)),
    )
    stock, supply = _supply(made, parts, rng)
    return Company(
        slug="bench",
        name="Bench",
        currency="EUR",
        timezone="Europe/Copenhagen",
        plan_start=START,
        horizon_weeks=WEEKS,
        holding_pct_per_year=Decimal(12),
        items=made,
        regions=(Region(code="all", name="All", owner="pia"),),
        tiers=tuple(
            Tier(code=code, name=code.title(), rank=rank, service_floor_pct=Decimal(90 - 15 * rank))
            for rank, code in enumerate(TIERS, start=1)
        ),
        promotions=(
            Promotion(
                code="DEC",
                name="December",
                skus=tuple(i.sku for i in made[: max(items // 8, 1)]),
                tiers=TIERS,
                starts=date(2026, 12, 14),
                weeks=2,
                uplift_pct=Decimal(15),
            ),
        ),
        components=parts,
        bom=bom,
        resources=(
            *(_resource(f"LINE-{at:03}", 60) for at in range(lines)),
            *(_resource(f"MIXER-{at:03}", 60) for at in range(mixers)),
        ),
        stock=stock,
        open_supply=supply,
        people=(_pia(),),
        history=(),
        forecast=tuple(
            DemandLine(
                region="all", sku=i.sku, tier=tier, month=month, units=rng.randint(2_000, 8_000)
            )
            for i in made
            for tier in TIERS
            for month in MONTHS
        ),
    )


def _item(at: int, rng: Random, lines: int) -> Item:
    price = Decimal(rng.randint(200, 600)) / 100
    return Item(
        sku=f"ITEM-{at:05}",
        name=f"Item {at}",
        family=f"Family {at % 9}",
        core=at % 3 > 0,
        units_per_case=12,
        price_eur=price,
        variable_cost_eur=price * Decimal(rng.randint(50, 75)) / 100,
        resource=f"LINE-{at % lines:03}",
        hours_per_1000_units=Decimal(rng.randint(8, 16)) / 10,
        safety_stock_units=rng.randint(200, 900),
    )


def _dough(at: int, rng: Random, mixers: int) -> Component:
    return Component(
        code=f"DOUGH-{at:04}",
        name=f"Dough {at}",
        unit="kg",
        supplier="in the house",
        lead_time_weeks=1,
        unit_cost_eur=Decimal(rng.randint(40, 90)) / 100,
        expedite_lead_time_weeks=None,
        expedite_premium_eur=Decimal(0),
        expedite_max_per_week=0,
        resource=f"MIXER-{at % mixers:03}",
        hours_per_1000_units=Decimal(rng.randint(2, 5)) / 10,
    )


def _bought(code: str, rng: Random) -> Component:
    lead = rng.randint(2, 7)
    return Component(
        code=code,
        name=code.title(),
        unit="kg",
        supplier="Nordhavre",
        lead_time_weeks=lead,
        unit_cost_eur=Decimal(rng.randint(5, 40)) / 100,
        expedite_lead_time_weeks=lead // 2,
        expedite_premium_eur=Decimal(rng.randint(10, 60)) / 100,
        expedite_max_per_week=4_000,
    )


def _line(into: str, component: str, quantity: str) -> BomLine:
    return BomLine(
        sku=into, component=component, qty_per_unit=Decimal(quantity), scrap_pct=Decimal(2)
    )


def _resource(code: str, hours: int) -> Resource:
    return Resource(
        code=code,
        name=code.title(),
        plant="Lund" if int(code[-1]) % 2 else "Odense",
        hours_per_week=hours,
        overtime_hours_per_week=hours // 6,
        overtime_premium_eur_per_hour=Decimal(300),
    )


def _supply(
    made: tuple[Item, ...], parts: tuple[Component, ...], rng: Random
) -> tuple[tuple[Stock, ...], tuple[OpenSupply, ...]]:
    """Most of what is used until an order could arrive, on hand and on order."""
    stock = [Stock(code=i.sku, quantity=rng.randint(500, 3_000)) for i in made]
    supply: list[OpenSupply] = []
    for part in parts:
        weekly = {"D": 8_000, "W": 14_000, "R": 12_000}[part.code[0]]
        stock.append(Stock(code=part.code, quantity=2 * weekly))
        if part.resource is None and part.lead_time_weeks > 1:
            share = Decimal(rng.randint(80, 130)) / 100
            supply.append(
                OpenSupply(
                    code=part.code,
                    quantity=int(weekly * (part.lead_time_weeks - 1) * share),
                    arrives=START,
                    reference=f"PO-{part.code}",
                )
            )
    return tuple(stock), tuple(supply)


def _pia() -> Person:
    return Person(
        key="pia",
        name="Pia",
        email="pia@bench.example",
        role="sop_lead",
        title="S&OP lead",
        timezone="Europe/Copenhagen",
        manager=None,
    )
