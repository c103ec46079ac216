"""The regions' accepted numbers as one forecast, each traceable to the cell it came from.

Where a company states weights, other streams count too; an override stands whatever they say.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from planning.company import Company, DemandLine
from planning.sheets.grid import CellRef
from planning.weighing_streams import LineKey, Overridden, overridden, weighed


class Line(Protocol):
    """What a `SubmittedLine` and an `AcceptedLine` have in common."""

    @property
    def region(self) -> str: ...
    @property
    def sku(self) -> str: ...
    @property
    def tier(self) -> str: ...
    @property
    def month(self) -> date: ...
    @property
    def units(self) -> int: ...
    @property
    def source(self) -> CellRef | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedLine:
    """One number that counts. Without a source it was said in words, or kept."""

    region: str
    sku: str
    tier: str
    month: date
    units: int
    source: CellRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidated:
    company: Company
    """With the consolidated forecast."""
    lineage: dict[LineKey, tuple[CellRef, ...]]
    """For each number that came in a file, the cells that add up to it."""
    substituted: tuple[str, ...]
    """Regions that sent nothing: last cycle's numbers stand."""
    kept: tuple[LineKey, ...]
    """Numbers of last cycle that stand in a region that did send others."""
    overridden: tuple[Overridden, ...] = ()


def consolidate(company: Company, accepted: Mapping[str, Sequence[Line]]) -> Consolidated:
    """The company with the accepted lines as its forecast.

    `accepted` gives a region's lines by its code; a region without any keeps last cycle's
    forecast. So does a single number that an accepted file lacks: a blank isn't a zero.
    """
    units: dict[LineKey, int] = {}
    cells: dict[LineKey, list[CellRef]] = defaultdict(list)
    for region, lines in accepted.items():
        for line in lines:
            key = (region, line.sku, line.tier, line.month)
            units[key] = units.get(key, 0) + line.units
            cells[key] += [line.source] if line.source else []
    heard = {region for region, *_ in units}
    last = {line_key(line): line.units for line in company.forecast}
    stands = overridden(company, last | weighed(company, units, last))
    return Consolidated(
        company=replace(company, forecast=_in_order(company, stands.units)),
        lineage={key: tuple(found) for key, found in cells.items() if found},
        substituted=tuple(r.code for r in company.regions if r.code not in heard),
        overridden=stands.done,
        kept=tuple(
            key for key in last if key[0] in heard and key not in units and key not in stands.keys
        ),
    )


def line_key(line: DemandLine) -> LineKey:
    return (line.region, line.sku, line.tier, line.month)


def _in_order(company: Company, units: Mapping[LineKey, int]) -> tuple[DemandLine, ...]:
    """By item, region, tier and month, as the company lists them, whatever came first."""
    regions = {region.code: at for at, region in enumerate(company.regions)}
    items = {item.sku: at for at, item in enumerate(company.items)}
    tiers = {tier.code: at for at, tier in enumerate(company.tiers)}

    def place(key: LineKey) -> tuple[int, int, int, date]:
        region, sku, tier, month = key
        return (items[sku], regions[region], tiers[tier], month)

    return tuple(
        DemandLine(region=key[0], sku=key[1], tier=key[2], month=key[3], units=units[key])
        for key in sorted(units, key=place)
    )
