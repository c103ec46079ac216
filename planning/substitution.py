"""What going on without a region's new numbers could cost: how far its demand usually strays."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

from planning.checks.expected import Expected
from planning.checks.facts import facts_of
from planning.company import Company


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRisk:
    """Last cycle's numbers for these months, and one usual stray around them."""

    last_units: int
    last_eur: Decimal
    units: int
    eur: Decimal


def substitution_risk(company: Company, region: str, months: tuple[date, ...]) -> AtRisk:
    """R = Σ over SKUs of √(Σ over tiers and months of (F · σ)²), in units, and at list price.

    F is last cycle's forecast, σ the item's own usual stray from its season (`season.Usual`).
    Months of one SKU stray on their own; SKUs are added up, as if they strayed together.
    """
    facts = facts_of(Expected(company=company, region=region, months=months))
    by_sku: dict[str, float] = {}
    last_units, last_eur = 0, Decimal(0)
    for key, units in facts.last.items():
        usual = facts.plain(key) if key[2] in months else None
        if usual is None:
            continue
        last_units += units
        last_eur += facts.worth(key[0], units) or Decimal(0)
        by_sku[key[0]] = by_sku.get(key[0], 0.0) + (units * usual.sigma) ** 2
    strays = {sku: round(sqrt(squared)) for sku, squared in by_sku.items()}
    return AtRisk(
        last_units=last_units,
        last_eur=_whole(last_eur),
        units=sum(strays.values()),
        eur=_whole(facts.worth_of(strays.items()) or Decimal(0)),
    )


def _whole(eur: Decimal) -> Decimal:
    return eur.quantize(Decimal(1), ROUND_HALF_UP)
