"""What a shortage takes from whom: lost units by item and week, the most margin first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from planning.supply.pegging import Peg

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Units of one item that are lost in one week, with their margin before extra cost."""

    sku: str
    week: date
    """The Monday it begins."""
    units: int
    at_risk_eur: Decimal


def shortfalls(
    pegs: Sequence[Peg], weeks: Sequence[date], margin_eur: Mapping[str, Decimal]
) -> tuple[Shortfall, ...]:
    """Every tier's lost units together, by item and week.

    >>> from planning.supply.pegging import Cause
    >>> lost = [Peg(sku="A", tier=tier, week=0, units=units, cause=Cause.CAPACITY, code="L")
    ...     for tier, units in (("key", 2), ("rest", 3))]
    >>> [(one.units, one.at_risk_eur) for one in
    ...     shortfalls(lost, [date(2026, 11, 9)], {"A": Decimal("1.50")})]
    [(5, Decimal('7.50'))]
    """
    units: dict[tuple[str, int], int] = defaultdict(int)
    for peg in pegs:
        units[peg.sku, peg.week] += peg.units
    found = (
        Shortfall(
            sku=sku,
            week=weeks[week],
            units=lost,
            at_risk_eur=(lost * margin_eur[sku]).quantize(CENT, ROUND_HALF_EVEN),
        )
        for (sku, week), lost in units.items()
    )
    return tuple(sorted(found, key=lambda one: (-one.at_risk_eur, one.week, one.sku)))
