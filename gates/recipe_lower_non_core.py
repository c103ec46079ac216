"""Let non-core items go short: the lines are rescheduled and the accounts told."""

from collections.abc import Iterator

from gates.deadlines import Deadlines
from gates.evidence import DoneWhen, EvidenceKind
from gates.people import Role
from gates.planned_action import PlannedAction
from planning import written
from planning.levers import LowerNonCoreService
from planning.notice import CUSTOMER_NOTICE_WEEKS
from planning.options import SolvedOption
from planning.responsible import responsible


def lower_non_core(
    option: SolvedOption, _lever: LowerNonCoreService, days: Deadlines
) -> Iterator[PlannedAction]:
    names = {item.sku: item.name for item in days.company.items if not item.core}
    short = [line for line in option.plan.sales if line.sku in names and any(line.lost_units)]
    lost = sum(sum(line.lost_units) for line in short)
    items = written.counted(len({line.sku for line in short}), "non-core item")
    first = option.plan.first_short(names) or option.plan.weeks[0]
    units = written.number(lost)
    yield PlannedAction(
        key="reschedule-non-core",
        title=f"Reschedule with {units} fewer units of {items}",
        deliverable="The new schedule of the lines",
        owner=responsible(days.company, Role.PLANT_PLANNER, Role.OPERATIONS_LEAD).key,
        due=days.week_before(first, weeks=2),
        done_when=DoneWhen(
            kind=EvidenceKind.FILE, says=f"the schedule from week {written.week(first)} as a file"
        ),
        commits=f"{units} units of {items} are not made",
    )
    yield PlannedAction(
        key="tell-accounts-non-core",
        title=f"Tell accounts which non-core items run short from week {written.week(first)}",
        deliverable="Every account told, item by item",
        owner=responsible(days.company, Role.SALES_LEAD).key,
        due=days.week_before(first, weeks=CUSTOMER_NOTICE_WEEKS),
        done_when=DoneWhen(
            kind=EvidenceKind.STATEMENT, says="a statement that every account was told"
        ),
        commits=f"{units} units less for {items}",
    )
