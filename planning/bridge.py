"""From one revenue to another in four steps: price, volume, mix and exchange rate.

Exact: the steps add up to the difference to the cent. Each is counted once, in this order: the
rate at new units and new prices, the price at new units and the old rate, and what is left, the
units at old price and rate, as volume (everything grew alike) and mix (some more than others).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import TypeVar

CENT = Decimal("0.01")
NOTHING = Fraction(0)

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """What is sold of one thing: units, its price in its own currency, and euros for one of it."""

    units: int
    price: Decimal | Fraction
    rate: Decimal = Decimal(1)

    @property
    def each(self) -> Fraction:
        return Fraction(self.price)

    @property
    def eur(self) -> Fraction:
        """What one unit of its currency is worth."""
        return Fraction(self.rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """EUR, in whole cents."""

    before: Decimal
    price: Decimal
    volume: Decimal
    mix: Decimal
    rate: Decimal
    after: Decimal


def bridge(before: Mapping[Key, Sold], after: Mapping[Key, Sold]) -> Bridge:
    """What is in only one of them counts with no units and the other's price in the other.

    Two shirts at 10 and one hat at 20, then three shirts at 11 and one hat at 20: 40, then 53.
    Price 3 × 1; volume a third more of 40; the rest is mix, more of the cheaper one.

    >>> step = bridge({"shirt": Sold(units=2, price=Decimal(10)),
    ...                "hat": Sold(units=1, price=Decimal(20))},
    ...               {"shirt": Sold(units=3, price=Decimal(11)),
    ...                "hat": Sold(units=1, price=Decimal(20))})
    >>> [str(one) for one in (step.before, step.price, step.volume, step.mix, step.after)]
    ['40.00', '3.00', '13.33', '-3.33', '53.00']
    """
    pairs = [pair for _, pair in pairs_of(before, after)]
    first = sum((was.units * was.each * was.eur for was, _ in pairs), NOTHING)
    last = sum((now.units * now.each * now.eur for _, now in pairs), NOTHING)
    rate = sum((now.units * now.each * (now.eur - was.eur) for was, now in pairs), NOTHING)
    price = sum((now.units * (now.each - was.each) * was.eur for was, now in pairs), NOTHING)
    had, has = (sum(each[side].units for each in pairs) for side in (0, 1))
    mean = first / had if had else NOTHING
    steps = {
        "before": cents(first),
        "price": cents(price),
        "volume": cents((has - had) * mean),
        "rate": cents(rate),
        "after": cents(last),
    }
    # Mix takes what rounding leaves, so that the steps add up.
    known = steps["before"] + steps["price"] + steps["volume"] + steps["rate"]
    return Bridge(**steps, mix=steps["after"] - known)


def pairs_of(
    before: Mapping[Key, Sold], after: Mapping[Key, Sold]
) -> Iterator[tuple[Key, tuple[Sold, Sold]]]:
    """Everything that is sold before or after, as it was and as it is."""
    for key in {**before, **after}:
        yield key, _pair(before.get(key), after.get(key))


def cents(amount: Fraction) -> Decimal:
    """To the cent, halves to the even one."""
    return (Decimal(amount.numerator) / amount.denominator).quantize(CENT, ROUND_HALF_EVEN)


def _pair(was: Sold | None, now: Sold | None) -> tuple[Sold, Sold]:
    known = now or was
    assert known is not None
    nothing = Sold(units=0, price=known.price, rate=known.rate)
    return was or nothing, now or nothing
