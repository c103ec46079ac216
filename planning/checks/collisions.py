"""R54: a promotion that starts before components ordered now can arrive."""

from collections.abc import Iterator
from datetime import date

from planning import figures
from planning.calendar_weeks import WEEK
from planning.checks.facts import Key
from planning.checks.finding import Finding, Severity
from planning.checks.sent import Sent, as_written
from planning.company import Component, Promotion
from planning.promotion_days import promoted_share
from planning.recipes import deep_uses


def collisions(sent: Sent) -> Iterator[Finding]:
    """start < plan start + lead time: only stock and open orders can serve the first weeks."""
    company = sent.facts.company
    used = deep_uses(company)
    for promotion in company.promotions:
        for component in company.components:
            arrives = company.plan_start + WEEK * component.lead_time_weeks
            if company.plan_start <= promotion.starts < arrives:
                skus = {sku for sku, code in used if code == component.code}
                keys = [key for key in sent.numbers if _affected(key, promotion, skus, arrives)]
                if keys:
                    yield _collision(sent, promotion, component, keys, arrives)


def _affected(key: Key, promotion: Promotion, skus: set[str], arrives: date) -> bool:
    sku, tier, month = key
    inside = promotion.starts.replace(day=1) <= month < arrives
    return inside and sku in skus & set(promotion.skus) and tier in promotion.tiers


def _collision(
    sent: Sent, promotion: Promotion, component: Component, keys: list[Key], arrives: date
) -> Finding:
    first = sent.numbers[keys[0]].line
    uplift = {key: _uplift_before(sent, promotion, key, arrives) for key in keys}
    weeks = figures.count(component.lead_time_weeks, "week")
    starts, ordered = figures.day(promotion.starts), figures.day(sent.facts.company.plan_start)
    return Finding(
        rule="R54",
        severity=Severity.WARNING,
        source=first.source,
        observed=as_written(first),
        expected=f"a start on {figures.day(arrives)} or later, or {component.name} in stock",
        message=f"“{promotion.name}” starts {starts}; {component.name} takes {weeks}, so what is "
        f"ordered on {ordered} arrives {figures.day(arrives)}. Until then only stock and open "
        "orders can serve the uplift.",
        impact_units=sum(uplift.values()),
        impact_eur=sent.facts.worth_of((key[0], n) for key, n in uplift.items()),
        kind="promotions inside a component's lead time",
        fix="Nothing to correct; the supply review will look at it. If the start can move, say so.",
        keys=tuple(keys),
    )


def _uplift_before(sent: Sent, promotion: Promotion, key: Key, arrives: date) -> int:
    """Of a month's units D: D · λ·(share before arrival) / (1 + λ·(share of the month))."""
    closed = sent.facts.company.closed_days
    share = promoted_share(promotion, key[2], closed)
    early = promoted_share(promotion, key[2], closed, before=arrives)
    lift = promotion.uplift_pct / 100
    pct = float(lift)
    return round(sent.numbers[key].units * pct * float(early) / (1 + pct * float(share)))
