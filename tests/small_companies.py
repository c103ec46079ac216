"""Small companies to plan with: one written out, and any number drawn."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from planning.calendar_weeks import WEEK
from planning.company import (
    Authority,
    BomLine,
    Company,
    Component,
    DemandLine,
    Item,
    OpenSupply,
    Owned,
    Person,
    Promotion,
    Region,
    Resource,
    Stock,
    Tier,
    family_code,
)
from planning.company_network import Alternate, Lane, Routing, Scheduled, Setup, Source, Substitute
from planning.company_records import (
    Account,
    BudgetLine,
    Elasticity,
    FinanceLine,
    Movement,
    PastForecast,
    Rate,
)
from planning.company_streams import Override, StreamLine, Weight

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
        weekly_weeks=4,
        collect_days=30,
        pay_days=45,
        items=(
            replace(first, launch=date(2026, 11, 2), shelf_life_weeks=6, max_cover_weeks=3),
            replace(second, discontinued=START),
        ),
        tiers=(small.tiers[0], replace(small.tiers[1], waits_weeks=1)),
        promotions=(promotion(dip_pct=Decimal(5), cannibalisation_pct=Decimal(0)),),
        components=(
            component(min_order_quantity=500, order_multiple=100, order_cost_eur=Decimal(25)),
            component(
                "TOPPING",
                name="Topping",
                lead_time_weeks=1,
                expedite_lead_time_weeks=None,
                resource="MIXER",
                hours_per_1000_units=Decimal(3),
            ),
        ),
        bom=(
            *small.bom,
            BomLine(sku="BAR", component="TOPPING", qty_per_unit=Decimal(1), scrap_pct=Decimal(0)),
            BomLine(
                sku="TOPPING", component="SYRUP", qty_per_unit=Decimal("0.1"), scrap_pct=Decimal(5)
            ),
        ),
        resources=(
            resource(frozen_weeks=1, slushy_weeks=2, slushy_change_pct=Decimal(20)),
            resource("MIXER", plant="Hove"),
        ),
        rates=(Rate(currency="SEK", day=START, eur=Decimal("0.09")),),
        accounts=(Account(code="C-1", name="Coop", region=small.regions[0].code, tier="key"),),
        movements=(Movement(code="BAR", day=START, quantity=-1, what="shipped"),),
        streams=(
            StreamLine(
                stream="marketing",
                region=small.regions[0].code,
                sku="BAR",
                tier="key",
                month=MONTHS[0],
                units=9,
            ),
        ),
        weights=(Weight(stream="marketing", region=None, family="bars", weight=Decimal(2)),),
        overrides=(
            Override(
                region=None,
                family="bars",
                sku=None,
                tier=None,
                month=MONTHS[1],
                units=5,
                author=small.people[0].key,
                reason="A listing.",
            ),
        ),
        routings=(
            Routing(
                sku="BAR",
                resource="MIXER",
                hours_per_1000_units=Decimal(3),
                extra_cost_eur=Decimal("0.05"),
                standing=False,
            ),
        ),
        sources=(
            Source(
                component="SYRUP",
                supplier="Sydhavn",
                lead_time_weeks=2,
                extra_cost_eur=Decimal("0.30"),
                max_per_week=200,
                standing=True,
            ),
        ),
        alternates=(
            Alternate(
                component="SYRUP", alternate="TOPPING", qty_per_unit=Decimal(2), standing=False
            ),
        ),
        substitutes=(
            Substitute(sku="SEED", substitute="BAR", tiers=("key", "retail"), standing=False),
        ),
        elasticities=(
            Elasticity(
                sku="BAR",
                tier=None,
                elasticity=Decimal("-1.4"),
                most_pct=Decimal(8),
                notice_weeks=1,
                source="Price test of spring 2026",
            ),
        ),
        lanes=(
            Lane(
                region=small.regions[0].code,
                plant="Hove",
                extra_cost_eur=Decimal("0.04"),
                notice_weeks=1,
            ),
        ),
        budget=(
            BudgetLine(
                region=small.regions[0].code,
                sku="BAR",
                month=MONTHS[1],
                units=9_000,
                price=Decimal(45),
                currency="SEK",
                eur=Decimal("0.095"),
            ),
        ),
        setups=(Setup(sku="BAR", resource="MIXER", hours=Decimal("0.5"), cost_eur=Decimal(40)),),
        schedule=(Scheduled(sku="BAR", week=START, units=3_000),),
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
