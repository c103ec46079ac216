"""From one forecast to another at list price: price, promotion, volume and mix.

Exact, in this order: the price at new units; what announced promotions make of the new units
less what they made of the old, at old prices; and of the units without promotion, all of them
alike as volume, and the rest as mix. Only months that both have are compared.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from planning.bridge import CENT, Sold, bridge
from planning.company import Company
from planning.promotion_days import expected_factor


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandBridge:
    """EUR, in whole cents; the steps add up."""

    months: tuple[date, ...]
    before: Decimal
    price: Decimal
    promotion: Decimal
    volume: Decimal
    mix: Decimal
    after: Decimal


def demand_bridge(before: Company, after: Company) -> DemandBridge:
    """Each company with its own forecast, prices and promotions."""
    months = {line.month for line in before.forecast} & {line.month for line in after.forecast}
    old, new = _plain(before, months), _plain(after, months)
    prices = {item.sku: item.price_eur for item in (*after.items, *before.items)}
    now = {item.sku: item.price_eur for item in after.items}
    lifted = sum(
        (
            (new.lifted.get(sku, Fraction(0)) - old.lifted.get(sku, Fraction(0))) * Fraction(price)
            for sku, price in prices.items()
        ),
        Fraction(0),
    )
    whole = bridge(_sold(old.units, prices), _sold(new.units, now | _gone(now, prices)))
    plain = _volume(old, new, prices)
    promotion, volume = _cents(lifted), _cents(plain)
    moved = whole.after - whole.before
    return DemandBridge(
        months=tuple(sorted(months)),
        before=whole.before,
        price=whole.price,
        promotion=promotion,
        volume=volume,
        mix=moved - whole.price - promotion - volume,
        after=whole.after,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Units:
    """By item: all units, and those that announced promotions make."""

    units: dict[str, int]
    lifted: dict[str, Fraction]

    def plain(self, sku: str) -> Fraction:
        return self.units.get(sku, 0) - self.lifted.get(sku, Fraction(0))


def _plain(company: Company, months: set[date]) -> _Units:
    units: dict[str, int] = defaultdict(int)
    lifted: dict[str, Fraction] = defaultdict(Fraction)
    for line in company.forecast:
        if line.month in months:
            factor = Fraction(expected_factor(company, line.sku, line.tier, line.month))
            units[line.sku] += line.units
            lifted[line.sku] += line.units - line.units / factor
    return _Units(units=dict(units), lifted=dict(lifted))


def _volume(old: _Units, new: _Units, prices: dict[str, Decimal]) -> Fraction:
    """What all units without promotion would have moved at the old mean price."""
    had = sum((old.plain(sku) for sku in prices), Fraction(0))
    has = sum((new.plain(sku) for sku in prices), Fraction(0))
    worth = sum((old.plain(sku) * Fraction(price) for sku, price in prices.items()), Fraction(0))
    return (has - had) * worth / had if had else Fraction(0)


def _gone(now: dict[str, Decimal], prices: dict[str, Decimal]) -> dict[str, Decimal]:
    return {sku: price for sku, price in prices.items() if sku not in now}


def _sold(units: dict[str, int], prices: dict[str, Decimal]) -> dict[str, Sold]:
    return {sku: Sold(units=count, price=prices[sku]) for sku, count in units.items()}


def _cents(amount: Fraction) -> Decimal:
    return (Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(CENT)
