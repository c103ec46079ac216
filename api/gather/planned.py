"""A plan to look into: the company it was made for, and the option it is."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from planning.baseline import restore_baseline
from planning.company import Company
from planning.directory import read_company
from planning.options import SolvedOption, restore_option
from planning.plan import Plan
from planning.scenario import case_of
from store.plan_data import planned_on
from store.reading_plans import PlanRecord
from store.tables.cycles import CycleRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    company: Company
    """As the option's own levers leave it: a promotion may be another week."""
    base: Company
    """As every option of the round began."""
    option: SolvedOption

    @property
    def plan(self) -> Plan:
        return self.option.plan


def planned(session: Session, cycle: CycleRow, record: PlanRecord) -> Planned | None:
    """None where nothing is computed yet, or the data is of other weeks than the plan."""
    base = planned_on(session, cycle.company_id, cycle.id, record.version)
    if base is None or record.scenario is None:
        return None
    company = restore_baseline(read_company(base[0]), base[1])
    option = restore_option(company, record.scenario.result)
    levers = option.scenario.levers
    own = case_of(company, option.scenario).company if levers else company
    return (
        Planned(company=own, base=company, option=option) if _same_weeks(own, option.plan) else None
    )


def _same_weeks(company: Company, plan: Plan) -> bool:
    return bool(plan.weeks) and company.plan_start == plan.weeks[0]
