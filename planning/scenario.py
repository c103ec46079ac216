"""A scenario: the agreed case with levers pulled."""

from dataclasses import dataclass, replace
from datetime import date

from planning.company import Company
from planning.demand import without_uplift
from planning.levers import BuildEarly, Lever, last_choice, next_promotion
from planning.levers_of_demand import MoveDemand, RaisePrice
from planning.levers_of_promotion import ScalePromotion, ShiftPromotion
from planning.periods import periods_of
from planning.rules import Allocation, Case, OrderLimit, SupplyRules, agreed_case
from planning.supply.solve import ordered_of
from planning.supply.warm_start import Memory

DO_NOTHING = "do_nothing"

CYCLE_WEEKS = 4
"""Without a decision nothing is released before the next cycle locks a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The agreed base and levers, nothing else. No lever means that nobody acts."""

    key: str
    name: str
    summary: str
    levers: tuple[Lever, ...]
    changed_from: str | None = None
    """The scenario this one was before somebody changed its levers."""


def case_of(company: Company, scenario: Scenario, *, memory: Memory | None = None) -> Case:
    """What is asked and allowed; doing nothing takes a plan for the demand without promotions."""
    if not scenario.levers:
        return unmanaged_case(company, memory=memory)
    case = agreed_case(company)
    for lever in sorted(scenario.levers, key=_when):
        case = lever.apply(case)
    return case


def _when(lever: Lever) -> int:
    """Promotions are moved and scaled before they are limited, and what is built early is their
    uplift; then prices change what is asked, and a share of that is moved.
    """
    turns: dict[type, int] = {
        ShiftPromotion: 0,
        ScalePromotion: 1,
        BuildEarly: 3,
        RaisePrice: 4,
        MoveDemand: 5,
    }
    return turns.get(type(lever), 2)


def unmanaged_case(company: Company, *, memory: Memory | None = None) -> Case:
    """Nobody acts: the demand comes as agreed, the supply as if the promotion weren't there.

    What makes it worse than a decision, and all that does:
    - no plan is locked, so until the next cycle purchasing orders no more than normal demand needs;
    - no overtime is authorised and nothing is expedited;
    - nobody rations, so orders are served first come, first served, and when a week falls short
      every item and tier gets the same share of what it asked for: key accounts aren't protected.
    """
    case = agreed_case(company)
    without = replace(case, demand=without_uplift(case.demand, company))
    normal = ordered_of(without, memory=memory)
    limits = tuple(
        OrderLimit(component=part.code, week=week, quantity=ordered[week])
        for part, ordered in zip(company.components, normal, strict=True)
        for week, period in enumerate(periods_of(company))
        if part.resource is None and period.first < CYCLE_WEEKS
    )
    return replace(case, rules=SupplyRules(allocation=Allocation.FAIR_SHARE, order_limits=limits))


def choose_by(company: Company, scenario: Scenario) -> date | None:
    """The last day every lever still works: the week it is needed by - the weeks it takes."""
    days = [
        last_choice(needed_by=needed, weeks_ahead=lever.weeks_ahead(company))
        for lever in scenario.levers
        if (needed := _needed_by(company, lever)) is not None
    ]
    return min(days, default=None)


def _needed_by(company: Company, lever: Lever) -> date | None:
    """When a lever must have its effect: a week of its own, or the start of the promotion."""
    if isinstance(lever, RaisePrice | MoveDemand):
        return lever.needed_by(company)
    promotion = next_promotion(company)
    return promotion.starts if promotion else None
