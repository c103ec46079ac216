"""R52: another uplift than announced, or than comparable promotions. R53: none of its dip."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from planning import figures
from planning.calendar_weeks import WEEK
from planning.checks.comparable import comparable
from planning.checks.facts import Key
from planning.checks.finding import Severity
from planning.checks.promotions import MOST_OF_A_MONTH, Lift, lifts_of
from planning.checks.saying import Said, about_all
from planning.checks.sent import Found, Sent
from planning.company import Promotion
from planning.promotion_days import promoted_share

MOST = 2.0
"""Times the uplift that was announced."""
ALREADY = 1.05
"""Within this factor of last month's forecast the lift was agreed then."""
LEAST_SHARE_OF_DIP = 0.5
LEAST_LEVEL = 0.1


def too_much_lift(sent: Sent, explained: AbstractSet[Key]) -> Iterator[Found]:
    """shown = units / usual / the other months' level - 1, beyond chance and last month's forecast:
    more than 2 · announced, or outside what comparable promotions came to.
    """
    for promotion in sent.facts.company.promotions:
        for lift in lifts_of(sent, promotion, explained):
            if lift.plain <= 0 or lift.wanted <= 0:
                continue
            shown = lift.units / lift.plain / _level(sent, promotion, lift.sku) - 1
            if shown > max(MOST * lift.wanted, lift.wanted + lift.noise) and _is_new(lift, 1):
                yield _outside(sent, lift, shown, _announced(sent, promotion, lift, shown))
            elif said := _against_others(sent, promotion, lift, shown):
                yield _outside(sent, lift, shown, said)


def _is_new(lift: Lift, way: int) -> bool:
    """Further up (or down, with -1) than last month's forecast had it, beyond chance."""
    step = max(ALREADY, 1 + lift.noise)
    return not lift.last or (
        lift.units > lift.last * step if way > 0 else lift.units < lift.last / step
    )


def _against_others(sent: Sent, promotion: Promotion, lift: Lift, shown: float) -> Said | None:
    """Above the highest or below the lowest of three or more that are over."""
    others = comparable(sent.facts, promotion, lift.sku)
    if others is None:
        return None
    share = lift.wanted * 100 / float(promotion.uplift_pct)
    above = shown > others.most * share + lift.noise and _is_new(lift, 1)
    below = shown < others.least * share - lift.noise and _is_new(lift, -1)
    if not above and not below:
        return None
    came = f"{100 * others.least:+.0f} % to {100 * others.most:+.0f} %"
    return Said(
        rule="R52",
        severity=Severity.WARNING,
        expected=f"{came}, as {len(others.lifts)} promotions of its family came to",
        says=f"{sent.facts.name(lift.sku)}: {100 * shown / share:+.0f} % while "
        f"“{promotion.name}” runs, where {len(others.lifts)} earlier promotions of its family came "
        f"to {came}.",
        kind="more uplift than comparable promotions"
        if above
        else "less uplift than comparable promotions",
        fix="Correct it, or reply with what makes this promotion another one.",
    )


def _announced(sent: Sent, promotion: Promotion, lift: Lift, shown: float) -> Said:
    return Said(
        rule="R52",
        severity=Severity.WARNING,
        expected=f"about {100 * lift.wanted:+.0f} %, {100 * MOST * lift.wanted:+.0f} % at most",
        says=f"{sent.facts.name(lift.sku)}: {100 * shown:+.0f} % over the usual, where "
        f"“{promotion.name}” was announced with +{figures.number(promotion.uplift_pct)} %.",
        kind="more uplift than was announced",
        fix="Correct it, or reply with what makes this promotion stronger.",
    )


def _outside(sent: Sent, lift: Lift, shown: float, said: Said) -> Found:
    usual = lift.promoted / lift.plain
    off = {
        key: sent.numbers[key].units - round(sent.numbers[key].units * usual / (1 + shown))
        for key in lift.keys
    }
    return about_all(sent, off, said)


def _level(sent: Sent, promotion: Promotion, sku: str) -> float:
    """How the product's other numbers compare with the usual: a level that moved is no lift."""
    others = [
        (sent.numbers[key].units, usual.units)
        for key, usual in sent.usual.items()
        if key[0] == sku and not promoted_share(promotion, key[2], sent.facts.company.closed_days)
    ]
    usual = sum(units for _, units in others)
    return max(sum(units for units, _ in others) / usual, LEAST_LEVEL) if usual else 1.0


def without_dip(sent: Sent, explained: AbstractSet[Key]) -> Iterator[Found]:
    """Only in a company that plans dips: where no promotion states one, none is looked for."""
    promotions = sent.facts.company.promotions
    if all(one.dip_pct is None for one in promotions):
        return
    for promotion in promotions:
        keys = _after(sent, promotion, explained)
        if not keys:
            continue
        if promotion.dip_pct is None:
            yield about_all(sent, dict.fromkeys(keys, 0), _unstated(promotion))
            continue
        usual = sum(sent.usual[key].units for key in keys)
        units = sum(sent.numbers[key].units for key in keys)
        dip = float(promotion.dip_pct) / 100
        if dip and usual and units > usual * (1 - LEAST_SHARE_OF_DIP * dip):
            off = {key: round(sent.usual[key].units * dip) for key in keys}
            yield about_all(sent, off, _no_dip(promotion, keys))


def _after(sent: Sent, promotion: Promotion, explained: AbstractSet[Key]) -> list[Key]:
    """The promoted numbers of the first month that the promotion mostly leaves alone."""
    after = (promotion.starts + WEEK * promotion.weeks).replace(day=1)
    if promoted_share(promotion, after, sent.facts.company.closed_days) > MOST_OF_A_MONTH:
        after = (after.replace(day=28) + timedelta(days=4)).replace(day=1)
    by_month: dict[date, list[Key]] = defaultdict(list)
    for key in sent.usual:
        sku, tier, month = key
        if sku in promotion.skus and tier in promotion.tiers and key not in explained:
            by_month[month].append(key)
    return by_month[after]


def _unstated(promotion: Promotion) -> Said:
    return Said(
        rule="R53",
        severity=Severity.NOTE,
        expected="a dip_pct in promotions.csv, 0 for none",
        says=f"Nobody said how far demand dips after “{promotion.name}”.",
        kind="promotions without a stated dip",
        fix="State it with the promotion.",
    )


def _no_dip(promotion: Promotion, keys: list[Key]) -> Said:
    return Said(
        rule="R53",
        severity=Severity.WARNING,
        expected=f"−{figures.number(promotion.dip_pct or 0)} % against the usual",
        says=f"After “{promotion.name}” a dip of {figures.number(promotion.dip_pct or 0)} % was "
        f"stated, and {figures.month(keys[0][2])} holds less than half of it.",
        kind="promoted, without the dip after it",
        fix="Take the dip out of the month after, or reply with why there is none.",
    )
