"""Several streams as one number each, by explicit weights, and overrides carried down to it.

f = Σ w·f_s / Σ w over the streams that have the number. Rounding is reconciled by region, family
and month: the whole units of the numbers add up to the rounded sum of what was weighed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from planning.calendar_weeks import largest_remainder
from planning.company import Company, family_code
from planning.company_streams import FINANCE, LAST, REGIONAL, Override, Weight
from planning.sheets.shares import round_half_up

LineKey = tuple[str, str, str, date]
"""Region, SKU, tier, first day of the month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overridden:
    """An override with what stood before it."""

    override: Override
    before_units: int
    numbers: int
    """How many numbers it stands for."""


class Standing(NamedTuple):
    """The numbers once overrides were carried down to them."""

    units: dict[LineKey, int]
    done: tuple[Overridden, ...]
    keys: frozenset[LineKey]
    """Those that an override stands for."""


def weighed(
    company: Company, regional: Mapping[LineKey, int], last: Mapping[LineKey, int]
) -> dict[LineKey, int]:
    """The numbers that regions sent, weighed against the other streams. Without weights as sent."""
    if not company.weights:
        return dict(regional)
    streams = _streams(company, regional, last)
    families = {item.sku: family_code(item.family) for item in company.items}
    exact: dict[LineKey, Fraction] = {}
    for key, units in regional.items():
        said = {
            stream: Fraction(weight)
            for stream in streams
            if (weight := _weight(company.weights, stream, key[0], families[key[1]]))
            and key in streams[stream]
        }
        whole = sum(said.values())
        parts = (weight * streams[stream][key] for stream, weight in said.items())
        exact[key] = sum(parts, Fraction(0)) / whole if whole else Fraction(units)
    return _reconciled(exact, families)


def _streams(
    company: Company, regional: Mapping[LineKey, int], last: Mapping[LineKey, int]
) -> dict[str, dict[LineKey, Fraction]]:
    said: dict[str, dict[LineKey, Fraction]] = defaultdict(dict)
    said[REGIONAL] = {key: Fraction(units) for key, units in regional.items()}
    said[LAST] = {key: Fraction(units) for key, units in last.items()}
    said[FINANCE] = _by_finance(company, regional)
    for line in company.streams:
        key = (line.region, line.sku, line.tier, line.month)
        said[line.stream][key] = Fraction(line.units)
    return said


def _weight(weights: Iterable[Weight], stream: str, region: str, family: str) -> Fraction:
    """The row that names region and family, else the region, else the family, else neither."""
    found = [
        (one.region is not None, one.family is not None, Fraction(one.weight))
        for one in weights
        if one.stream == stream and one.region in {None, region} and one.family in {None, family}
    ]
    return max(found)[2] if found else Fraction(0)


def _by_finance(company: Company, regional: Mapping[LineKey, int]) -> dict[LineKey, Fraction]:
    """Finance's revenue of a family and month, over the regions' own shares of it."""
    prices = {item.sku: Fraction(item.price_eur) for item in company.items}
    families = {item.sku: family_code(item.family) for item in company.items}
    said = {(line.family, line.month): Fraction(line.revenue_eur) for line in company.finance}
    worth: dict[tuple[str, date], Fraction] = defaultdict(Fraction)
    for (_, sku, _, month), units in regional.items():
        worth[families[sku], month] += units * prices[sku]
    return {
        key: units * said[place] / worth[place]
        for key, units in regional.items()
        if (place := (families[key[1]], key[3])) in said and worth[place]
    }


def _reconciled(
    exact: Mapping[LineKey, Fraction], families: Mapping[str, str]
) -> dict[LineKey, int]:
    groups: dict[tuple[str, str, date], list[LineKey]] = defaultdict(list)
    for key in exact:
        groups[key[0], families[key[1]], key[3]].append(key)
    whole: dict[LineKey, int] = {}
    for keys in groups.values():
        total = round_half_up(sum((exact[key] for key in keys), Fraction(0)))
        parts = largest_remainder(total, [exact[key] for key in keys])
        whole |= dict(zip(keys, parts, strict=True))
    return {key: whole[key] for key in exact}


def overridden(company: Company, units: Mapping[LineKey, int]) -> Standing:
    """Each override in turn, carried down in proportion to what stands there. Sums are exact.

    One that finds no number to stand for changes nothing, and stands for no number.
    """
    families = {item.sku: family_code(item.family) for item in company.items}
    now, done, stands = dict(units), list[Overridden](), set[LineKey]()
    for one in company.overrides:
        keys = [key for key in now if _concerns(one, key, families)]
        before = sum(now[key] for key in keys)
        if keys:
            parts = largest_remainder(one.units, [now[key] for key in keys])
            now |= dict(zip(keys, parts, strict=True))
        stands |= set(keys)
        done.append(Overridden(override=one, before_units=before, numbers=len(keys)))
    return Standing(now, tuple(done), frozenset(stands))


def _concerns(one: Override, key: LineKey, families: Mapping[str, str]) -> bool:
    region, sku, tier, month = key
    return (
        month == one.month
        and one.region in {None, region}
        and one.tier in {None, tier}
        and one.sku in {None, sku}
        and one.family in {None, families[sku]}
    )
