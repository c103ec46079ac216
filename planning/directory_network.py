"""What must hold in what a company says of its wider supply network."""

# pyright: standard
# (rows are read by field name: their values are Any by nature)

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from planning.company import Company
from planning.directory_problems import Problem

FIRST_ROW = 2
"""Below the header."""
ALL_PCT = 100
LONGEST_CREDIT_DAYS = 365


def broken_network(company: Company) -> Iterator[Problem]:
    yield from _made(company)
    yield from _recipes(company)
    yield from _other_ways(company)
    yield from _fences(company)
    yield from _calendar(company)


def _made(company: Company) -> Iterator[Problem]:
    """A component is bought, or made in the house; not half of each."""
    for row, part in enumerate(company.components, start=FIRST_ROW):
        if (part.resource is None) is not (part.hours_per_1000_units is None):
            wrong = "a component made in the house has a resource and hours; write both or neither"
            read = f"{part.resource or ''}, {part.hours_per_1000_units or ''}"
            yield _wrong("components", row, "resource", read, wrong)
        if part.resource is None:
            continue
        for column in ("expedite_lead_time_weeks", "order_multiple", "order_cost_eur"):
            if (read := getattr(part, column)) is not None:
                wrong = "what is made in the house isn't ordered from anybody; leave it empty"
                yield _wrong("components", row, column, str(read), wrong)


def _recipes(company: Company) -> Iterator[Problem]:
    """Nothing is made of itself, on any level."""
    below: dict[str, set[str]] = defaultdict(set)
    for line in company.bom:
        below[line.sku].add(line.component)
    for row, line in enumerate(company.bom, start=FIRST_ROW):
        reached, open_ends = set[str](), {line.component}
        while open_ends:
            reached |= open_ends
            open_ends = {code for end in open_ends for code in below[end]} - reached
        if line.sku in reached:
            wrong = "this makes it a part of itself; take one of the lines out"
            yield replace(_wrong("bom", row, "component", line.component, wrong), rule="R73")


def _other_ways(company: Company) -> Iterator[Problem]:
    own = {item.sku: item.resource for item in company.items}
    for row, one in enumerate(company.routings, start=FIRST_ROW):
        if own.get(one.sku) == one.resource:
            wrong = "that is the item's own line already; write another one"
            yield _wrong("routings", row, "resource", one.resource, wrong)
    makes = {(one.sku, one.resource) for one in company.routings} | set(own.items())
    for row, setup in enumerate(company.setups, start=FIRST_ROW):
        if (setup.sku, setup.resource) not in makes:
            wrong = "that line doesn't make it; write its own line, or one in routings.csv"
            yield _wrong("setups", row, "resource", setup.resource, wrong)
    for row, swap in enumerate(company.alternates, start=FIRST_ROW):
        if swap.component == swap.alternate:
            wrong = "nothing is an alternate for itself; write another component"
            yield _wrong("alternates", row, "alternate", swap.alternate, wrong)
        if not swap.qty_per_unit:
            wrong = "write how much of it a unit of the component takes"
            yield _wrong("alternates", row, "qty_per_unit", "0", wrong)
    for row, instead in enumerate(company.substitutes, start=FIRST_ROW):
        if instead.sku == instead.substitute:
            wrong = "nothing is a substitute for itself; write another item"
            yield _wrong("substitutes", row, "substitute", instead.substitute, wrong)


def _fences(company: Company) -> Iterator[Problem]:
    for row, line in enumerate(company.resources, start=FIRST_ROW):
        if line.slushy_change_pct is not None and line.slushy_change_pct > ALL_PCT:
            wrong = "write a percentage of 100 or less"
            read = str(line.slushy_change_pct)
            yield _wrong("resources", row, "slushy_change_pct", read, wrong)
    for row, one in enumerate(company.schedule, start=FIRST_ROW):
        if one.week.weekday():
            wrong = "that isn't a Monday; a schedule is by week"
            yield _wrong("schedule", row, "week", str(one.week), wrong)


def _calendar(company: Company) -> Iterator[Problem]:
    for name in ("collect_days", "pay_days"):
        days = getattr(company, name)
        if not 0 <= days <= LONGEST_CREDIT_DAYS:
            wrong = f"write a number of days from 0 to {LONGEST_CREDIT_DAYS}"
            yield Problem(file="company.toml", row=None, column=name, read=str(days), wrong=wrong)
    if company.horizon_weeks > 0 and not 0 <= company.weekly_weeks <= company.horizon_weeks:
        wrong = f"write a number of weeks from 0 to {company.horizon_weeks}"
        read = str(company.weekly_weeks)
        yield Problem(file="company.toml", row=None, column="weekly_weeks", read=read, wrong=wrong)


def _wrong(table: str, row: int, column: str, read: str, wrong: str) -> Problem:
    return Problem(file=f"{table}.csv", row=row, column=column, read=read, wrong=wrong)
