"""What a company may keep beside its plan: rates, elasticities, accounts, movements of stock."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What one unit of a currency is worth from a day on."""

    currency: str
    """Three letters, such as SEK."""
    day: date
    eur: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Elasticity:
    """How demand answers to a higher price, as somebody measured it."""

    sku: str
    tier: str | None
    """None: every tier that has no row of its own."""
    elasticity: Decimal
    """Percent of demand per percent of price; below 0."""
    most_pct: Decimal
    """The largest raise it was measured for."""
    notice_weeks: int
    """Customers are told of a new price so long before it holds."""
    source: str
    """Where the number comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One customer: the lowest level of the hierarchy. Files may count by it instead of a tier."""

    code: str
    name: str
    region: str
    tier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What came or went of an item or component on one day; going out is negative."""

    code: str
    day: date
    quantity: int
    what: str
    """Such as `opening`, `produced`, `shipped`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinanceLine:
    """What finance expects to sell of a family (by its code) in one month."""

    family: str
    month: date
    revenue_eur: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PastForecast:
    """What one stream said of a month that is over, `lag_months` before it."""

    stream: str
    """Such as `regional` or `statistical`."""
    person: str | None
    region: str
    sku: str
    tier: str
    month: date
    lag_months: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLine:
    """What the budget has of an item in a region and a month."""

    region: str
    sku: str
    month: date
    units: int
    price: Decimal
    """Of a unit, in `currency`."""
    currency: str | None = None
    """None: the company's own."""
    eur: Decimal | None = None
    """What the budget took one unit of the currency to be worth; None in the company's own."""


def plan_rates(rates: tuple[Rate, ...], day: date) -> dict[str, Rate]:
    """Of each currency the rate that holds on a day: the latest from no later than it."""
    held: dict[str, Rate] = {}
    for rate in sorted(rates, key=lambda one: one.day):
        if rate.day <= day:
            held[rate.currency] = rate
    return held
