"""What one more hour or one more unit of a component would be worth."""

# pyright: standard
# (numpy's arithmetic on untyped arrays)

from dataclasses import dataclass, replace
from datetime import date

from planning.rules import Case
from planning.supply.facts import weeks_of
from planning.supply.goals import money_goal
from planning.supply.model import build_model
from planning.supply.solver import Solver

CENT = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """EUR of margin after cost for one more hour of a line, or unit of a component, in a period."""

    code: str
    overtime: bool
    """An hour of overtime; regular hours and components: False."""
    week: date
    eur: float


def shadow_prices(case: Case) -> tuple[Worth, ...]:
    """Of every scarce line and component, what one more would earn; the dearest first.

    Duals of the plan with the most margin after cost: the most it may cost to have one more, of
    each by itself. A component counts where it is used, in stock that week. Whole lots have no
    price, so they are taken as if any quantity could be ordered.
    """
    built = build_model(case)
    model = replace(built, whole=built.whole[:0])
    solver = Solver(model, None)
    solver.minimise(money_goal(case, model.layout).terms, None)
    duals = solver.row_duals()
    company, weeks = case.company, weeks_of(case.company)
    found: list[Worth] = []
    for code, overtime, rows in (
        *(
            (line.code, False, model.hour_rows[at, :, 0])
            for at, line in enumerate(company.resources)
        ),
        *(
            (line.code, True, model.hour_rows[at, :, 1])
            for at, line in enumerate(company.resources)
        ),
    ):
        # Money is in thousands of euros, hours as they are.
        found += [
            Worth(code=code, overtime=overtime, week=week, eur=-1000 * price)
            for week, price in zip(weeks, duals[rows].tolist(), strict=True)
        ]
    for at, part in enumerate(company.components):
        found += [
            Worth(code=part.code, overtime=False, week=week, eur=price)
            for week, price in zip(weeks, duals[model.part_rows[at]].tolist(), strict=True)
        ]
    scarce = [one for one in found if one.eur >= CENT]
    return tuple(sorted(scarce, key=lambda one: (-one.eur, one.code, one.week)))
