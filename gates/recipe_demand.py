"""Ask more, or serve a region from elsewhere: forecast, prices, accounts, schedule and freight."""

from collections.abc import Iterator

from gates.deadlines import Deadlines
from gates.evidence import DoneWhen, EvidenceKind
from gates.people import Role
from gates.planned_action import PlannedAction
from planning import written
from planning.calendar_weeks import WEEK
from planning.levers import last_choice
from planning.levers_of_demand import MoveDemand, RaisePrice
from planning.options import SolvedOption
from planning.responsible import responsible


def raise_price(
    _option: SolvedOption, lever: RaisePrice, days: Deadlines
) -> Iterator[PlannedAction]:
    company, starts = days.company, lever.needed_by(days.company)
    names = [item.name for item in company.items if item.sku in lever.skus]
    change = f"{written.listed(names)} cost {written.pct(lever.raise_pct)} more"
    since = f"from {written.day(starts)}"
    notice = last_choice(needed_by=starts, weeks_ahead=lever.weeks_ahead(company))
    yield PlannedAction(
        key="correct-forecast-price",
        title=f"Correct the forecast: {change} {since}",
        deliverable="The forecast at the new price",
        owner=responsible(company, Role.DEMAND_MANAGER, Role.SALES_LEAD).key,
        due=days.by(days.decided_on + WEEK),
        done_when=DoneWhen(kind=EvidenceKind.FILE, says="the corrected forecast as a file"),
        commits="Less is asked for, as the stated elasticity says",
    )
    yield PlannedAction(
        key="tell-accounts-price",
        title=f"Tell accounts that {change} {since}",
        deliverable="Every account told, by name",
        owner=responsible(company, Role.SALES_LEAD).key,
        due=days.by(notice),
        done_when=DoneWhen(
            kind=EvidenceKind.STATEMENT, says="a statement that every account was told"
        ),
        commits=f"The accounts know that {change}",
    )
    yield PlannedAction(
        key="new-price-list",
        title=f"Put the new prices into the price list {since}",
        deliverable="The price list that holds from that day",
        owner=responsible(company, Role.FINANCE_LEAD, Role.SALES_LEAD).key,
        due=days.week_before(starts),
        done_when=DoneWhen(kind=EvidenceKind.FILE, says="the price list as a file"),
        commits=f"{change} {since}",
    )


def move_demand(
    option: SolvedOption, lever: MoveDemand, days: Deadlines
) -> Iterator[PlannedAction]:
    company, starts = days.company, lever.needed_by(days.company)
    plant = {line.code: line.plant for line in company.resources}
    units = written.number(
        sum(
            line.units
            for line in option.plan.served
            if (line.region, plant[line.resource]) == (lever.region, lever.plant)
        )
    )
    name = next(one.name for one in company.regions if one.code == lever.region)
    what = f"{units} units for {name}"
    notice = last_choice(needed_by=starts, weeks_ahead=lever.weeks_ahead(company))
    key = f"{lever.region}-{lever.plant}".lower().replace(" ", "-")
    booked = days.by(notice)
    yield PlannedAction(
        key=f"book-way-{key}",
        title=f"Book the way of {what} from {lever.plant}",
        deliverable="The carrier's confirmation",
        owner=responsible(company, Role.OPERATIONS_LEAD, Role.PROCUREMENT).key,
        due=booked,
        done_when=DoneWhen(
            kind=EvidenceKind.STATEMENT, says=f"a statement that the way of {what} is booked"
        ),
        commits=f"{what} come from {lever.plant}",
    )
    yield PlannedAction(
        key=f"schedule-plant-{key}",
        title=f"Schedule {what} in {lever.plant}",
        deliverable="The new schedule of both plants",
        owner=responsible(company, Role.PLANT_PLANNER, Role.OPERATIONS_LEAD).key,
        due=days.week_before(starts, after=booked),
        done_when=DoneWhen(kind=EvidenceKind.FILE, says="the schedule as a file"),
        commits=f"{what} are made in {lever.plant}",
    )
