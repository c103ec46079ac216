"""What a region was asked for."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from planning.calendar_weeks import WEEK
from planning.company import Company


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One region's forecast for these months (first days), as the company knows itself."""

    company: Company
    region: str
    months: tuple[date, ...]


def expected_months(company: Company) -> tuple[date, ...]:
    """The forecast's months that share a day with the plan: from the current one to its last.

    Months further out are welcome in a file and aren't asked for.
    """
    first = company.plan_start.replace(day=1)
    last = company.plan_start + WEEK * company.horizon_weeks - timedelta(days=1)
    return tuple(sorted({line.month for line in company.forecast if first <= line.month <= last}))


NOBODY = Company(
    slug="",
    name="",
    currency="EUR",
    timezone="UTC",
    plan_start=date.min,
    horizon_weeks=0,
    holding_pct_per_year=Decimal(0),
    items=(),
    regions=(),
    tiers=(),
    promotions=(),
    components=(),
    bom=(),
    resources=(),
    stock=(),
    open_supply=(),
    people=(),
    history=(),
    forecast=(),
)
"""For a file that is looked at on its own: nothing to compare with."""
