"""R51: an uplift without a promotion."""

from collections import defaultdict
from collections.abc import Set as AbstractSet
from datetime import date

from planning import figures
from planning.checks.facts import Key
from planning.checks.finding import Finding, Severity
from planning.checks.season import rough
from planning.checks.sent import Found, Sent, as_written
from planning.promotion_days import expected_factor

RAISED, TIER_RAISED, RAISED_UNPLANNED = 1.12, 1.08, 1.25


def unannounced_uplift(sent: Sent, explained: AbstractSet[Key]) -> list[Found]:
    """A SKU raised in every tier of one month, against its season and against last month's
    forecast, while its other months stay: what a promotion looks like that nobody announced.
    """
    by_sku: dict[tuple[str, date], list[Key]] = defaultdict(list)
    for key in sent.usual:
        if key not in explained and expected_factor(sent.facts.company, *key) == 1:
            by_sku[key[0], key[2]].append(key)
    ratios: dict[str, dict[date, float]] = defaultdict(dict)
    for (sku, month), keys in by_sku.items():
        ratios[sku][month] = _ratio(sent, keys)
    found: list[Found] = []
    for (sku, month), keys in by_sku.items():
        others = sorted(ratio for other, ratio in ratios[sku].items() if other != month)
        level = others[len(others) // 2] if others else 1.0
        if level > 0 and _raised(sent, keys, level):
            found.append(_unannounced(sent, sku, month, keys))
    return found


def _ratio(sent: Sent, keys: list[Key]) -> float:
    usual = sum(sent.usual[key].units for key in keys)
    return sum(sent.numbers[key].units for key in keys) / usual if usual else 1.0


def _raised(sent: Sent, keys: list[Key], level: float) -> bool:
    last = [sent.facts.last.get(key) for key in keys]
    units = [sent.numbers[key].units for key in keys]
    against_season = _ratio(sent, keys) / level
    if any(not before for before in last):
        return against_season > RAISED_UNPLANNED
    return (
        against_season > RAISED
        and sum(units) > RAISED * sum(before or 0 for before in last)
        and all(n > TIER_RAISED * (before or 0) for n, before in zip(units, last, strict=True))
    )


def _unannounced(sent: Sent, sku: str, month: date, keys: list[Key]) -> Found:
    first = sent.numbers[keys[0]].line
    units = sum(sent.numbers[key].units for key in keys)
    usual = rough(sum(sent.usual[key].units for key in keys))
    return Found(
        keys=tuple(keys),
        finding=Finding(
            rule="R51",
            severity=Severity.WARNING,
            source=first.source,
            observed=as_written(first),
            expected=f"about {figures.number(usual)} over all tiers, or a promotion",
            message=f"{sent.facts.name(sku, month=month)}: {figures.number(units)} units, "
            f"{figures.percent_change(usual, units)} in every tier, and no promotion is announced.",
            impact_units=abs(units - usual),
            impact_eur=sent.facts.worth(sku, units - usual),
            kind="raised, without a promotion",
            fix="Announce the promotion, or reply with the reason.",
            keys=tuple(keys),
        ),
    )
