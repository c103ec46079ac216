"""A company small enough to reckon by hand: two items, one resin, one press, eight weeks."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from planning.company import (
    BomLine,
    Company,
    Component,
    DemandLine,
    Item,
    Person,
    Promotion,
    Region,
    Resource,
    Stock,
    Tier,
)
from planning.constraints import Constraint, find_constraints
from planning.options import SolvedOption, solve_options
from planning.standard_scenarios import standard_scenarios
from runtime.halden import halden_foods

START = date(2026, 11, 2)
PLENTY = 1_000_000
MONTHS = (date(2026, 11, 1), date(2026, 12, 1))


def item(sku: str, *, core: bool) -> Item:
    return Item(
        sku=sku,
        name=f"Clip {sku}",
        family="Clips" if core else "Spares",
        core=core,
        units_per_case=10,
        price_eur=Decimal(10),
        variable_cost_eur=Decimal(6),
        resource="PRESS",
        hours_per_1000_units=Decimal(10),
        safety_stock_units=0,
    )


def tier(code: str, rank: int, floor: int) -> Tier:
    return Tier(code=code, name=code.title(), rank=rank, service_floor_pct=Decimal(floor))


def person(key: str, role: str) -> Person:
    return Person(
        key=key,
        name=key.title(),
        email=f"{key}@small.example",
        role=role,
        title=role.replace("_", " ").capitalize(),
        timezone="Europe/Copenhagen",
        manager=None,
    )


RESIN = Component(
    code="RESIN",
    name="Resin",
    unit="kg",
    supplier="Polyma",
    lead_time_weeks=4,
    unit_cost_eur=Decimal(1),
    expedite_lead_time_weeks=1,
    expedite_premium_eur=Decimal("0.5"),
    expedite_max_per_week=3000,
)
PRESS = Resource(
    code="PRESS",
    name="Press",
    plant="Small",
    hours_per_week=400,
    overtime_hours_per_week=20,
    overtime_premium_eur_per_hour=Decimal(50),
)
SPRING = Promotion(
    code="P",
    name="Clip weeks",
    skus=("A",),
    tiers=("key", "retail"),
    starts=date(2026, 11, 16),
    weeks=2,
    uplift_pct=Decimal(20),
)


def forecast(units: dict[str, int], tiers: tuple[str, ...]) -> tuple[DemandLine, ...]:
    return tuple(
        DemandLine(region="all", sku=sku, tier=code, month=month, units=number)
        for sku, number in units.items()
        for code in tiers
        for month in MONTHS
    )


def small_company(*, resin: int = PLENTY, hours: int = 400, **changes: Any) -> Company:
    """Two thousand A and five hundred B a week over two tiers, a kilogram of resin each."""
    company = Company(
        slug="small",
        name="Small",
        currency="EUR",
        timezone="Europe/Copenhagen",
        plan_start=START,
        horizon_weeks=8,
        holding_pct_per_year=Decimal(10),
        items=(item("A", core=True), item("B", core=False)),
        regions=(Region(code="all", name="All", owner="pia"),),
        tiers=(tier("key", 1, 90), tier("retail", 2, 50)),
        promotions=(SPRING,),
        components=(RESIN,),
        bom=tuple(
            BomLine(sku=sku, component="RESIN", qty_per_unit=Decimal(1), scrap_pct=Decimal(0))
            for sku in ("A", "B")
        ),
        resources=(replace(PRESS, hours_per_week=hours),),
        stock=(Stock(code="RESIN", quantity=resin),),
        open_supply=(),
        people=(person("pia", "sop_lead"), person("carl", "coo"), person("gro", "general_manager")),
        history=(),
        forecast=forecast({"A": 4200, "B": 1050}, ("key", "retail")),
    )
    return replace(company, **changes)


def one_tier(company: Company) -> Company:
    lines = tuple(replace(line, tier="key") for line in company.forecast if line.tier == "key")
    promotions = tuple(replace(one, tiers=("key",)) for one in company.promotions)
    return replace(company, tiers=company.tiers[:1], forecast=lines, promotions=promotions)


@cache
def halden() -> Company:
    return halden_foods()


@cache
def halden_constraints() -> tuple[Constraint, ...]:
    return find_constraints(halden())


@cache
def halden_options() -> tuple[SolvedOption, ...]:
    return solve_options(halden(), standard_scenarios(halden(), halden_constraints()))


@cache
def solved(company: Company) -> tuple[tuple[Constraint, ...], tuple[SolvedOption, ...]]:
    found = find_constraints(company)
    return found, solve_options(company, standard_scenarios(company, found))


SITUATIONS = {
    "short of resin": small_company(resin=8_000),
    "full press": small_company(hours=22),
    "short of both": small_company(resin=8_000, hours=20),
    "no promotion": small_company(resin=8_000, promotions=()),
    "nothing short": small_company(),
    "one tier": one_tier(small_company(resin=4_000)),
    "no expedite": small_company(
        resin=8_000, components=(replace(RESIN, expedite_lead_time_weeks=None),)
    ),
}
