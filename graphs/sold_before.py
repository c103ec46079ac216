"""What the plan of the cycle before sells: what this one's revenue is held against."""

from sqlalchemy.orm import Session

from planning.baseline import restore_baseline
from planning.directory import read_company
from planning.options import restore_option
from planning.scenario import case_of
from planning.sold import SoldLine, sold_lines
from store import cycles
from store.plan_data import planned_on
from store.reading_plans import plan_of
from store.tables.cycles import CycleRow


def sold_before(session: Session, cycle: CycleRow) -> tuple[SoldLine, ...]:
    """Nothing where there was no cycle before, or it locked no plan."""
    before = cycles.previous_cycle(session, cycle)
    record = plan_of(session, cycle.company_id, before.id) if before is not None else None
    if before is None or record is None or record.version is None or record.scenario is None:
        return ()
    base = planned_on(session, cycle.company_id, before.id, record.version)
    if base is None:
        return ()
    company = restore_baseline(read_company(base[0]), base[1])
    option = restore_option(company, record.scenario.result)
    if option.scenario.levers:
        company = case_of(company, option.scenario).company
    return sold_lines(company, option.plan) if company.plan_start == option.plan.weeks[0] else ()
