"""Halden Foods, the demo company: oat bars from Lund, generated from a seed.

Sales promotes the Oat Bars by 15 % from 7 December. Their syrup takes six weeks from the supplier,
and what is on hand and on order covers only about 7 %.
"""

from datetime import date
from decimal import Decimal
from functools import cache

from planning.calendar_weeks import WEEK
from planning.company import Company, Promotion, Resource, Tier
from runtime.halden_demand import forecast, history
from runtime.halden_people import AUTHORITY, OWNERS, PEOPLE, REGIONS
from runtime.halden_products import BOM, COMPONENTS, ITEMS
from runtime.halden_supply import with_supply

SEED = 7

PLAN_START = date(2026, 11, 9)
PROMOTION_STARTS = PLAN_START + 4 * WEEK

TIERS = (
    Tier(code="key", name="Key accounts", rank=1, service_floor_pct=Decimal(90)),
    Tier(code="retail", name="Retail", rank=2, service_floor_pct=Decimal(85)),
    Tier(code="convenience", name="Convenience", rank=3, service_floor_pct=Decimal(75)),
)

RESOURCES = (
    Resource(
        code="LINE-2",
        name="Line 2, granola",
        plant="Lund",
        hours_per_week=80,
        overtime_hours_per_week=8,
        overtime_premium_eur_per_hour=Decimal(260),
    ),
    Resource(
        code="LINE-3",
        name="Line 3, cups",
        plant="Lund",
        hours_per_week=80,
        overtime_hours_per_week=8,
        overtime_premium_eur_per_hour=Decimal(220),
    ),
    Resource(
        code="LINE-4",
        name="Line 4, bars",
        plant="Lund",
        hours_per_week=120,
        overtime_hours_per_week=12,
        overtime_premium_eur_per_hour=Decimal(460),
    ),
)

CLOSED_DAYS = tuple(
    date(year, month, day)
    for year in (2024, 2025, 2026, 2027)
    for month, day in ((1, 1), *((12, day) for day in (23, 24, 25, 28, 29, 30, 31)))
)
"""Nobody takes deliveries between Christmas and New Year; some of these are weekends anyway."""

OAT_BARS_PROMOTION = Promotion(
    code="OAT-DEC",
    name="Oat Bars December promotion",
    skus=tuple(item.sku for item in ITEMS if item.family == "Oat Bars"),
    tiers=tuple(tier.code for tier in TIERS),
    starts=PROMOTION_STARTS,
    weeks=4,
    uplift_pct=Decimal(15),
)


@cache
def halden_foods(seed: int = SEED) -> Company:
    """The company at the start of its November 2026 cycle; the same seed, the same company."""
    company = Company(
        slug="halden-foods",
        name="Halden Foods",
        currency="EUR",
        timezone="Europe/Copenhagen",
        plan_start=PLAN_START,
        horizon_weeks=18,
        holding_pct_per_year=Decimal(14),
        items=ITEMS,
        regions=REGIONS,
        tiers=TIERS,
        promotions=(OAT_BARS_PROMOTION,),
        components=COMPONENTS,
        bom=BOM,
        resources=RESOURCES,
        stock=(),
        open_supply=(),
        people=PEOPLE,
        history=history(seed, CLOSED_DAYS),
        forecast=forecast(seed, CLOSED_DAYS, OAT_BARS_PROMOTION),
        closed_days=CLOSED_DAYS,
        owners=OWNERS,
        authority=AUTHORITY,
    )
    return with_supply(company, seed)
