"""How much of a month a promotion runs, by working days."""

from collections.abc import Collection
from datetime import date
from fractions import Fraction

from planning.calendar_weeks import WEEK, days_of_month, monday_of, working_day_weight
from planning.company import Company, Promotion


def promoted_share(
    promotion: Promotion,
    month: date,
    closed_days: Collection[date],
    *,
    before: date | None = None,
) -> Fraction:
    """Promoted working days (before a day, if given) / working days of the month.

    >>> from decimal import Decimal
    >>> oats = Promotion(code="P", name="", skus=(), tiers=(), starts=date(2026, 12, 7), weeks=2,
    ...                  uplift_pct=Decimal(15))
    >>> promoted_share(oats, date(2026, 12, 1), ())
    Fraction(10, 23)
    """
    weight = working_day_weight(closed_days)
    days = days_of_month(month)
    whole = sum(map(weight, days))
    ends = promotion.starts + WEEK * promotion.weeks
    runs = sum(
        weight(day)
        for day in days
        if promotion.starts <= monday_of(day) < ends and (before is None or day < before)
    )
    return Fraction(runs) / whole if whole else Fraction(0)


def expected_factor(company: Company, sku: str, tier: str, month: date) -> float:
    """What the announced promotions multiply a month's units by: Π (1 + uplift · share)."""
    factor = 1.0
    for promotion in company.promotions:
        if sku in promotion.skus and tier in promotion.tiers:
            share = promoted_share(promotion, month, company.closed_days)
            factor *= 1 + float(promotion.uplift_pct) / 100 * float(share)
    return factor
