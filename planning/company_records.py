"""What a company may keep beside its plan: rates of exchange, accounts, movements of stock."""

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


def plan_rates(rates: tuple[Rate, ...], day: date) -> dict[str, Rate]:
    """Of each currency the rate that holds on a day: the latest from no later than it."""
    held: dict[str, Rate] = {}
    for rate in sorted(rates, key=lambda one: one.day):
        if rate.day <= day:
            held[rate.currency] = rate
    return held
