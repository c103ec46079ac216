"""What earlier promotions of the same family came to in this region: the range R52 measures by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planning.calendar_weeks import WEEK
from planning.checks.facts import Facts, ItemTier
from planning.checks.promotions import MOST_OF_A_MONTH
from planning.checks.season import YEAR, months_before
from planning.company import Promotion
from planning.promotion_days import promoted_share

LEAST = 3
"""Fewer say nothing of a range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """What promotions that are over came to, as shares of the usual: 0.12 is +12 %."""

    lifts: tuple[float, ...]

    @property
    def least(self) -> float:
        return min(self.lifts)

    @property
    def most(self) -> float:
        return max(self.lifts)


def comparable(facts: Facts, promotion: Promotion, sku: str) -> Comparable | None:
    """The promotions of the item's family, in one of the same tiers, that ended before the plan.

    What one came to is Σ(units - usual) / Σ(usual · share of the month it ran), over the family's
    own numbers of the months it mostly ran in. The usual is that of the same month in earlier
    years; where there is none, a promotion tells nothing. None with fewer than three of them.
    """
    family = facts.items[sku].family
    lifts = [
        lift
        for one in facts.company.promotions
        if one.starts + WEEK * one.weeks <= facts.company.plan_start
        if (lift := _came_to(facts, one, _alike(facts, one, promotion, family))) is not None
    ]
    return Comparable(lifts=tuple(lifts)) if len(lifts) >= LEAST else None


def _alike(facts: Facts, one: Promotion, other: Promotion, family: str) -> Sequence[ItemTier]:
    """What it promoted of the family, in tiers the other promotes as well."""
    skus = [sku for sku in one.skus if sku in facts.items and facts.items[sku].family == family]
    tiers = [tier for tier in one.tiers if tier in other.tiers]
    return [(sku, tier) for sku in skus for tier in tiers]


def _came_to(facts: Facts, promotion: Promotion, pairs: Sequence[ItemTier]) -> float | None:
    known = list(_months(facts, promotion, pairs))
    promoted = sum(usual * share for _, usual, share in known)
    return sum(units - usual for units, usual, _ in known) / promoted if promoted else None


def _months(
    facts: Facts, promotion: Promotion, pairs: Sequence[ItemTier]
) -> Iterator[tuple[int, float, float]]:
    """Units, the usual without it, and the share of the month it ran."""
    for pair in pairs:
        history = facts.history.get(pair, {})
        for month, units in history.items():
            share = float(promoted_share(promotion, month, facts.company.closed_days))
            if share < MOST_OF_A_MONTH or months_before(month, YEAR) not in history:
                continue
            if usual := facts.plain((*pair, month)):
                yield units, usual.units, share
