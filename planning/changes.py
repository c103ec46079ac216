"""What moved since last cycle, by region and family, dearest first."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from planning import figures
from planning.company import Company
from planning.consolidation import line_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One region's family, over the months that both forecasts have."""

    region: str
    region_name: str
    family: str
    units_before: int
    units_now: int
    moved_eur: Decimal
    """Σ (now - before) · list price: signed, so moves inside the family may cancel."""

    @property
    def moved_units(self) -> int:
        return self.units_now - self.units_before

    @property
    def words(self) -> str:
        """`Nordics, Oat Bars: +41,200 units (+3.1 %), +€173,040`."""
        sign = "+" if self.moved_eur > 0 else ""
        return (
            f"{self.region_name}, {self.family}: {figures.signed(self.moved_units)} units "
            f"({figures.percent_change(self.units_before, self.units_now)}), "
            f"{sign}{figures.eur(self.moved_eur)}"
        )


def what_changed(company: Company, new: Company) -> tuple[Change, ...]:
    """From `company`'s forecast to `new`'s. Families that didn't move at all are left out."""
    last = {line_key(line): line.units for line in company.forecast}
    now = {line_key(line): line.units for line in new.forecast}
    months = {key[3] for key in last} & {key[3] for key in now}
    items = {item.sku: item for item in new.items}
    names = {region.code: region.name for region in new.regions}
    before: dict[tuple[str, str], int] = defaultdict(int)
    after: dict[tuple[str, str], int] = defaultdict(int)
    money: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    moved: set[tuple[str, str]] = set()
    for key in dict.fromkeys([*last, *now]):
        region, sku, _, month = key
        if month not in months:
            continue
        scope = (region, items[sku].family)
        was, is_now = last.get(key, 0), now.get(key, 0)
        before[scope] += was
        after[scope] += is_now
        money[scope] += (is_now - was) * items[sku].price_eur
        moved |= {scope} if was != is_now else set()
    changes = [
        Change(
            region=region,
            region_name=names[region],
            family=family,
            units_before=before[region, family],
            units_now=after[region, family],
            moved_eur=money[region, family],
        )
        for region, family in moved
    ]
    return tuple(sorted(changes, key=lambda c: (-abs(c.moved_eur), c.region, c.family)))


def forecast_worth(company: Company) -> Decimal:
    """The forecast at list price."""
    price = {item.sku: item.price_eur for item in company.items}
    return sum((line.units * price[line.sku] for line in company.forecast), Decimal(0))
