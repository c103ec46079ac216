"""One run of planning on a company's files: demand, what is short, options."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from agents.scenario_drafter import draft_options
from planning.calendar_weeks import DAY, WEEK
from planning.company import Company
from planning.constraints import Constraint, find_constraints
from planning.contradictions import Contradiction, contradictions
from planning.demand import agreed_demand, total_units
from planning.directory_problems import CompanyDirectoryUnusable, Problem
from planning.forecast_levels import LevelledForecast, levelled_forecast
from planning.forecast_months import months_between
from planning.options import SolvedOption, solve_options
from planning.rules import agreed_case
from planning.scenario import Scenario
from planning.sold import SoldLine
from runtime.spread_out import SpreadOut

Follow = Callable[[Sequence[Scenario]], Iterable[Scenario]]
"""Hands the scenarios on one by one, so that someone can watch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    company: Company
    """With the forecast that was planned for."""
    baseline: LevelledForecast | None
    """Where the company had no forecast of its own."""
    demand_units: int
    """Asked for in the horizon, regions summed."""
    constraints: tuple[Constraint, ...]
    contradictions: tuple[Contradiction, ...]
    """Promises of the agreed case that can't all be kept, with what stands in their way."""
    last_plan: tuple[SoldLine, ...] = ()
    """What the plan before sells, where it was given."""
    options: tuple[SolvedOption, ...]


def run_planning(
    company: Company,
    scenarios: Sequence[Scenario] | None,
    *,
    follow: Follow = iter,
    seconds: float | None = None,
    last_plan: tuple[SoldLine, ...] = (),
) -> Planned:
    """The company's constraints and options; the standard scenarios unless some are given."""
    company, baseline = with_forecast(company)
    constraints = find_constraints(company)
    if scenarios is None:
        options = draft_options(
            company, constraints, follow=follow, seconds=seconds, spread=SpreadOut()
        )
    else:
        options = solve_options(company, follow(scenarios), seconds=seconds)
    return Planned(
        company=company,
        baseline=baseline,
        demand_units=total_units(agreed_demand(company)),
        constraints=constraints,
        contradictions=contradictions(agreed_case(company)),
        options=options,
        last_plan=last_plan,
    )


def with_forecast(company: Company) -> tuple[Company, LevelledForecast | None]:
    """The company as it is; without a forecast, with the baseline made from its history, on
    every level.
    """
    if company.forecast:
        return company, None
    last_day = company.plan_start + WEEK * company.horizon_weeks - DAY
    last_month = max((line.month for line in company.history), default=None)
    if last_month is None or last_month >= company.plan_start:
        wrong = "the table is empty, and history.csv has no month before the plan; fill either"
        problem = Problem(file="forecast.csv", row=None, column=None, read="", wrong=wrong)
        raise CompanyDirectoryUnusable((problem,))
    months_ahead = months_between(last_month, last_day)
    family_of = {item.sku: item.family for item in company.items}
    made = levelled_forecast(company.history, months_ahead=months_ahead, family_of=family_of)
    return replace(company, forecast=made.baseline.lines), made
