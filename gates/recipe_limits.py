"""Limit the promotion, or let non-core items go short: accounts are told, the rest follows."""

from collections.abc import Iterator

from gates.deadlines import Deadlines
from gates.evidence import DoneWhen, EvidenceKind
from gates.people import Role
from gates.planned_action import PlannedAction
from planning import written
from planning.calendar_weeks import WEEK
from planning.levers import CUSTOMER_NOTICE_WEEKS, LimitPromotion, LowerNonCoreService, last_choice
from planning.options import SolvedOption
from planning.responsible import responsible


def limit_promotion(
    option: SolvedOption, lever: LimitPromotion, days: Deadlines
) -> Iterator[PlannedAction]:
    company = days.company
    promotion = next(one for one in company.promotions if one.code == lever.promotion)
    left_out = [tier.name for tier in company.tiers if tier.code not in lever.tiers]
    tiers = written.listed(left_out)
    notice = last_choice(needed_by=promotion.starts, weeks_ahead=CUSTOMER_NOTICE_WEEKS)
    excluded = option.metrics["excluded_units"]
    units = written.number(excluded)
    yield PlannedAction(
        key="correct-forecast",
        title=f"Take the uplift of {tiers} out of the forecast",
        deliverable=f"The forecast without {units} units of uplift",
        owner=responsible(company, Role.DEMAND_MANAGER, Role.SALES_LEAD).key,
        due=days.by(days.decided_on + WEEK),
        done_when=DoneWhen(
            kind=EvidenceKind.SIGNED_NUMBER,
            says=f"a signed number of at least {units} units taken out",
            at_least=excluded,
        ),
        commits=f"{units} units are no longer asked for",
    )
    yield PlannedAction(
        key="tell-accounts-promotion",
        title=f"Tell {tiers} that the {promotion.name} isn't run with them",
        deliverable="Every account told, by name",
        owner=responsible(company, Role.SALES_LEAD).key,
        due=days.by(notice),
        done_when=DoneWhen(
            kind=EvidenceKind.STATEMENT,
            says=f"a statement that every account of {tiers} was told",
        ),
        commits=f"The promotion runs without {tiers}",
    )


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
