"""The region's own numbers by key, ready to look up: what the rules compare with."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from planning import figures
from planning.calendar_weeks import days_of_month, working_day_weight
from planning.checks.expected import Expected
from planning.checks.season import Past, Usual, past_of
from planning.company import Company, Item
from planning.promotion_days import expected_factor
from planning.sheets.lines import SubmittedLine

ItemTier = tuple[str, str]
Key = tuple[str, str, date]
"""SKU, tier, month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The region's own numbers by key, ready to look up."""

    company: Company
    region: str
    months: tuple[date, ...]
    items: dict[str, Item]
    tiers: dict[str, str]
    """Code to name."""
    pairs: tuple[ItemTier, ...]
    """What the region sells: a number is expected for each, every month."""
    last: dict[Key, int]
    """Last cycle's forecast."""
    history: dict[ItemTier, dict[date, int]]
    homes: dict[str, str] = field(default_factory=dict[str, str])
    """Of each account the region it belongs to."""
    pasts: dict[ItemTier, Past | None] = field(default_factory=dict[ItemTier, Past | None])
    """Filled as series are asked for."""

    @property
    def place(self) -> str:
        """The region's name."""
        names = {region.code: region.name for region in self.company.regions}
        return names.get(self.region, self.region)

    def usual(self, key: Key) -> Usual | None:
        """What history and the announced promotions make of this month."""
        sku, tier, month = key
        plain = self.plain(key)
        return plain and plain.times(expected_factor(self.company, sku, tier, month))

    def plain(self, key: Key) -> Usual | None:
        """The same without promotions."""
        sku, tier, month = key
        past = self._past((sku, tier))
        return past.usual(month, self._working_days(month)) if past else None

    def _past(self, pair: ItemTier) -> Past | None:
        if pair not in self.pasts:
            self.pasts[pair] = past_of(self.history.get(pair, {}), self._working_days)
        return self.pasts[pair]

    def _working_days(self, month: date) -> int:
        return working_days_of(month, self.company.closed_days)

    def sold(self, sku: str, month: date) -> bool:
        """Whether a forecast is asked for: launched by then, and not discontinued."""
        item = self.items[sku]
        launched = item.launch is None or item.launch.replace(day=1) <= month
        return launched and (item.discontinued is None or month < item.discontinued)

    def worth(self, sku: str, units: int) -> Decimal | None:
        """Units at list price, whatever their sign; None where no price is known."""
        return abs(units) * self.items[sku].price_eur if sku in self.items else None

    def worth_of(self, units: Iterable[tuple[str, int]]) -> Decimal | None:
        """The same for several SKUs together; None where none of them has a price."""
        known = [worth for sku, number in units if (worth := self.worth(sku, number)) is not None]
        return sum(known, Decimal(0)) if known else None

    def name(self, sku: str, tier: str = "", month: date | None = None) -> str:
        """`OB-01 Oat Bar Original, Key accounts, Dec 2026`."""
        item = self.items.get(sku)
        parts = [f"{sku} {item.name}" if item else sku]
        parts += [self.tiers.get(tier, tier)] if tier else []
        parts += [figures.month(month)] if month else []
        return ", ".join(parts)

    def name_of(self, line: SubmittedLine) -> str:
        if line.day is None:
            return self.name(line.sku, line.tier, line.month)
        return f"{self.name(line.sku, line.tier)}, {figures.day(line.day)}"


@lru_cache(maxsize=1024)
def working_days_of(month: date, closed_days: tuple[date, ...]) -> int:
    return int(sum(map(working_day_weight(frozenset(closed_days)), days_of_month(month))))


def facts_of(expected: Expected) -> Facts:
    company, region = expected.company, expected.region
    history: dict[ItemTier, dict[date, int]] = defaultdict(dict)
    for line in company.history:
        if line.region == region:
            history[line.sku, line.tier][line.month] = line.units
    last = {
        (line.sku, line.tier, line.month): line.units
        for line in company.forecast
        if line.region == region
    }
    return Facts(
        company=company,
        region=region,
        months=expected.months,
        items={item.sku: item for item in company.items},
        tiers={tier.code: tier.name for tier in company.tiers},
        pairs=_pairs(company, {*history, *((sku, tier) for sku, tier, _ in last)}),
        last=last,
        history=dict(history),
        homes={account.code: account.region for account in company.accounts},
    )


def _pairs(company: Company, sold: set[ItemTier]) -> tuple[ItemTier, ...]:
    """In the company's order; a region that never sold anything is asked for everything."""
    every = [(item.sku, tier.code) for item in company.items for tier in company.tiers]
    return tuple(pair for pair in every if pair in sold or not sold)
