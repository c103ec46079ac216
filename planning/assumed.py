"""What is assumed where a company's records don't say, and the list that admits it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Basis(StrEnum):
    INFERRED = "inferred"
    """Computed from the records by a rule that may be wrong."""
    ASSUMED = "assumed"
    """Invented: the records say nothing about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One thing in an inferred company that no record states."""

    what: str
    value: str
    why: str
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """Invented numbers, the same for every item. All of them appear in the manifest."""

    price_eur: Decimal = Decimal("2.00")
    variable_cost_eur: Decimal = Decimal("1.50")
    hours_per_week: int = 120
    overtime_hours_per_week: int = 12
    overtime_premium_eur_per_hour: Decimal = Decimal(100)
    material_cost_eur: Decimal = Decimal("1.00")
    """Of what one unit is made from."""
    lead_time_weeks: int = 6
    expedite_lead_time_weeks: int = 3
    expedite_premium_eur: Decimal = Decimal("0.25")
    material_cover_weeks: int = 6
    """Of mean orders on hand."""
    safety_stock_days: int = 3
    holding_pct_per_year: Decimal = Decimal(12)
    core_pct: Decimal = Decimal(80)
    """Items are core until they make up this share of all units, the largest first."""


def assumed_numbers(assume: Assumptions) -> tuple[Stated, ...]:
    """The manifest's lines for what was invented."""
    premium, dearer = assume.overtime_premium_eur_per_hour, assume.expedite_premium_eur
    fast = assume.expedite_lead_time_weeks
    said = (
        ("price", f"EUR {assume.price_eur} a unit", "no prices are recorded"),
        ("variable cost", f"EUR {assume.variable_cost_eur} a unit", "no costs are recorded"),
        ("regular hours", f"{assume.hours_per_week} a week on every line", "only output is known"),
        (
            "overtime",
            f"{assume.overtime_hours_per_week} hours a week at EUR {premium} more",
            "no shifts are recorded",
        ),
        (
            "bill of materials",
            "one material per product group, one of it in each unit, no scrap",
            "none is recorded",
        ),
        ("material cost", f"EUR {assume.material_cost_eur}", "no costs are recorded"),
        (
            "lead time",
            f"{assume.lead_time_weeks} weeks; expedited {fast} for EUR {dearer} more",
            "no purchases are recorded",
        ),
        (
            "material on hand",
            f"{assume.material_cover_weeks} weeks of mean orders, nothing on order",
            "no stock of materials is recorded",
        ),
        ("safety stock", f"{assume.safety_stock_days} days of mean orders", "no policy is known"),
        ("carrying cost", f"{assume.holding_pct_per_year} % a year", "no rate is known"),
        (
            "core items",
            f"the largest until {assume.core_pct} % of the units ordered",
            "no segmentation is recorded",
        ),
        ("customers", "one region, one tier, no service floor", "orders don't name customers"),
        ("planner", "one person for the one region", "no people are recorded"),
        ("currency", "EUR, UTC", "money is invented, so its currency is too"),
    )
    return tuple(
        Stated(what=what, value=value, why=why, basis=Basis.ASSUMED) for what, value, why in said
    )
