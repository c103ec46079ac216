"""Levers on a promotion that still runs: when it runs, and how deep it is."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from planning.calendar_weeks import WEEK
from planning.company import Company, Promotion
from planning.demand import DemandRow, is_promoted, promoted_in, without_uplift
from planning.notice import CUSTOMER_NOTICE_WEEKS, Reversibility
from planning.periods import periods_of
from planning.rules import Case

FULL_PCT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftPromotion:
    """Run a promotion some weeks later: its uplift leaves the old weeks and comes in the new."""

    promotion: str
    weeks: int

    def apply(self, case: Case) -> Case:
        """Uplift of weeks beyond the plan leaves it."""
        company = case.company
        moved = tuple(
            replace(one, starts=one.starts + WEEK * self.weeks)
            if one.code == self.promotion
            else one
            for one in company.promotions
        )
        later = next(one for one in moved if one.code == self.promotion)
        demand = without_uplift(
            case.demand, company, applies=lambda one, _row: one.code == self.promotion
        )
        return replace(
            case,
            company=replace(company, promotions=moved),
            demand=tuple(_lifted(row, later, company) for row in demand),
        )

    def weeks_ahead(self, _company: Company) -> int:
        return CUSTOMER_NOTICE_WEEKS

    def impossible(self, company: Company) -> str | None:
        """Why it can't be pulled; None where it can."""
        if self.weeks < 1:
            return "write how many weeks later, 1 or more"
        own = next(one for one in company.promotions if one.code == self.promotion)
        end = company.plan_start + WEEK * company.horizon_weeks
        if own.starts + WEEK * self.weeks >= end:
            return "it would start after the plan's end"
        return None

    @property
    def reversibility(self) -> Reversibility:
        return Reversibility.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalePromotion:
    """Run a promotion less deep: only a share of its uplift is asked for."""

    promotion: str
    depth_pct: Decimal
    """Of the uplift; 100 leaves it as agreed."""

    def apply(self, case: Case) -> Case:
        plain = without_uplift(
            case.demand, case.company, applies=lambda one, _row: one.code == self.promotion
        )
        share = Fraction(self.depth_pct) / FULL_PCT
        return replace(
            case,
            demand=tuple(
                replace(
                    row,
                    units=tuple(
                        low + round(share * (high - low))
                        for low, high in zip(below.units, row.units, strict=True)
                    ),
                )
                for row, below in zip(case.demand, plain, strict=True)
            ),
        )

    def weeks_ahead(self, _company: Company) -> int:
        return CUSTOMER_NOTICE_WEEKS

    def impossible(self, _company: Company) -> str | None:
        return None

    @property
    def reversibility(self) -> Reversibility:
        return Reversibility.NONE


def _lifted(row: DemandRow, promotion: Promotion, company: Company) -> DemandRow:
    """The row with the promotion's uplift in the weeks it runs; a month by the share of them."""
    if not is_promoted(promotion, row):
        return row
    uplift = Fraction(promotion.uplift_pct) / FULL_PCT
    lifts = [
        1 + uplift * promoted_in(promotion, period) / period.weeks for period in periods_of(company)
    ]
    units = tuple(round(units * lift) for units, lift in zip(row.units, lifts, strict=True))
    return replace(row, units=units)
