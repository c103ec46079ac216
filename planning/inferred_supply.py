"""Items, lines, materials and stock of an inferred company."""

from decimal import ROUND_FLOOR, Decimal

from planning.assumed import Assumptions
from planning.company import BomLine, Component, Item, Resource, Stock
from planning.known_records import Known
from planning.records import whole

DAYS_PER_WEEK = 7
RATE_DIGITS = Decimal("0.000001")


def items(known: Known, assume: Assumptions) -> tuple[Item, ...]:
    core = known.largest(assume.core_pct)
    rates = {group: _hours_per_1000(known, assume, group) for group in known.groups}
    return tuple(
        Item(
            sku=sku,
            name=sku,
            family=known.group_of(sku),
            core=sku in core,
            units_per_case=1,
            price_eur=assume.price_eur,
            variable_cost_eur=assume.variable_cost_eur,
            resource=_line_code(known.group_of(sku)),
            hours_per_1000_units=rates[known.group_of(sku)],
            safety_stock_units=whole(known.ordered_per_day([sku]) * assume.safety_stock_days),
        )
        for sku in known.skus
    )


def lines(known: Known, assume: Assumptions) -> tuple[Resource, ...]:
    """One per product group."""
    return tuple(
        Resource(
            code=_line_code(group),
            name=f"Line of group {group}",
            plant="all",
            hours_per_week=assume.hours_per_week,
            overtime_hours_per_week=assume.overtime_hours_per_week,
            overtime_premium_eur_per_hour=assume.overtime_premium_eur_per_hour,
        )
        for group in known.groups
    )


def materials(known: Known, assume: Assumptions) -> tuple[Component, ...]:
    """One per product group."""
    return tuple(
        Component(
            code=_material_code(group),
            name=f"Material of group {group}",
            unit="pcs",
            supplier="an assumed supplier",
            lead_time_weeks=assume.lead_time_weeks,
            unit_cost_eur=assume.material_cost_eur,
            expedite_lead_time_weeks=assume.expedite_lead_time_weeks,
            expedite_premium_eur=assume.expedite_premium_eur,
            expedite_max_per_week=_weeks_of_orders(known, group, 1),
        )
        for group in known.groups
    )


def bill(known: Known) -> tuple[BomLine, ...]:
    return tuple(
        BomLine(
            sku=sku,
            component=_material_code(known.group_of(sku)),
            qty_per_unit=Decimal(1),
            scrap_pct=Decimal(0),
        )
        for sku in known.skus
    )


def on_hand(known: Known, assume: Assumptions) -> tuple[Stock, ...]:
    """Finished stock as inferred, materials as assumed."""
    weeks = assume.material_cover_weeks
    return (
        *(Stock(code=sku, quantity=known.stock(sku)) for sku in known.skus),
        *(
            Stock(code=_material_code(group), quantity=_weeks_of_orders(known, group, weeks))
            for group in known.groups
        ),
    )


def _hours_per_1000(known: Known, assume: Assumptions, group: str) -> Decimal:
    """Such that the regular hours make the most ever made in a week: 1000 * hours / units."""
    rate = 1000 * assume.hours_per_week / known.most_made_per_week(group)
    return rate.quantize(RATE_DIGITS, ROUND_FLOOR)


def _weeks_of_orders(known: Known, group: str, weeks: int) -> int:
    return whole(known.ordered_per_day(known.skus_of(group)) * DAYS_PER_WEEK * weeks)


def _line_code(group: str) -> str:
    return f"LINE-{group}"


def _material_code(group: str) -> str:
    return f"MATERIAL-{group}"
