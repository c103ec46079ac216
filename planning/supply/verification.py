"""An independent check of a plan: every balance and bound again, from the plan and the company.

Nothing here knows the solver's matrix. A plan that fails is never shown to anyone.
"""

from collections.abc import Callable, Iterator

from planning.plan import Plan
from planning.rules import Case
from planning.supply.checking.items import demand, finished_stock, shelf_life, stood_in
from planning.supply.checking.lines import capacity, fences, loads, moved, overtime, served
from planning.supply.checking.parts import arrivals_in_plan, component_stock, orders, other_ways
from planning.supply.checking.prices import prices
from planning.supply.checking.setups import set_up
from planning.supply.checking.shape import shape, signs
from planning.supply.checking.violation import Violation

SHOWN_AT_MOST = 5

Check = Callable[[Case, Plan], Iterator[Violation]]

CHECKS: tuple[Check, ...] = (
    signs,
    demand,
    stood_in,
    finished_stock,
    shelf_life,
    capacity,
    overtime,
    moved,
    served,
    set_up,
    prices,
    loads,
    fences,
    component_stock,
    orders,
    other_ways,
    arrivals_in_plan,
)


class PlanDoesNotAddUp(Exception):
    """The plan breaks its own rules, so it isn't shown."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        self.violations = violations
        super().__init__(violations)

    def __str__(self) -> str:
        shown = "; ".join(str(violation) for violation in self.violations[:SHOWN_AT_MOST])
        return f"{self.__doc__} {shown} ({len(self.violations)} in all)"


def check_plan(case: Case, plan: Plan) -> None:
    if violations := verify(case, plan):
        raise PlanDoesNotAddUp(violations)


def verify(case: Case, plan: Plan) -> tuple[Violation, ...]:
    """Everything in the plan that doesn't follow from the case; nothing if it holds."""
    if wrong := tuple(shape(case, plan)):
        return wrong
    return tuple(violation for check in CHECKS for violation in check(case, plan))
