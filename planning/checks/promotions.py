"""R50: a promotion without its uplift."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from planning import figures
from planning.checks.facts import Key
from planning.checks.finding import Finding, Severity
from planning.checks.scatter import noise_of_sum, scatter
from planning.checks.sent import Found, Sent, as_written
from planning.company import Promotion
from planning.promotion_days import expected_factor, promoted_share

MOST_OF_A_MONTH = 0.25
"""A month in which a promotion runs for less isn't looked at: its uplift drowns in noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """One promoted SKU in its promoted months, tiers together."""

    sku: str
    keys: tuple[Key, ...]
    units: int
    plain: float
    """What history suggests without the promotion."""
    promoted: float
    """And with it."""
    last: int | None
    """Last month's forecast, where it has all of these numbers."""
    noise: float
    """How far, as a share, they may be from last month's by chance, by the file's own scatter."""

    @property
    def wanted(self) -> float:
        return self.promoted / self.plain - 1

    @property
    def lacks(self) -> bool:
        """Less than half the uplift is in the numbers."""
        return self.units / self.plain - 1 < self.wanted / 2

    @property
    def taken_out(self) -> bool:
        """Last month's forecast had it, and this one is lower by half of it and beyond chance."""
        if not self.last:
            return False
        had = self.last / self.plain - 1 > self.wanted / 2
        half = self.wanted / 2 / (1 + self.wanted)
        return had and self.units / self.last < 1 - max(half, self.noise)


def without_uplift(sent: Sent, explained: AbstractSet[Key]) -> list[Found]:
    """Promoted SKUs whose numbers hold less than half the announced uplift.

    One SKU's history alone is too noisy to tell 15 % from nothing. So either all promoted SKUs
    together lack it, or last month's forecast still had it.
    """
    found: list[Found] = []
    for promotion in sent.facts.company.promotions:
        lifts = [lift for lift in lifts_of(sent, promotion, explained) if lift.plain > 0]
        plain = sum(lift.plain for lift in lifts)
        wanted = sum(lift.promoted for lift in lifts) - plain
        together = bool(lifts) and sum(lift.units for lift in lifts) - plain < wanted / 2
        found += [
            _no_uplift(sent, promotion, lift)
            for lift in lifts
            if lift.lacks and (together or lift.taken_out)
        ]
    return found


def lifts_of(sent: Sent, promotion: Promotion, explained: AbstractSet[Key]) -> Iterator[Lift]:
    company, sigma = sent.facts.company, scatter(sent)
    by_sku: dict[str, list[Key]] = defaultdict(list)
    for key in sent.usual:
        sku, tier, month = key
        if sku in promotion.skus and tier in promotion.tiers and key not in explained:
            share = promoted_share(promotion, month, company.closed_days)
            if share >= MOST_OF_A_MONTH and promotion.uplift_pct > 0:
                by_sku[sku].append(key)
    for sku, keys in by_sku.items():
        promoted = sum(sent.usual[key].units for key in keys)
        last = [sent.facts.last[key] for key in keys if key in sent.facts.last]
        yield Lift(
            sku=sku,
            keys=tuple(keys),
            units=sum(sent.numbers[key].units for key in keys),
            plain=sum(sent.usual[key].units / expected_factor(company, *key) for key in keys),
            promoted=promoted,
            last=sum(last) if len(last) == len(keys) else None,
            noise=noise_of_sum(sigma, last),
        )


def _no_uplift(sent: Sent, promotion: Promotion, lift: Lift) -> Found:
    first = sent.numbers[lift.keys[0]].line
    with_it = lift.units / lift.plain * lift.promoted
    off = round(with_it) - lift.units
    months = " and ".join(dict.fromkeys(figures.month(month) for *_, month in lift.keys))
    return Found(
        keys=lift.keys,
        finding=Finding(
            rule="R50",
            severity=Severity.WARNING,
            source=first.source,
            observed=as_written(first),
            expected=f"{100 * lift.wanted:+.0f} % over the usual in {months}",
            message=f"{sent.facts.name(lift.sku)}: “{promotion.name}” runs in {months} with "
            f"+{figures.number(promotion.uplift_pct)} %, and the numbers hold none of it.",
            impact_units=abs(off),
            impact_eur=sent.facts.worth(lift.sku, off),
            kind="promoted, without uplift",
            fix="Add the uplift, or reply that the region doesn't take part.",
            keys=lift.keys,
        ),
    )
