"""What each option sets off: owned, dated actions with the evidence that closes them.

An option's actions are those of its levers, one recipe a lever; doing nothing sets off a watch, so
that no decision is without an action.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from gates.deadlines import Deadlines
from gates.evidence import DoneWhen, EvidenceKind
from gates.people import Role
from gates.planned_action import PlannedAction
from gates.recipe_build_early import build_early
from gates.recipe_change_promotion import change_promotion
from gates.recipe_demand import move_demand, raise_price
from gates.recipe_limit_promotion import limit_promotion
from gates.recipe_lower_non_core import lower_non_core
from gates.recipe_other_ways import other_lines, other_suppliers, share_fairly
from gates.recipe_policies import AS_CODED, Recipes, own_actions, tuned
from planning import written
from planning.calendar_weeks import WEEK
from planning.company import Company
from planning.levers import (
    BuildEarly,
    LimitPromotion,
    LockAgreed,
    LowerNonCoreService,
    next_promotion,
)
from planning.levers_of_demand import MoveDemand, RaisePrice
from planning.levers_of_promotion import ScalePromotion, ShiftPromotion
from planning.levers_of_supply import ShareFairly, UseOtherLines, UseOtherSuppliers
from planning.options import SolvedOption
from planning.responsible import responsible
from planning.scenario import CYCLE_WEEKS

Recipe = Callable[[SolvedOption, Any, Deadlines], Iterator[PlannedAction]]


def actions_for(
    company: Company, option: SolvedOption, *, decided_on: date, recipes: Recipes = AS_CODED
) -> tuple[PlannedAction, ...]:
    """The actions of an option decided on a day, in order of their deadlines; at least one."""
    days = Deadlines(company=company, decided_on=decided_on)
    actions = [
        action
        for lever in option.scenario.levers
        for action in RECIPES[type(lever)](option, lever, days)
    ]
    actions += [*_report_uptake(days)] if actions else [_watch(option, days)]
    own = own_actions(option.scenario.levers, recipes, days)
    found = (*tuned(actions, recipes, days), *own)
    return tuple(sorted(found, key=lambda action: action.due))


def _lock_agreed(
    option: SolvedOption, _lever: LockAgreed, days: Deadlines
) -> Iterator[PlannedAction]:
    weeks = option.plan.weeks[:CYCLE_WEEKS]
    span = f"weeks {written.week(weeks[0])} to {written.week(weeks[-1])}"
    yield PlannedAction(
        key="issue-schedule",
        title=f"Issue the schedule of {span}",
        deliverable="The schedule of every line as locked",
        owner=responsible(days.company, Role.PLANT_PLANNER, Role.OPERATIONS_LEAD).key,
        due=days.week_before(weeks[0]),
        done_when=DoneWhen(kind=EvidenceKind.FILE, says=f"the schedule of {span} as a file"),
        commits="The lines run what the plan says",
    )


RECIPES: dict[type, Recipe] = {
    BuildEarly: build_early,
    LimitPromotion: limit_promotion,
    LowerNonCoreService: lower_non_core,
    LockAgreed: _lock_agreed,
    ShiftPromotion: change_promotion,
    ScalePromotion: change_promotion,
    UseOtherSuppliers: other_suppliers,
    UseOtherLines: other_lines,
    ShareFairly: share_fairly,
    RaisePrice: raise_price,
    MoveDemand: move_demand,
}


def _report_uptake(days: Deadlines) -> Iterator[PlannedAction]:
    """Whether the uplift everybody planned with is there, a week after the promotion starts."""
    promotion = next_promotion(days.company)
    if promotion is None:
        return
    week = f"week {written.week(promotion.starts)}"
    yield PlannedAction(
        key="report-uptake",
        title=f"Report the first week of the {promotion.name}",
        deliverable=f"Units of the promoted items ordered in {week}",
        owner=responsible(days.company, Role.SALES_LEAD, Role.DEMAND_MANAGER).key,
        due=days.by(promotion.starts + WEEK),
        done_when=DoneWhen(
            kind=EvidenceKind.SIGNED_NUMBER,
            says=f"a signed number: units of promoted items ordered in {week}",
        ),
        commits=f"The uplift of {written.pct(promotion.uplift_pct)} is checked against orders",
    )


def _watch(option: SolvedOption, days: Deadlines) -> PlannedAction:
    """Nobody acts, but somebody looks: before the first loss, or before the next cycle."""
    first = option.plan.first_short()
    by = first or option.plan.weeks[0] + CYCLE_WEEKS * WEEK
    units = written.number(sum(sum(line.lost_units) for line in option.plan.sales))
    return PlannedAction(
        key="watch",
        title="Watch the shortage and review it" if first else "Watch the plan and review it",
        deliverable="A statement: units lost so far, and whether to act in the next cycle",
        owner=responsible(days.company, Role.SOP_LEAD).key,
        due=days.week_before(by),
        done_when=DoneWhen(
            kind=EvidenceKind.STATEMENT, says="a statement of what was lost and what is proposed"
        ),
        commits=f"No action; {units} units are lost as things stand",
    )
