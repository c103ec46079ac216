"""Regret taken apart: what nobody could know, what wasn't offered, and what wasn't chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from planning.actuals import Actual
from planning.better_mix import better_mix
from planning.company import Company
from planning.constraints import Constraint
from planning.demand import DemandRow
from planning.options import SolvedOption, solve_alone
from planning.plan_money import money_of
from planning.rules import Case
from planning.scenario import case_of
from planning.scoring import as_asked, replayed_eur
from planning.solved import MARGIN
from planning.supply.solve import solve_case

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegretSplit:
    """J is margin after cost on the demand that came, of a plan that was made on the forecast.

    information = J(best made knowing the demand) - J(best made on the forecast): nobody could know
    drafting    = J(best made on the forecast) - max over the offered J: the option set
    choice      = max over the offered J - J(chosen): the person

    They add up to J(best made knowing the demand) - J(chosen). Drafting is below zero where an
    option that looked worse turned out better.
    """

    hindsight_eur: Decimal
    forecast_best_eur: Decimal
    offered_best_eur: Decimal
    chosen_eur: Decimal

    @property
    def information_eur(self) -> Decimal:
        return self.hindsight_eur - self.forecast_best_eur

    @property
    def drafting_eur(self) -> Decimal:
        return self.forecast_best_eur - self.offered_best_eur

    @property
    def choice_eur(self) -> Decimal:
        return self.offered_best_eur - self.chosen_eur

    @property
    def regret_eur(self) -> Decimal:
        return self.hindsight_eur - self.chosen_eur


def regret(
    company: Company,
    constraints: Sequence[Constraint],
    options: Sequence[SolvedOption],
    chosen: str,
    actuals: Sequence[Actual],
) -> RegretSplit:
    """Takes as long as drafting the options does. Weeks nobody reported are as planned."""
    locked = next(one for one in options if one.scenario.key == chosen)
    known = [one for one in actuals if one.week in locked.plan.weeks]
    best = best_on_forecast(company, constraints, options)
    came = {one.scenario.key: replayed_eur(company, one, locked, known) for one in options}
    on_forecast = came.get(best.scenario.key)
    if on_forecast is None:
        on_forecast = replayed_eur(company, best, locked, known)
    knowing = [_knowing(company, one, locked, known) for one in (*options, best)]
    return RegretSplit(
        hindsight_eur=max(*knowing, on_forecast, *came.values()),
        forecast_best_eur=on_forecast,
        offered_best_eur=max(came.values()),
        chosen_eur=came[chosen],
    )


def best_on_forecast(
    company: Company, constraints: Sequence[Constraint], options: Sequence[SolvedOption]
) -> SolvedOption:
    """The best that levers can do on the forecast, offered or not."""
    offered = max(options, key=lambda one: one.metrics[MARGIN])
    mix = better_mix(company, constraints, options)
    found = None if mix is None else solve_alone(company, mix)
    return found if found and found.metrics[MARGIN] > offered.metrics[MARGIN] else offered


def _knowing(
    company: Company, option: SolvedOption, locked: SolvedOption, known: Sequence[Actual]
) -> Decimal:
    """What the option's levers would have earned, planned on the demand that came."""
    case = case_of(company, option.scenario)
    demand: tuple[DemandRow, ...] = as_asked(case.demand, locked, known)
    plan = solve_case(Case(company=case.company, demand=demand, rules=case.rules))
    return money_of(company, plan)[MARGIN].quantize(CENT, ROUND_HALF_EVEN)
