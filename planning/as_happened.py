"""A locked plan from where it really stands: what was made, what came, what is on hand.

What is missing of a supplier isn't counted until a day is confirmed for it: it is then loaded as
on order, or confirmed by whoever buys.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from planning.actuals import Actual, ActualKind, summed
from planning.calendar_weeks import monday_of
from planning.company import Company, Component, OpenSupply
from planning.exceptions import arrivals
from planning.plan import ComponentLine, ItemLine, Plan

Quantities = Mapping[tuple[str, date], int]


def as_happened(company: Company, plan: Plan, actuals: Sequence[Actual]) -> tuple[Company, Plan]:
    """The company's stock and orders, and the plan's past, as reported; else as they were."""
    known = [one for one in actuals if one.week in plan.weeks]
    made = summed(known, ActualKind.MADE)
    items = tuple(_made(line, plan.weeks, made) for line in plan.items)
    company, components = _received(company, plan, summed(known, ActualKind.RECEIVED))
    so_far = replace(plan, items=items, components=components)
    return _counted(company, plan, so_far, summed(known, ActualKind.STOCK)), so_far


def _made(line: ItemLine, weeks: Sequence[date], made: Quantities) -> ItemLine:
    """In a week of which anything is reported, what isn't was not made."""
    told = {week for _, week in made}
    past = [made.get((line.sku, week), 0) if week in told else None for week in weeks]
    return replace(
        line,
        regular_units=tuple(
            was if now is None else now for was, now in zip(line.regular_units, past, strict=True)
        ),
        overtime_units=tuple(
            was if now is None else 0 for was, now in zip(line.overtime_units, past, strict=True)
        ),
    )


def _received(
    company: Company, plan: Plan, received: Quantities
) -> tuple[Company, tuple[ComponentLine, ...]]:
    """Without what was due and didn't come, the latest due first."""
    if not received:
        return company, plan.components
    last = max(week for _, week in received)
    lines = {line.code: line for line in plan.components}
    left: list[OpenSupply] = [*company.open_supply]
    for part in company.components:
        due = sum(n for day, n in arrivals(company, plan, part.code) if monday_of(day) <= last)
        came = sum(n for (code, _), n in received.items() if code == part.code)
        missing = max(due - came, 0)
        left, missing = _less_on_order(left, part.code, last, missing)
        if missing and part.code in lines:
            lines[part.code] = _less_placed(lines[part.code], part, plan.weeks, last, missing)
    return (
        replace(company, open_supply=tuple(left)),
        tuple(lines[line.code] for line in plan.components),
    )


def _less_on_order(
    on_order: Sequence[OpenSupply], code: str, last: date, missing: int
) -> tuple[list[OpenSupply], int]:
    kept = [*on_order]
    due = [
        at for at, one in enumerate(on_order) if one.code == code and monday_of(one.arrives) <= last
    ]
    for at in sorted(due, key=lambda at: on_order[at].arrives, reverse=True):
        less = min(missing, kept[at].quantity)
        missing -= less
        kept[at] = replace(kept[at], quantity=kept[at].quantity - less)
    return [one for one in kept if one.quantity], missing


def _less_placed(
    line: ComponentLine, part: Component, weeks: Sequence[date], last: date, missing: int
) -> ComponentLine:
    ordered, expedited = [*line.ordered], [*line.expedited]
    for placed, lead in (
        (expedited, part.expedite_lead_time_weeks or 0),
        (ordered, part.lead_time_weeks),
    ):
        for at in reversed(range(len(weeks))):
            if (last - weeks[at]).days // 7 >= lead:
                less = min(missing, placed[at])
                placed[at] -= less
                missing -= less
    return replace(line, ordered=tuple(ordered), expedited=tuple(expedited))


def _counted(company: Company, plan: Plan, so_far: Plan, stock: Quantities) -> Company:
    """Opening stock such that what was made leaves what was counted last."""
    off: dict[str, int] = {}
    for was, now in zip(plan.items, so_far.items, strict=True):
        counted = [at for at, week in enumerate(plan.weeks) if (was.sku, week) in stock]
        if counted:
            at = counted[-1]
            more = sum(now.made_units[: at + 1]) - sum(was.made_units[: at + 1])
            off[was.sku] = stock[was.sku, plan.weeks[at]] - (was.stock_units[at] + more)
    return replace(
        company,
        stock=tuple(
            replace(one, quantity=max(one.quantity + off.get(one.code, 0), 0))
            for one in company.stock
        ),
    )
