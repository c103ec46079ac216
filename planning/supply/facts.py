"""A company's supply data by planning week: receipts, capacity and component use."""

from datetime import date

from planning.calendar_weeks import (
    WEEK,
    WORKING_DAYS_PER_WEEK,
    monday_of,
    planning_weeks,
    working_days,
)
from planning.company import BomLine, Company, Resource

WEEKS_PER_YEAR = 52


def weeks_of(company: Company) -> tuple[date, ...]:
    return planning_weeks(company.plan_start, company.horizon_weeks)


def component_per_unit(line: BomLine) -> float:
    """Component issued per finished unit: qty / (1 - scrap).

    >>> from decimal import Decimal
    >>> component_per_unit(BomLine(sku="A", component="B", qty_per_unit=Decimal(3),
    ...                            scrap_pct=Decimal(25)))
    4.0
    """
    return float(line.qty_per_unit / (1 - line.scrap_pct / 100))


def uses(company: Company) -> dict[tuple[str, str], float]:
    """(SKU, component) to the component issued per unit."""
    return {(line.sku, line.component): component_per_unit(line) for line in company.bom}


def opening_stock(company: Company) -> dict[str, int]:
    """SKU or component to its quantity on hand; what isn't listed has none."""
    return {stock.code: stock.quantity for stock in company.stock}


def receipts(company: Company, code: str) -> tuple[int, ...]:
    """Open supply by the week it arrives and can be used; what is overdue counts as week 0."""
    by_week = [0] * company.horizon_weeks
    for supply in company.open_supply:
        week = max((monday_of(supply.arrives) - company.plan_start) // WEEK, 0)
        if supply.code == code and week < company.horizon_weeks:
            by_week[week] += supply.quantity
    return tuple(by_week)


def available_hours(resource: Resource, company: Company) -> tuple[float, ...]:
    """Regular hours of each week: hours_per_week * working days / 5."""
    return _by_working_days(resource.hours_per_week, company)


def available_overtime_hours(resource: Resource, company: Company) -> tuple[float, ...]:
    return _by_working_days(resource.overtime_hours_per_week, company)


def holding_share_per_week(company: Company) -> float:
    """Cost of carrying a euro of stock for a week."""
    return float(company.holding_pct_per_year) / 100 / WEEKS_PER_YEAR


def _by_working_days(hours: int, company: Company) -> tuple[float, ...]:
    closed = frozenset(company.closed_days)
    return tuple(
        hours * working_days(monday, closed) / WORKING_DAYS_PER_WEEK for monday in weeks_of(company)
    )
