"""Small companies to plan with: one written out, and any number drawn."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite

from planning.calendar_weeks import WEEK
from planning.company import (
    Authority,
    BomLine,
    Company,
    Component,
    DemandLine,
    FinanceLine,
    Item,
    OpenSupply,
    Owned,
    PastForecast,
    Person,
    Promotion,
    Region,
    Resource,
    Stock,
    Tier,
    family_code,
)

START = date(2026, 11, 9)
MONTHS = (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1))


def item(sku: str = "BAR", **changes: Any) -> Item:
    return replace(
        Item(
            sku=sku,
            name=f"{sku.title()} 40 g",
            family="Bars",
            core=True,
            units_per_case=12,
            price_eur=Decimal("4.20"),
            variable_cost_eur=Decimal("2.35"),
            resource="LINE",
            hours_per_1000_units=Decimal(2),
            safety_stock_units=100,
        ),
        **changes,
    )


def tier(code: str = "key", rank: int = 1, floor_pct: int = 0) -> Tier:
    return Tier(code=code, name=code.title(), rank=rank, service_floor_pct=Decimal(floor_pct))


def component(code: str = "SYRUP", **changes: Any) -> Component:
    return replace(
        Component(
            code=code,
            name="Oat syrup",
            unit="kg",
            supplier="Nordhavre",
            lead_time_weeks=3,
            unit_cost_eur=Decimal("1.40"),
            expedite_lead_time_weeks=1,
            expedite_premium_eur=Decimal("2.40"),
            expedite_max_per_week=500,
        ),
        **changes,
    )


def resource(code: str = "LINE", **changes: Any) -> Resource:
    return replace(
        Resource(
            code=code,
            name="Line 4",
            plant="Lund",
            hours_per_week=10,
            overtime_hours_per_week=2,
            overtime_premium_eur_per_hour=Decimal(460),
        ),
        **changes,
    )


def promotion(**changes: Any) -> Promotion:
    return replace(
        Promotion(
            code="DEC",
            name="December promotion",
            skus=("BAR",),
            tiers=("key", "retail"),
            starts=START + 3 * WEEK,
            weeks=2,
            uplift_pct=Decimal(15),
        ),
        **changes,
    )


def line(
    sku: str = "BAR", tier: str = "key", month: date = MONTHS[0], units: int = 4_000
) -> DemandLine:
    return DemandLine(region="north", sku=sku, tier=tier, month=month, units=units)


def company(**changes: Any) -> Company:
    """Two items on one line share a syrup that runs short in the promotion."""
    made = Company(
        slug="small",
        name="Small & Sons",
        currency="EUR",
        timezone="Europe/Copenhagen",
        plan_start=START,
        horizon_weeks=7,
        holding_pct_per_year=Decimal("12.5"),
        items=(item(), item("SEED", core=False, price_eur=Decimal("3.90"), safety_stock_units=50)),
        regions=(Region(code="north", name="North", owner="erik"),),
        tiers=(tier(), tier("retail", 2)),
        promotions=(promotion(),),
        components=(component(),),
        bom=(
            BomLine(
                sku="BAR", component="SYRUP", qty_per_unit=Decimal("0.12"), scrap_pct=Decimal(2)
            ),
            BomLine(
                sku="SEED", component="SYRUP", qty_per_unit=Decimal("0.09"), scrap_pct=Decimal(0)
            ),
        ),
        resources=(resource(),),
        stock=(Stock(code="BAR", quantity=700), Stock(code="SYRUP", quantity=600)),
        open_supply=(
            OpenSupply(
                code="SYRUP", quantity=350, arrives=START + timedelta(days=8), reference="PO-1"
            ),
        ),
        people=(
            Person(
                key="erik",
                name="Erik Holm",
                email="erik@small.example",
                role="regional_planner",
                title="Demand planner",
                timezone="Europe/Copenhagen",
                manager=None,
            ),
        ),
        history=(line(month=date(2026, 10, 1)),),
        forecast=tuple(
            line(sku, code, month)
            for sku in ("BAR", "SEED")
            for code in ("key", "retail")
            for month in MONTHS
        ),
        closed_days=(date(2026, 12, 24), date(2026, 12, 25)),
        owners=(Owned(kind="resource", code="LINE", person="erik"),),
        authority=(
            Authority(person="erik", role=None, gate=None, limit_eur=Decimal("1500.50")),
            Authority(person=None, role="regional_planner", gate="trade_off", limit_eur=Decimal(0)),
        ),
    )
    return replace(made, **changes)


def told_everything() -> Company:
    """The same, with everything that a directory may leave out."""
    small = company()
    first, second = small.items
    said = line(month=date(2026, 10, 1))
    return replace(
        small,
        frozen_weeks=2,
        items=(replace(first, launch=date(2026, 11, 2)), replace(second, discontinued=START)),
        promotions=(promotion(dip_pct=Decimal(5), cannibalisation_pct=Decimal(0)),),
        components=(component(min_order_quantity=500),),
        orders=(line(month=date(2026, 12, 1)),),
        finance=(
            FinanceLine(
                family=family_code(first.family),
                month=date(2026, 12, 1),
                revenue_eur=Decimal(90_000),
            ),
        ),
        past_forecasts=(
            PastForecast(
                stream="regional",
                person="erik",
                region=said.region,
                sku=said.sku,
                tier=said.tier,
                month=said.month,
                lag_months=1,
                units=3900,
            ),
        ),
    )


@composite
def companies(draw: DrawFn) -> Company:
    """Any small company: scarce or not, with or without components and a promotion."""
    weeks = draw(st.integers(2, 7))
    items = draw(_items())
    tiers = tuple(
        tier(code, rank, draw(st.sampled_from((0, 60, 95))))
        for rank, code in enumerate(("key", "retail")[: draw(st.integers(1, 2))], start=1)
    )
    components = draw(_components())
    codes = [each.sku for each in items] + [part.code for part in components]
    return company(
        horizon_weeks=weeks,
        items=items,
        tiers=tiers,
        promotions=draw(_promotions(items, tiers)),
        components=components,
        bom=draw(_bom(items, components)),
        resources=tuple(
            resource(
                code,
                hours_per_week=draw(st.integers(0, 20)),
                overtime_hours_per_week=draw(st.integers(0, 6)),
            )
            for code in ("LINE", "CUPS")
        ),
        stock=tuple(
            Stock(code=code, quantity=draw(st.integers(0, 2_000)))
            for code in draw(st.sets(st.sampled_from(codes)).map(sorted))
        ),
        open_supply=draw(st.lists(_open_supply(codes), max_size=3).map(tuple)),
        forecast=tuple(
            line(each.sku, buyer.code, month, draw(st.integers(0, 6_000)))
            for each in items
            for buyer in tiers
            for month in MONTHS
        ),
        closed_days=tuple(draw(st.sets(st.dates(START, START + 7 * WEEK), max_size=4).map(sorted))),
    )


@composite
def _items(draw: DrawFn) -> tuple[Item, ...]:
    return tuple(
        item(
            sku,
            core=draw(st.booleans()),
            resource=draw(st.sampled_from(("LINE", "CUPS"))),
            hours_per_1000_units=Decimal(draw(st.integers(1, 40))) / 10,
            safety_stock_units=draw(st.integers(0, 800)),
        )
        for sku in ("BAR", "SEED", "CUP")[: draw(st.integers(1, 3))]
    )


@composite
def _components(draw: DrawFn) -> tuple[Component, ...]:
    made: list[Component] = []
    for code in ("SYRUP", "FILM")[: draw(st.integers(0, 2))]:
        lead = draw(st.integers(0, 9))
        expedite = draw(st.none() | st.integers(0, lead))
        most = draw(st.integers(0, 400))
        made.append(
            component(
                code,
                lead_time_weeks=lead,
                expedite_lead_time_weeks=expedite,
                expedite_max_per_week=most,
            )
        )
    return tuple(made)


@composite
def _bom(
    draw: DrawFn, items: tuple[Item, ...], components: tuple[Component, ...]
) -> tuple[BomLine, ...]:
    return tuple(
        BomLine(
            sku=each.sku,
            component=part.code,
            qty_per_unit=Decimal(draw(st.integers(1, 480))) / 100,
            scrap_pct=Decimal(draw(st.integers(0, 10))),
        )
        for each in items
        for part in components
        if draw(st.booleans())
    )


@composite
def _promotions(
    draw: DrawFn, items: tuple[Item, ...], tiers: tuple[Tier, ...]
) -> tuple[Promotion, ...]:
    if not draw(st.booleans()):
        return ()
    skus = draw(st.sets(st.sampled_from([each.sku for each in items]), min_size=1).map(sorted))
    return (
        promotion(
            skus=tuple(skus),
            tiers=tuple(each.code for each in tiers),
            starts=START + draw(st.integers(0, 6)) * WEEK,
            weeks=draw(st.integers(1, 3)),
            uplift_pct=Decimal(draw(st.integers(1, 60))),
        ),
    )


@composite
def _open_supply(draw: DrawFn, codes: list[str]) -> OpenSupply:
    return OpenSupply(
        code=draw(st.sampled_from(codes)),
        quantity=draw(st.integers(0, 2_000)),
        arrives=draw(st.dates(START - WEEK, START + 9 * WEEK)),
        reference="PO-9",
    )
