"""Options: scenarios solved, measured and dated, in the form in which they are kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from planning.breaking import breaks_if
from planning.company import Company
from planning.levers import BuildEarly, LowerNonCoreService, last_choice
from planning.notice import INTERNAL_WEEKS
from planning.outcome_range import OutcomeRange
from planning.plain_values import plain, restore
from planning.plan import Plan
from planning.scenario import Scenario, case_of, choose_by
from planning.solved import Solved, solve_scenario
from planning.supply.warm_start import Memory
from planning.week_tables import week_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class SolvedOption:
    """One thing that can be chosen, with its plan in whole units."""

    scenario: Scenario
    plan: Plan
    metrics: dict[str, Decimal]
    """By key of the registry in `planning.metrics`."""
    choose_by: date | None
    breaks_if: str
    """The computed thresholds at which it loses its point, to be read after "if"; may be empty."""
    range: OutcomeRange | None = None
    """How it may turn out; None where that wasn't computed."""


def solve_options(
    company: Company, scenarios: Iterable[Scenario], *, seconds: float | None = None
) -> tuple[SolvedOption, ...]:
    """Every scenario solved and verified, in the order given. Takes seconds: give it a process.

    `seconds` is the most the solver may take for each of them; see `solve_case`.
    """
    memory = Memory()
    solved = [
        solve_scenario(company, scenario, memory=memory, seconds=seconds) for scenario in scenarios
    ]
    return tuple(
        SolvedOption(
            scenario=one.scenario,
            plan=one.plan,
            metrics=one.metrics,
            choose_by=_choose_by(company, one),
            breaks_if=breaks_if(company, one, [other for other in solved if other is not one]),
        )
        for one in solved
    )


def solve_option(
    company: Company, scenario: Scenario, others: Iterable[SolvedOption]
) -> SolvedOption:
    """One scenario solved and verified beside others, which say when it loses its point."""
    one = solve_scenario(company, scenario)
    solved = [_as_kept(company, other) for other in others]
    return SolvedOption(
        scenario=scenario,
        plan=one.plan,
        metrics=one.metrics,
        choose_by=_choose_by(company, one),
        breaks_if=breaks_if(company, one, solved),
    )


def solve_alone(company: Company, scenario: Scenario) -> SolvedOption:
    """One scenario solved and verified, without the thresholds at which it loses its point."""
    one = solve_scenario(company, scenario)
    return SolvedOption(
        scenario=scenario,
        plan=one.plan,
        metrics=one.metrics,
        choose_by=_choose_by(company, one),
        breaks_if="",
    )


def _as_kept(company: Company, option: SolvedOption) -> Solved:
    """An option with its case again; its plan isn't solved anew."""
    return Solved(
        scenario=option.scenario,
        case=case_of(company, option.scenario),
        plan=option.plan,
        metrics=option.metrics,
    )


def option_content(company: Company, option: SolvedOption) -> dict[str, Any]:
    """Plain JSON: the whole option, and its tables by week as the plan page reads them."""
    return {**plain(option), "tables": week_tables(company, option.plan)}


def restore_option(_company: Company, content: Mapping[str, Any]) -> SolvedOption:
    return restore(SolvedOption, content)


def _choose_by(company: Company, solved: Solved) -> date | None:
    """The last day every lever still works, and the plan as solved can still begin.

    The Friday before the first expedited order; a week more before overtime is worked or non-core
    items go short, but the plan itself begins no earlier than it begins.
    """
    days: list[date | None] = []
    plan = solved.plan
    for lever in solved.scenario.levers:
        if isinstance(lever, BuildEarly):
            days += [_before(plan, line.expedited, 0) for line in plan.components]
            days += [_before(plan, line.overtime_units, INTERNAL_WEEKS) for line in plan.items]
        elif isinstance(lever, LowerNonCoreService):
            first = plan.first_short({item.sku for item in company.items if not item.core})
            days += [last_choice(needed_by=first, weeks_ahead=INTERNAL_WEEKS)] if first else []
    eve = last_choice(needed_by=company.plan_start, weeks_ahead=0)
    begins = [max(day, eve) for day in days if day is not None]
    by_promotion = choose_by(company, solved.scenario)
    return min((*begins, *((by_promotion,) if by_promotion else ())), default=None)


def _before(plan: Plan, quantities: Sequence[int], weeks_ahead: int) -> date | None:
    first = next((m for m, quantity in zip(plan.weeks, quantities, strict=True) if quantity), None)
    return last_choice(needed_by=first, weeks_ahead=weeks_ahead) if first else None
