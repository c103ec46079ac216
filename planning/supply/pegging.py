"""Why each lost unit is lost: the component, the capacity or the rule that stands in its way."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from planning.plan import Plan
from planning.rules import Case
from planning.supply.slack import Slack

Why = tuple["Cause", str]


class Cause(StrEnum):
    LEAD_TIME = "lead_time"
    """A component is used up, and nothing ordered now could arrive in time."""
    CAPACITY = "capacity"
    """The line has no hour left in any week in which the unit could have been made."""
    FENCE = "fence"
    """The line has hours, but only in weeks in which its schedule is fixed."""
    POLICY = "policy"
    """More could be had; a rule of the case forbids it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peg:
    """Units of a SKU a tier doesn't get in a week, and what is short for them."""

    sku: str
    tier: str
    week: int
    units: int
    cause: Cause
    code: str
    """Component or resource; the SKU itself where only a rule stands in the way."""


def peg_losses(case: Case, plan: Plan) -> tuple[Peg, ...]:
    """Every lost unit, pegged to one cause.

    One more unit in week t must be made in some week u <= t, on a line with an hour left outside
    its fences, of components that allow it in u. A bought component allows it if its stock stays
    above nothing until more can arrive; one made in the house, too, if more of it can be made: the
    question is asked again one level below. The later u, the fewer weeks the stock must last, so a
    component that refuses t refuses every week before it.
    """
    slack = Slack(case, plan)
    known: dict[tuple[str, int], Why] = {}
    pegs: list[Peg] = []
    for line in plan.sales:
        for week, units in enumerate(line.lost_units):
            if units > 0:
                if (line.sku, week) not in known:
                    known[line.sku, week] = _why(slack, line.sku, week)
                cause, code = known[line.sku, week]
                pegs.append(
                    Peg(
                        sku=line.sku,
                        tier=line.tier,
                        week=week,
                        units=units,
                        cause=cause,
                        code=code,
                    )
                )
    return tuple(pegs)


def _why(slack: Slack, sku: str, week: int) -> Why:
    short = slack.short_parts(sku, week)
    if short:
        return _why_part(slack, slack.slowest(short), week)
    if _any(week, lambda u: slack.can_make(sku, u)):
        return Cause.POLICY, sku
    if _any(week, lambda u: slack.could_but_for_its_fence(sku, u)):
        return Cause.FENCE, slack.own_line(sku)
    return Cause.CAPACITY, slack.own_line(sku)


def _why_part(slack: Slack, code: str, week: int) -> Why:
    """Down the levels, to the component that is bought or the line that is full."""
    line = slack.made_on(code)
    if line is None:
        in_time = week >= slack.lead_weeks(code)
        return (Cause.POLICY if in_time else Cause.LEAD_TIME), code
    starts = [u for u, arrives in enumerate(slack.arrivals(code)) if _by(arrives, week)]
    if not starts:
        return Cause.LEAD_TIME, code
    short = slack.short_parts(code, starts[-1])
    if short:
        return _why_part(slack, slack.slowest(short), starts[-1])
    return Cause.CAPACITY, line


def _by(arrives: int | None, week: int) -> bool:
    return arrives is not None and arrives <= week


def _any(week: int, holds: Callable[[int], bool]) -> bool:
    return any(holds(u) for u in range(week + 1))
