"""Levers: what a scenario changes about the agreed case, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from planning.calendar_weeks import WEEK
from planning.company import Company, Promotion
from planning.demand import agreed_demand, without_uplift
from planning.levers_of_demand import MoveDemand, RaisePrice
from planning.levers_of_promotion import ScalePromotion, ShiftPromotion
from planning.levers_of_supply import ShareFairly, UseOtherLines, UseOtherSuppliers
from planning.notice import CUSTOMER_NOTICE_WEEKS, INTERNAL_WEEKS, Reversibility
from planning.periods import period_at
from planning.rules import Case, Expedite, Prebuild

MILLIONTH = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitPromotion:
    """Run a promotion in some tiers only; the others' uplift leaves the demand."""

    promotion: str
    tiers: tuple[str, ...]

    def apply(self, case: Case) -> Case:
        demand = without_uplift(
            case.demand,
            case.company,
            applies=lambda promotion, row: (
                promotion.code == self.promotion and row.tier not in self.tiers
            ),
        )
        return replace(case, demand=demand)

    def weeks_ahead(self, _company: Company) -> int:
        return CUSTOMER_NOTICE_WEEKS

    def impossible(self, _company: Company) -> str | None:
        """Why it can't be pulled; None where it can."""
        return None if self.tiers else "a promotion runs somewhere, or isn't run at all"

    @property
    def reversibility(self) -> Reversibility:
        return Reversibility.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildEarly:
    """Expedite components, allow overtime, and enter the promotion with its uplift on stock."""

    components: tuple[str, ...]
    """Those that may be expedited."""
    expedite_share_pct: Decimal = Decimal(100)
    """Of the supplier's most per week."""
    overtime: bool = True
    overtime_most_hours: int | None = None
    """A line's most per week, where its own limit isn't lower."""
    prebuild_pct: Decimal = Decimal(100)
    """Of the promotions' uplift wanted on top of safety stock the week before they start."""

    def apply(self, case: Case) -> Case:
        expedite = tuple(
            Expedite(
                component=part.code,
                max_per_week=share_of(part.expedite_max_per_week, self.expedite_share_pct),
            )
            for part in case.company.components
            if part.code in self.components
        )
        rules = replace(
            case.rules,
            expedite=expedite,
            overtime=case.rules.overtime or self.overtime,
            overtime_most_hours=self.overtime_most_hours,
            prebuild=_uplift_on_stock(case, self.prebuild_pct),
        )
        return replace(case, rules=rules)

    def weeks_ahead(self, company: Company) -> int:
        """The longest expedite lead time, and a week to place the order and take it in."""
        leads = [
            part.expedite_lead_time_weeks or 0
            for part in company.components
            if part.code in self.components
        ]
        return max(leads, default=0) + INTERNAL_WEEKS

    def impossible(self, company: Company) -> str | None:
        """Why it can't be pulled; None where it can."""
        leads = {part.code: part.expedite_lead_time_weeks for part in company.components}
        fixed = [code for code in self.components if leads.get(code) is None]
        return f"{fixed[0]} can't be expedited" if fixed else None

    @property
    def reversibility(self) -> Reversibility:
        return Reversibility.PARTLY


@dataclass(frozen=True, slots=True, kw_only=True)
class LowerNonCoreService:
    """Non-core items go short first, so that what they share moves to the core.

    Never below the floor nor a tier's contractual floor, whichever is higher.
    """

    floor_pct: Decimal

    def apply(self, case: Case) -> Case:
        return replace(case, rules=replace(case.rules, non_core_floor_pct=self.floor_pct))

    def weeks_ahead(self, _company: Company) -> int:
        return INTERNAL_WEEKS

    def impossible(self, company: Company) -> str | None:
        """Why it can't be pulled; None where it can."""
        able = any(not item.core for item in company.items)
        return None if able else "every item is core; there is nothing to lower"

    @property
    def reversibility(self) -> Reversibility:
        return Reversibility.FREE


@dataclass(frozen=True, slots=True, kw_only=True)
class LockAgreed:
    """Change nothing, but lock and manage the agreed plan instead of leaving it to happen."""

    def apply(self, case: Case) -> Case:
        return case

    def weeks_ahead(self, _company: Company) -> int:
        return INTERNAL_WEEKS

    def impossible(self, _company: Company) -> str | None:
        """Why it can't be pulled; None where it can."""
        return None

    @property
    def reversibility(self) -> Reversibility:
        return Reversibility.FREE


Lever = (
    LimitPromotion
    | BuildEarly
    | LowerNonCoreService
    | LockAgreed
    | ShiftPromotion
    | ScalePromotion
    | UseOtherSuppliers
    | UseOtherLines
    | ShareFairly
    | RaisePrice
    | MoveDemand
)

LEVERS: Mapping[str, type[Lever]] = {
    "limit_promotion": LimitPromotion,
    "build_early": BuildEarly,
    "lower_non_core_service": LowerNonCoreService,
    "lock_agreed": LockAgreed,
    "shift_promotion": ShiftPromotion,
    "scale_promotion": ScalePromotion,
    "use_other_suppliers": UseOtherSuppliers,
    "use_other_lines": UseOtherLines,
    "share_fairly": ShareFairly,
    "raise_price": RaisePrice,
    "move_demand": MoveDemand,
}
"""By the name a scenario file gives them."""


def next_promotion(company: Company) -> Promotion | None:
    """The first promotion that starts inside the plan."""
    inside = [promotion for promotion in company.promotions if _starts_in(company, promotion)]
    return min(inside, key=lambda promotion: promotion.starts, default=None)


def last_choice(*, needed_by: date, weeks_ahead: int) -> date:
    """The Friday before the week in which the lever must be pulled: needed by - weeks ahead.

    >>> last_choice(needed_by=date(2026, 12, 7), weeks_ahead=4).isoformat()
    '2026-11-06'
    """
    return needed_by - WEEK * weeks_ahead - 3 * WEEK / 7


def share_of(most: int, share_pct: Decimal) -> int:
    """Whole units of a share; what the share was worked out from comes back exactly.

    >>> share_of(23_000, Decimal(50)), share_of(3, Decimal(100) / 3)
    (11500, 1)
    """
    return int((most * share_pct / 100).quantize(MILLIONTH))


def _starts_in(company: Company, promotion: Promotion) -> bool:
    end = company.plan_start + WEEK * company.horizon_weeks
    return company.plan_start <= promotion.starts < end


def _uplift_on_stock(case: Case, share_pct: Decimal) -> tuple[Prebuild, ...]:
    """The share of each promoted SKU's uplift, at the end of the week before its promotion."""
    normal = without_uplift(agreed_demand(case.company), case.company)
    uplift: dict[str, int] = {}
    for row, plain in zip(case.demand, normal, strict=True):
        uplift[row.sku] = uplift.get(row.sku, 0) + sum(row.units) - sum(plain.units)
    wanted: list[Prebuild] = []
    for promotion in case.company.promotions:
        before = (promotion.starts - case.company.plan_start) // WEEK - 1
        if (week := period_at(case.company, before)) is not None:
            units = {sku: int(uplift[sku] * share_pct / 100) for sku in promotion.skus}
            wanted += [Prebuild(sku=sku, week=week, units=n) for sku, n in units.items() if n > 0]
    return tuple(wanted)
