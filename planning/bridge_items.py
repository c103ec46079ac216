"""Behind a bridge: what each item adds to each step."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planning.bridge import cents, pairs_of
from planning.sold import SoldLine, counted_in

STEPS = {
    "price": ("Price", "Σ new units × change of price × old rate"),
    "volume": ("Volume", "old revenue ÷ old units × change of all units"),
    "mix": ("Mix", "what is left: more of dearer or of cheaper items"),
    "rate": ("Exchange rate", "Σ new units × new price × change of rate"),
}
"""A bridge's steps, how they are called, and what each is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSteps:
    """EUR in whole cents; price, rate and units add up to the change but for the last cent."""

    sku: str
    units_before: int
    units_after: int
    before: Decimal
    price: Decimal
    rate: Decimal
    units: Decimal
    """Change of units at the old price and rate: its part of volume and mix."""
    after: Decimal


def bridge_items(before: Iterable[SoldLine], after: Iterable[SoldLine]) -> tuple[ItemSteps, ...]:
    """Those that move most first, over the months that both have."""
    both = counted_in(before, after)
    sums: dict[str, list[Fraction]] = defaultdict(lambda: [Fraction(0)] * 5)
    units: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (_, sku, _), (was, now) in pairs_of(both.before, both.after):
        own = sums[sku]
        own[0] += was.units * was.each * was.eur
        own[1] += now.units * (now.each - was.each) * was.eur
        own[2] += now.units * now.each * (now.eur - was.eur)
        own[3] += (now.units - was.units) * was.each * was.eur
        own[4] += now.units * now.each * now.eur
        units[sku][0] += was.units
        units[sku][1] += now.units
    lines = [
        ItemSteps(
            sku=sku,
            units_before=units[sku][0],
            units_after=units[sku][1],
            before=cents(own[0]),
            price=cents(own[1]),
            rate=cents(own[2]),
            units=cents(own[3]),
            after=cents(own[4]),
        )
        for sku, own in sums.items()
    ]
    return tuple(sorted(lines, key=lambda one: (-abs(one.after - one.before), one.sku)))
