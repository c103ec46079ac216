"""What a finding could move in the plan: its margin, and the shortages it touches.

m(f) = Σ margin of the units it is about; s(f) = min(its units, the shortage's units) at the
shortage's own margin, for each shortage whose products and weeks it shares. m + s ranks it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from planning.checks.finding import Finding, Stake
from planning.checks.shortages import Shortage
from planning.company import Company

CENT = Decimal("0.01")
NOTHING = Decimal(0)


def weighed(
    findings: Iterable[Finding], company: Company, short: Sequence[Shortage]
) -> list[Finding]:
    """Each finding with its stake, where it is about known numbers."""
    share = {i.sku: (i.price_eur, i.price_eur - i.variable_cost_eur) for i in company.items}
    return [
        replace(one, stake=_stake(one, share, short))
        if one.impact_units is not None and any(key[0] in share for key in one.keys)
        else one
        for one in findings
    ]


def _stake(
    finding: Finding, share: dict[str, tuple[Decimal, Decimal]], short: Sequence[Shortage]
) -> Stake:
    units, eur = finding.impact_units or 0, finding.impact_eur or NOTHING
    known = [share[key[0]] for key in finding.keys if key[0] in share]
    price, margin = sum(p for p, _ in known), sum(m for _, m in known)
    touched = [one for one in short if units and any(map(one.touches, finding.keys))]
    return Stake(
        margin_eur=(eur * margin / price).quantize(CENT) if price else NOTHING,
        short_of=tuple(one.name for one in touched),
        short_units=sum(min(units, one.units) for one in touched),
        short_eur=sum(
            (one.margin_eur * min(units, one.units) / one.units for one in touched if one.units),
            NOTHING,
        ).quantize(CENT),
    )
