"""Build early: procurement confirms, the plant reschedules, overtime is rostered, finance signs."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, Decimal

from gates.deadlines import Deadlines
from gates.evidence import DoneWhen, EvidenceKind
from gates.people import Role
from gates.planned_action import PlannedAction
from planning import written
from planning.calendar_weeks import WEEK
from planning.levers import BuildEarly
from planning.options import SolvedOption
from planning.responsible import responsible
from planning.supply.facts import opening_stock

SIGNING_DAYS = 2
HUNDRED = Decimal(100)


def build_early(
    option: SolvedOption, _lever: BuildEarly, days: Deadlines
) -> Iterator[PlannedAction]:
    confirmed = [*_confirmations(option, days)]
    yield from confirmed
    schedule = _schedule(option, days, confirmed)
    yield schedule
    rostered = [*_overtime(option, days, schedule)]
    yield from rostered
    yield _margin(option, days, [schedule, *rostered])


def _confirmations(option: SolvedOption, days: Deadlines) -> Iterator[PlannedAction]:
    """One per delivery, due the Friday before its order week."""
    for part, line in zip(days.company.components, option.plan.components, strict=True):
        for monday, quantity in zip(option.plan.weeks, line.expedited, strict=True):
            if not quantity:
                continue
            arrives = monday + WEEK * (part.expedite_lead_time_weeks or 0)
            amount = f"{written.number(quantity)} {part.unit}"
            cost = written.eur(quantity * part.expedite_premium_eur)
            name = written.in_sentence(part.name)
            yield PlannedAction(
                key=f"confirm-{part.code.lower()}-{arrives.isoformat()}",
                title=f"Have {amount} of {name} confirmed by {part.supplier}",
                deliverable=f"{part.supplier}'s confirmation of quantity and day",
                owner=responsible(days.company, Role.PROCUREMENT, Role.OPERATIONS_LEAD).key,
                due=days.week_before(monday),
                done_when=DoneWhen(
                    kind=EvidenceKind.CONFIRMED_QUANTITY,
                    says=f"a confirmed quantity of at least {amount} by {written.day(arrives)}",
                    at_least=Decimal(quantity),
                    by=arrives,
                ),
                commits=f"{amount} by {written.day(arrives)}, {cost} premium",
            )


def _schedule(
    option: SolvedOption, days: Deadlines, confirmed: list[PlannedAction]
) -> PlannedAction:
    """Once the deliveries are certain; a week before the first of them is used."""
    start = min(_build_weeks(option, days), default=option.plan.weeks[0])
    last = max((action.due for action in confirmed), default=None)
    return PlannedAction(
        key="reschedule-early-build",
        title=f"Reschedule for the early build from week {written.week(start)}",
        deliverable="The new schedule of the lines",
        owner=responsible(days.company, Role.PLANT_PLANNER, Role.OPERATIONS_LEAD).key,
        due=days.week_before(start, weeks=2, after=last),
        depends_on=tuple(action.key for action in confirmed),
        done_when=DoneWhen(
            kind=EvidenceKind.FILE,
            says=f"the schedule from week {written.week(start)} as a file",
        ),
        commits=_built(option, days),
    )


def _build_weeks(option: SolvedOption, days: Deadlines) -> Iterator[date]:
    """Weeks in which something expedited arrives or overtime is worked."""
    plan, company = option.plan, days.company
    for part, line in zip(company.components, plan.components, strict=True):
        lead = part.expedite_lead_time_weeks or 0
        yield from (
            monday + WEEK * lead
            for monday, quantity in zip(plan.weeks, line.expedited, strict=True)
            if quantity
        )
    for item in plan.items:
        yield from (m for m, n in zip(plan.weeks, item.overtime_units, strict=True) if n)


def _built(option: SolvedOption, days: Deadlines) -> str:
    """What is on stock when the first promotion starts, against today."""
    plan, company = option.plan, days.company
    starts = [p for p in company.promotions if plan.weeks[0] < p.starts <= plan.weeks[-1]]
    if not starts:
        return "The lines run what the plan says"
    promotion = min(starts, key=lambda one: one.starts)
    week = sum(monday < promotion.starts for monday in plan.weeks) - 1
    opening = opening_stock(company)
    stock = sum(plan.item(sku).stock_units[week] for sku in promotion.skus)
    now = sum(opening.get(sku, 0) for sku in promotion.skus)
    built, before = written.number(stock), written.number(now)
    return f"{built} promoted units on stock before {written.day(promotion.starts)}, {before} now"


def _overtime(
    option: SolvedOption, days: Deadlines, schedule: PlannedAction
) -> Iterator[PlannedAction]:
    for resource in days.company.resources:
        line = option.plan.resource(resource.code)
        worked = [
            (m, h) for m, h in zip(option.plan.weeks, line.overtime_hours, strict=True) if h > 0
        ]
        if not worked:
            continue
        hours = Decimal(str(round(sum(h for _, h in worked), 6))).to_integral_value(ROUND_CEILING)
        amount = f"{written.number(hours)} hours of overtime on {resource.name}"
        cost = written.eur(hours * resource.overtime_premium_eur_per_hour)
        yield PlannedAction(
            key=f"roster-{resource.code.lower()}",
            title=f"Roster {amount}",
            deliverable=f"The shifts agreed for {_weeks([monday for monday, _ in worked])}",
            owner=responsible(days.company, Role.OPERATIONS_LEAD).key,
            due=days.week_before(worked[0][0], after=schedule.due),
            depends_on=(schedule.key,),
            done_when=DoneWhen(
                kind=EvidenceKind.STATEMENT, says=f"a statement that {amount} are rostered"
            ),
            commits=f"{amount}, {cost} premium",
        )


def _margin(option: SolvedOption, days: Deadlines, before: list[PlannedAction]) -> PlannedAction:
    most = _up_to_hundred(option.metrics["extra_cost_eur"])
    margin = written.eur(option.metrics["margin_after_cost_eur"])
    last = max(before, key=lambda action: action.due)
    return PlannedAction(
        key="validate-margin",
        title="Validate the margin after cost",
        deliverable=f"The extra cost of the early build, signed: at most €{written.number(most)}",
        owner=responsible(days.company, Role.FINANCE_LEAD, Role.FINANCE_ANALYST).key,
        due=days.next(last.due, days=SIGNING_DAYS),
        depends_on=tuple(action.key for action in before),
        done_when=DoneWhen(
            kind=EvidenceKind.SIGNED_NUMBER,
            says=f"a signed extra cost of at most €{written.number(most)}",
            at_most=most,
        ),
        commits=f"{margin} margin after at most €{written.number(most)} extra cost",
    )


def _up_to_hundred(value: Decimal) -> Decimal:
    return (value / HUNDRED).to_integral_value(ROUND_CEILING) * HUNDRED


def _weeks(mondays: list[date]) -> str:
    first, last = written.week(mondays[0]), written.week(mondays[-1])
    return f"week {first}" if first == last else f"weeks {first} to {last}"
