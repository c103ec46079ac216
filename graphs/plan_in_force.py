"""The plan a cycle has locked: its version, its option, and what suppliers said of it since."""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gates.follow_through import Effects, lock_effects
from graphs.case_state import CaseState
from graphs.frozen import supply_signed
from planning.amending import Confirmed
from planning.calendar_weeks import WEEK
from planning.company import Company
from planning.options import SolvedOption, restore_option
from store import asked_requests, plans, sightings
from store.tables.cycles import CycleRow
from store.tables.plans import PlanVersionRow, ScenarioRow


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    version: PlanVersionRow
    option: SolvedOption


def plan_in_force(session: Session, state: CaseState, company: Company) -> InForce | None:
    """None where nothing is locked: not yet, or it was left to happen."""
    version = plans.version_of(session, state["subject_id"])
    if version is None:
        return None
    scenario = session.get_one(ScenarioRow, version.scenario_id)
    if scenario.round != state["round"]:
        return None
    return InForce(version=version, option=restore_option(company, scenario.result))


def effects_in_force(session: Session, state: CaseState, now: InForce) -> Effects:
    """What locking it set off, as it was listed then."""
    request = asked_requests.by_id(session, now.version.request_id)
    supply = supply_signed(session, state, request)
    at = asked_requests.brief_now(session, request).why_now.at
    cycle = session.get_one(CycleRow, state["subject_id"])
    on = at.astimezone(ZoneInfo(supply.company.timezone)).date()
    recipes = supply.recipes
    return lock_effects(supply.company, cycle.name, now.option, decided_on=on, recipes=recipes)


def confirmed(
    session: Session, state: CaseState, company: Company, option: SolvedOption
) -> Iterator[Confirmed]:
    """What suppliers have said of its expedited deliveries, where they said a quantity and day."""
    leads = {part.code: part.expedite_lead_time_weeks or 0 for part in company.components}
    for line in option.plan.components:
        for monday, quantity in zip(option.plan.weeks, line.expedited, strict=True):
            if not quantity:
                continue
            arrives = monday + WEEK * leads[line.code]
            key = f"confirm-{line.code.lower()}-{arrives.isoformat()}"
            seen = sightings.of_action(session, state["subject_id"], key)
            if seen is not None and seen.evidence.quantity is not None:
                yield Confirmed(
                    component=line.code,
                    arrives=arrives,
                    quantity=min(int(seen.evidence.quantity), quantity),
                    by=seen.evidence.by or arrives,
                )
