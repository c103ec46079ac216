"""Supply from elsewhere, or shared alike: orders placed, lines scheduled, accounts told."""

from collections.abc import Iterator

from gates.deadlines import Deadlines
from gates.evidence import DoneWhen, EvidenceKind
from gates.people import Role
from gates.planned_action import PlannedAction
from planning import written
from planning.levers_of_supply import ShareFairly, UseOtherLines, UseOtherSuppliers
from planning.options import SolvedOption
from planning.responsible import responsible


def other_suppliers(
    option: SolvedOption, _lever: UseOtherSuppliers, days: Deadlines
) -> Iterator[PlannedAction]:
    """An order with each supplier the plan uses; nothing where it uses none."""
    parts = {part.code: part for part in days.company.components}
    for line in option.plan.sourced:
        if not any(line.ordered):
            continue
        part = parts[line.component]
        quantity = written.number(sum(line.ordered))
        what = f"{quantity} {part.unit} of {written.in_sentence(part.name)}"
        placed = zip(option.plan.weeks, line.ordered, strict=True)
        first = next(monday for monday, ordered in placed if ordered)
        yield PlannedAction(
            key=f"order-elsewhere-{line.component.lower()}-{line.supplier.lower()}",
            title=f"Order {what} from {line.supplier}",
            deliverable="The quantity of each delivery, confirmed",
            owner=responsible(days.company, Role.PROCUREMENT, Role.OPERATIONS_LEAD).key,
            due=days.week_before(first),
            done_when=DoneWhen(
                kind=EvidenceKind.STATEMENT, says=f"{line.supplier}'s confirmation of {what}"
            ),
            commits=f"{what} comes from {line.supplier}",
        )


def other_lines(
    option: SolvedOption, _lever: UseOtherLines, days: Deadlines
) -> Iterator[PlannedAction]:
    moved = sum(sum(line.regular_units) + sum(line.overtime_units) for line in option.plan.moved)
    units, first = written.number(moved), option.plan.weeks[0]
    yield PlannedAction(
        key="schedule-other-lines",
        title=f"Schedule {units} units on other lines than their own",
        deliverable="The new schedule of every line",
        owner=responsible(days.company, Role.PLANT_PLANNER, Role.OPERATIONS_LEAD).key,
        due=days.week_before(first),
        done_when=DoneWhen(kind=EvidenceKind.FILE, says="the schedule as a file"),
        commits=f"{units} units are made on other lines",
    )


def share_fairly(
    option: SolvedOption, _lever: ShareFairly, days: Deadlines
) -> Iterator[PlannedAction]:
    first = option.plan.first_short() or option.plan.weeks[0]
    yield PlannedAction(
        key="tell-accounts-share",
        title=f"Tell accounts that what is short is shared alike from week {written.week(first)}",
        deliverable="Every account told its share",
        owner=responsible(days.company, Role.SALES_LEAD).key,
        due=days.week_before(first),
        done_when=DoneWhen(
            kind=EvidenceKind.STATEMENT, says="a statement that every account was told"
        ),
        commits="Every tier gets the same share of what it asks for",
    )
