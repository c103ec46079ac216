"""What an option rests on: supply, lead times and confirmations it would not stand without."""

from collections.abc import Iterator
from decimal import Decimal

from agents.briefs.snapshot import Reconciliation
from gates.evidence import DoneWhen, EvidenceKind
from gates.facts import FactKind, Predicate
from gates.observing import available
from gates.premises import Premise
from gates.recipes import actions_for
from planning import written
from planning.company import Company, Component
from planning.constraints import ConstraintKind
from planning.options import SolvedOption
from planning.periods import period_of


def premises_of(snapshot: Reconciliation, option: SolvedOption) -> tuple[Premise, ...]:
    """Checkable, in the order they are read. Doing nothing rests on nothing."""
    if not option.scenario.levers:
        return ()
    return tuple(_premises(snapshot, option))


def _premises(snapshot: Reconciliation, option: SolvedOption) -> Iterator[Premise]:
    for part in _that_matter(snapshot, option):
        yield _supply(snapshot.company, option, part)
        yield _time(option, part)
    on, recipes = snapshot.decided_on, snapshot.recipes
    for action in actions_for(snapshot.company, option, decided_on=on, recipes=recipes):
        if action.done_when.kind is EvidenceKind.CONFIRMED_QUANTITY:
            yield Premise(
                key=f"{option.scenario.key}/{action.key}",
                option=option.scenario.key,
                says=f"{action.deliverable}: {action.done_when.says}",
                predicate=Predicate(fact=FactKind.PROVEN, code=action.key, wants=action.done_when),
                was="not confirmed yet",
            )


def _that_matter(snapshot: Reconciliation, option: SolvedOption) -> Iterator[Component]:
    """Components that are short without a lever, or that the option orders in a hurry."""
    short = {c.code for c in snapshot.constraints if c.kind is ConstraintKind.COMPONENT}
    for part in snapshot.company.components:
        if part.code in short or any(option.plan.component(part.code).expedited):
            yield part


def _supply(company: Company, option: SolvedOption, part: Component) -> Premise:
    """By the last delivery on order: what is to be there, less what the plan never touches.

    at least = on hand + on order by the day - the lowest planned stock from that week on
    """
    arrivals = [one.arrives for one in company.open_supply if one.code == part.code]
    by = max((day for day in arrivals if day <= option.plan.weeks[-1]), default=company.plan_start)
    week = period_of(company, max(by, company.plan_start)) or 0
    known = available(company, part.code, by)
    spare = max(int(min(option.plan.component(part.code).stock[week:])), 0)
    least = max(known - spare, 0)
    name = written.in_sentence(part.name)
    says = (
        f"at least {written.number(least)} {part.unit} of {name} on hand and on order "
        f"by {written.day(by)}"
    )
    return Premise(
        key=f"{option.scenario.key}/supply-{part.code.lower()}",
        option=option.scenario.key,
        says=written.capital(says),
        predicate=Predicate(
            fact=FactKind.AVAILABLE,
            code=part.code,
            wants=DoneWhen(kind=EvidenceKind.DATA, says=says, at_least=Decimal(least), by=by),
        ),
        was=f"{written.number(known)} {part.unit}",
    )


def _time(option: SolvedOption, part: Component) -> Premise:
    """The lead time the plan orders by: the expedited one where something is expedited."""
    hurried = part.expedite_lead_time_weeks
    if not any(option.plan.component(part.code).expedited):
        hurried = None
    weeks = part.lead_time_weeks if hurried is None else hurried
    counted = written.counted(weeks, "week")
    order = "an order" if hurried is None else "an expedited order"
    says = f"{order} of {written.in_sentence(part.name)} takes {part.supplier} at most {counted}"
    return Premise(
        key=f"{option.scenario.key}/time-{part.code.lower()}",
        option=option.scenario.key,
        says=written.capital(says),
        predicate=Predicate(
            fact=FactKind.LEAD_TIME if hurried is None else FactKind.EXPEDITE_TIME,
            code=part.code,
            wants=DoneWhen(kind=EvidenceKind.DATA, says=says, at_most=Decimal(weeks)),
        ),
        was=counted,
    )
