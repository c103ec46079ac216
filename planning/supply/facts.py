"""A company's supply data by planning period: receipts, capacity and component use."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from planning.calendar_weeks import WEEK, WORKING_DAYS_PER_WEEK, monday_of, working_days
from planning.company import BomLine, Company, Resource
from planning.once import once_a_company
from planning.periods import Period, period_of_week, periods_of, starts_of

WEEKS_PER_YEAR = 52


def weeks_of(company: Company) -> tuple[date, ...]:
    """The Monday of each planning period; a week each, unless the company plans months too."""
    return starts_of(company)


def component_per_unit(line: BomLine) -> float:
    """Component issued per finished unit: qty / (1 - scrap).

    >>> from decimal import Decimal
    >>> component_per_unit(BomLine(sku="A", component="B", qty_per_unit=Decimal(3),
    ...                            scrap_pct=Decimal(25)))
    4.0
    """
    return float(line.qty_per_unit / (1 - line.scrap_pct / 100))


@once_a_company
def uses(company: Company) -> Mapping[tuple[str, str], float]:
    """(SKU, component) to the component issued per unit."""
    return {(line.sku, line.component): component_per_unit(line) for line in company.recipe}


@once_a_company
def opening_stock(company: Company) -> Mapping[str, int]:
    """SKU or component to its quantity on hand; what isn't listed has none."""
    return {stock.code: stock.quantity for stock in company.stock}


def receipts(company: Company, code: str) -> tuple[int, ...]:
    """Open supply by the period it arrives and can be used; what is overdue counts as the first."""
    return receipts_by_code(company).get(code, (0,) * len(weeks_of(company)))


@once_a_company
def receipts_by_code(company: Company) -> Mapping[str, tuple[int, ...]]:
    """The same for everything that has open supply inside the plan."""
    by_code: dict[str, list[int]] = {}
    periods, held_by = len(weeks_of(company)), period_of_week(company)
    for supply in company.open_supply:
        week = max((monday_of(supply.arrives) - company.plan_start) // WEEK, 0)
        if week < company.horizon_weeks:
            by_code.setdefault(supply.code, [0] * periods)[held_by[week]] += supply.quantity
    return {code: tuple(quantities) for code, quantities in by_code.items()}


def available_hours(resource: Resource, company: Company) -> tuple[float, ...]:
    """Regular hours of each period: hours_per_week * working days / 5."""
    return _by_working_days(resource.hours_per_week, company)


def available_overtime_hours(resource: Resource, company: Company) -> tuple[float, ...]:
    return _by_working_days(resource.overtime_hours_per_week, company)


def holding_share_per_week(company: Company) -> float:
    """Cost of carrying a euro of stock for a week."""
    return float(company.holding_pct_per_year) / 100 / WEEKS_PER_YEAR


def _by_working_days(hours: int, company: Company) -> tuple[float, ...]:
    days = _working_days(periods_of(company), company.closed_days)
    return tuple(hours * own / WORKING_DAYS_PER_WEEK for own in days)


@lru_cache(maxsize=64)
def _working_days(periods: tuple[Period, ...], closed_days: tuple[date, ...]) -> tuple[int, ...]:
    closed = frozenset(closed_days)
    return tuple(
        sum(working_days(period.starts + WEEK * at, closed) for at in range(period.weeks))
        for period in periods
    )
