"""How many units a case must lose at least: one run of the model with one goal, nothing rounded."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from planning.company import Company
from planning.demand import DemandRow
from planning.rules import Case
from planning.supply.goals import Goal
from planning.supply.model import build_model
from planning.supply.network import THOUSAND
from planning.supply.solve import solve_model
from planning.supply.wider_money import Terms

LOST = "lost"
HALVINGS = 11


def least_lost_units(case: Case) -> float:
    model = build_model(case)
    columns = np.concatenate([model.layout.shipped.ravel(), model.layout.stood_in.ravel()])
    goal = Goal(LOST, Terms(columns, np.full(len(columns), -1.0)))
    shipped = -solve_model(model, [goal]).goals[LOST]
    return max(float(model.demand.sum()) - shipped, 0.0) * THOUSAND


def largest_share_without_loss(
    case: Case, *, low: tuple[DemandRow, ...], high: tuple[DemandRow, ...]
) -> Decimal:
    """The share of the way from one demand to another at which units begin to be lost.

    Halved eleven times between 0 and 1: exact to a two-thousandth, and never too high.
    """
    safe, lost = Fraction(0), Fraction(1)
    if not _loses(case, high):
        return Decimal(1)
    for _ in range(HALVINGS):
        half = (safe + lost) / 2
        if _loses(case, between(low, high, half)):
            lost = half
        else:
            safe = half
    return Decimal(safe.numerator) / safe.denominator


def between(
    low: tuple[DemandRow, ...], high: tuple[DemandRow, ...], share: Fraction
) -> tuple[DemandRow, ...]:
    """Demand part of the way from one to the other, in whole units."""
    return tuple(
        replace(
            above,
            units=tuple(
                below_units + round(share * (units - below_units))
                for below_units, units in zip(below.units, above.units, strict=True)
            ),
        )
        for below, above in zip(low, high, strict=True)
    )


def only_limit(company: Company, *, component: str | None, resource: str | None) -> Company:
    """The company with nothing scarce but one component or one line."""
    unlimited = 10**6
    ways = _ways_to(company, component, resource)
    return replace(
        company,
        bom=tuple(line for line in company.bom if line.component in ways),
        resources=tuple(
            line if line.code == resource else replace(line, hours_per_week=unlimited)
            for line in company.resources
        ),
    )


def _ways_to(company: Company, component: str | None, resource: str | None) -> set[str]:
    """The component or those the line makes, and what they go into on the way to an item."""
    ways = {
        part.code
        for part in company.components
        if part.code == component or (resource is not None and part.resource == resource)
    }
    made, known = (
        {part.code for part in company.components if part.resource is not None},
        set[str](),
    )
    while ways != known:
        known = set(ways)
        ways |= {line.sku for line in company.bom if line.component in ways and line.sku in made}
    return ways


def _loses(case: Case, demand: tuple[DemandRow, ...]) -> bool:
    return least_lost_units(replace(case, demand=demand)) >= 1
