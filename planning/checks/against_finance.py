"""R80: what the regions add up to, against what finance expects."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from planning import figures
from planning.checks.facts import Key
from planning.checks.finding import Finding, Severity
from planning.checks.saying import Said, about_all
from planning.checks.sent import Sent
from planning.company import family_code
from planning.company_records import FinanceLine

FAR = Decimal("0.10")
Family = tuple[str, date]


def against_finance(sent: Sent) -> Iterator[Finding]:
    """Σ regions · price > 10 % from finance: this file, and the others' agreed numbers.

    Where this file brought the sum nearer to finance, it is only noted.
    """
    facts = sent.facts
    elsewhere, before = _agreed(sent)
    mine: dict[Family, list[Key]] = defaultdict(list)
    for key in sent.numbers:
        if key[0] in facts.items:
            mine[family_code(facts.items[key[0]].family), key[2]].append(key)
    for line in facts.company.finance:
        at = (line.family, line.month)
        if not (keys := mine.get(at)) or not line.revenue_eur:
            continue
        own = sum(sent.numbers[key].units * facts.items[key[0]].price_eur for key in keys)
        total = own + elsewhere[at]
        if abs(total - line.revenue_eur) > FAR * line.revenue_eur:
            further = abs(total - line.revenue_eur) > abs(before[at] - line.revenue_eur)
            severity = Severity.WARNING if further else Severity.NOTE
            yield _apart(sent, line, keys, total, severity)


def _agreed(sent: Sent) -> tuple[dict[Family, Decimal], dict[Family, Decimal]]:
    """Last cycle's forecast at list price: of the other regions, and of all of them."""
    elsewhere: dict[Family, Decimal] = defaultdict(Decimal)
    every: dict[Family, Decimal] = defaultdict(Decimal)
    for line in sent.facts.company.forecast:
        item = sent.facts.items[line.sku]
        at = (family_code(item.family), line.month)
        every[at] += line.units * item.price_eur
        if line.region != sent.facts.region:
            elsewhere[at] += line.units * item.price_eur
    return elsewhere, every


def _apart(
    sent: Sent, line: FinanceLine, keys: list[Key], total: Decimal, severity: Severity
) -> Finding:
    month = figures.month(line.month)
    said = Said(
        rule="R80",
        severity=severity,
        observed=figures.eur(total),
        expected=f"{figures.eur(line.revenue_eur)}, as finance expects",
        says=f"With these numbers the regions add up to {figures.eur(total)} of "
        f"{sent.facts.items[keys[0][0]].family} in {month}; finance expects "
        f"{figures.eur(line.revenue_eur)}.",
        kind="apart from finance",
        fix="Nothing to correct by itself; the demand review settles it with finance.",
    )
    finding = about_all(sent, dict.fromkeys(keys, 0), said).finding
    return _worth(finding, abs(total - line.revenue_eur))


def _worth(finding: Finding, eur: Decimal) -> Finding:
    """Money alone: how many units of which product it is can't be known."""
    return replace(finding, impact_units=None, impact_eur=eur)
