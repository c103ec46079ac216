"""A scenario solved: its case, its verified plan and its numbers."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from planning.calendar_weeks import WEEK
from planning.company import Company, OpenSupply
from planning.demand import DemandRow
from planning.metrics import measure
from planning.plan import Plan
from planning.plan_money import money_of
from planning.rules import Case
from planning.scenario import Scenario, case_of
from planning.supply.solve import solve_case
from planning.supply.warm_start import Memory

MARGIN = "margin_after_cost_eur"
LOST = "lost_units"


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    scenario: Scenario
    case: Case
    plan: Plan
    metrics: dict[str, Decimal]


def solve_scenario(
    company: Company,
    scenario: Scenario,
    *,
    memory: Memory | None = None,
    seconds: float | None = None,
) -> Solved:
    case = case_of(company, scenario, memory=memory)
    plan = solve_case(case, memory=memory, seconds=seconds)
    values = {value.key: value.value for value in measure(case, plan)}
    return Solved(scenario=scenario, case=case, plan=plan, metrics=values)


class Outcome(NamedTuple):
    margin_eur: Decimal
    """After all cost."""
    lost_units: int


def replay(
    solved: Solved,
    *,
    company: Company,
    demand: tuple[DemandRow, ...],
    delay_weeks: int = 0,
    memory: Memory | None = None,
) -> Outcome:
    """What a choice once made comes to if the world turns out otherwise.

    What was expedited stays ordered and paid for and arrives `delay_weeks` late; nothing more is
    expedited. Everything else is planned again under the option's rules.
    """
    received = (*company.open_supply, *_arrivals(solved, delay_weeks))
    case = Case(
        company=replace(company, open_supply=received),
        demand=demand,
        rules=replace(solved.case.rules, expedite=()),
    )
    plan = solve_case(case, memory=memory)
    return Outcome(
        margin_eur=money_of(company, plan)[MARGIN] - solved.metrics["expedite_eur"],
        lost_units=sum(sum(line.lost_units) for line in plan.sales),
    )


def _arrivals(solved: Solved, delay_weeks: int) -> list[OpenSupply]:
    lead = {
        part.code: part.expedite_lead_time_weeks or 0 for part in solved.case.company.components
    }
    return [
        OpenSupply(
            code=line.code,
            quantity=quantity,
            arrives=solved.plan.weeks[week] + WEEK * (lead[line.code] + delay_weeks),
            reference="expedited",
        )
        for line in solved.plan.components
        for week, quantity in enumerate(line.expedited)
        if quantity
    ]
