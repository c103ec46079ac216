"""A company to plan with, from order records alone; what no record states is listed as such.

Only what was known on the plan's first morning is used, so that the plan can be scored against
what came.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning import inferred_supply
from planning.assumed import Assumptions, Basis, Stated, assumed_numbers
from planning.calendar_weeks import DAY, WEEK
from planning.company import Company, DemandLine, Person, Region, Tier
from planning.forecast import baseline_forecast
from planning.forecast_months import months_between
from planning.known_records import Known, known_on
from planning.records import OrderRecords, by_month, whole

REGION = Region(code="all", name="All regions", owner="planner")
TIER = Tier(code="all", name="All customers", rank=1, service_floor_pct=Decimal(0))
PLANNER = Person(
    key="planner",
    name="Planner",
    email="planner@company.example",
    role="regional_planner",
    title="Demand planner",
    timezone="UTC",
    manager=None,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    company: Company
    manifest: tuple[Stated, ...]
    """Everything in the company that isn't in the records."""


def infer_company(
    records: OrderRecords,
    *,
    slug: str,
    plan_start: date,
    horizon_weeks: int = 13,
    assume: Assumptions | None = None,
) -> Inferred:
    """The company on the Monday `plan_start`; items never made until then are left out."""
    assume = assume or Assumptions()
    known = known_on(plan_start, records)
    history = _history(known)
    last_day = plan_start + WEEK * horizon_weeks - DAY
    ahead = months_between(known.months[-1], last_day)
    company = Company(
        slug=slug,
        name=slug,
        currency="EUR",
        timezone="UTC",
        plan_start=plan_start,
        horizon_weeks=horizon_weeks,
        holding_pct_per_year=assume.holding_pct_per_year,
        items=inferred_supply.items(known, assume),
        regions=(REGION,),
        tiers=(TIER,),
        promotions=(),
        components=inferred_supply.materials(known, assume),
        bom=inferred_supply.bill(known),
        resources=inferred_supply.lines(known, assume),
        stock=inferred_supply.on_hand(known, assume),
        open_supply=(),
        people=(PLANNER,),
        history=history,
        forecast=baseline_forecast(history, months_ahead=ahead).lines,
    )
    return Inferred(company=company, manifest=(*_inferred(known), *assumed_numbers(assume)))


def _history(known: Known) -> tuple[DemandLine, ...]:
    units = {sku: by_month(known.records.ordered.get(sku, {})) for sku in known.skus}
    return tuple(
        DemandLine(
            region=REGION.code,
            sku=sku,
            tier=TIER.code,
            month=month,
            units=units[sku].get(month, 0),
        )
        for sku in known.skus
        for month in known.months
    )


def _inferred(known: Known) -> tuple[Stated, ...]:
    """The manifest's lines for what a rule computed from the records."""
    best = {group: whole(known.most_made_per_week(group)) for group in known.groups}
    dropped = whole(known.ordered(known.never_made))
    said = (
        (
            "finished stock",
            f"{sum(map(known.stock, known.skus)):,} units of {len(known.skus)} items",
            "least opening stock with which no day ended below zero, made less issued since",
        ),
        (
            "weekly capacity",
            ", ".join(f"{group} {units:,} units" for group, units in best.items()),
            "the most each product group made in a week",
        ),
        ("forecast", "baseline", f"from orders of {len(known.months)} months; no plan is recorded"),
        (
            "items left out",
            f"{len(known.never_made)} items, {dropped:,} units",
            "ordered but never made: mistyped codes, or bought elsewhere",
        ),
    )
    return tuple(
        Stated(what=what, value=value, why=why, basis=Basis.INFERRED) for what, value, why in said
    )
