"""What a finding could move in the plan: its margin, and the shortages it touches.

m(f) = Σ margin of the units it is about; s(f) = min(its units, the shortage's units) at the
shortage's own margin, for each shortage whose products and weeks it shares. m + s ranks it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from planning.checks.facts import Key
from planning.checks.finding import Finding, Stake
from planning.company import Company
from planning.constraints import Constraint, find_constraints
from planning.directory import read_company

CENT = Decimal("0.01")
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """What the last agreed plan is short of."""

    name: str
    skus: tuple[str, ...]
    first_month: tuple[int, int]
    last_month: tuple[int, int]
    units: int
    margin_eur: Decimal

    def touches(self, key: Key) -> bool:
        month = (key[2].year, key[2].month)
        return key[0] in self.skus and self.first_month <= month <= self.last_month


def shortages(files: dict[str, str]) -> tuple[Shortage, ...]:
    """The last agreed forecast, planned; made to run apart. Nothing where nothing is agreed."""
    company = read_company(files)
    return tuple(map(_shortage, find_constraints(company))) if company.forecast else ()


def _shortage(found: Constraint) -> Shortage:
    return Shortage(
        name=found.name,
        skus=found.skus,
        first_month=(found.first_short.year, found.first_short.month),
        last_month=(found.last_short.year, found.last_short.month),
        units=found.lost_units,
        margin_eur=found.at_risk_eur,
    )


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
