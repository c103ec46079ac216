"""Solve the supply model goal by goal: each goal is met as far as the earlier ones allow."""

from typing import NamedTuple

from planning.plan import Plan, Unproven
from planning.rules import Case
from planning.supply.goals import Goal, beginning, goals_of
from planning.supply.layout import Numbers
from planning.supply.model import Model, build_model
from planning.supply.network import network_of
from planning.supply.solver import Solver
from planning.supply.verification import check_plan
from planning.supply.warm_start import Memory
from planning.supply.whole_parts import whole_bought
from planning.supply.whole_units import whole_plan


class NoPlan(Exception):
    """No plan was found: the time was over before the first goal was met as far as it can be."""


class Solution(NamedTuple):
    values: Numbers
    goals: dict[str, float]
    """What each goal came to, in its own unit."""
    unproven: tuple[Unproven, ...]
    """Goals that may still be met better; none if the time was enough."""


def solve_case(case: Case, *, seconds: float | None = None, memory: Memory | None = None) -> Plan:
    """The best plan under the case's rules, in whole units, checked against every rule.

    `seconds` is the most the solver may take over all goals; then the plan is the best one found,
    and says which goals it doesn't prove. `NoPlan` if there is none by then. With a memory the
    solver begins where it began for the plan before.
    """
    model = build_model(case)
    solution = solve_model(model, goals_of(case, model), seconds=seconds, memory=memory)
    plan = whole_plan(case, model.layout, solution.values, unproven=solution.unproven)
    check_plan(case, plan)
    return plan


def ordered_of(case: Case, *, memory: Memory | None = None) -> list[list[int]]:
    """What the best plan orders, by component and period. Nobody is shown that plan."""
    model = build_model(case)
    values = solve_model(model, goals_of(case, model), memory=memory).values
    bought = whole_bought(case.company, network_of(case.company), model.layout, values)
    ordered: list[list[int]] = bought.ordered.tolist()
    return ordered


def solve_model(
    model: Model,
    goals: list[Goal],
    *,
    seconds: float | None = None,
    memory: Memory | None = None,
) -> Solution:
    """Lexicographic: minimise a goal, keep it, go on to the next."""
    solver = Solver(model, seconds)
    reached: dict[str, float] = {}
    unproven: list[Unproven] = []
    best: Numbers | None = None
    if len(goals) > 1:
        solver.begin(beginning(goals), memory)
    for goal in goals:
        found = solver.minimise(goal.terms, best)
        if found is None:
            raise NoPlan(" ".join((NoPlan.__doc__ or "").split()))
        best = found.values
        reached[goal.name] = found.objective
        if found.gap != 0:
            unproven.append(Unproven(goal=goal.name, gap_pct=_pct(found.gap)))
        if goal is not goals[-1]:
            solver.keep(goal.terms, found.objective)
    assert best is not None
    return Solution(best, reached, tuple(unproven))


def _pct(gap: float | None) -> float | None:
    return None if gap is None else round(100 * gap, 2)
