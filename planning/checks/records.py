"""R70: stock against its movements. R73: recipes that end or begin while the plan runs."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from planning import figures
from planning.checks.finding import Finding, Severity
from planning.checks.places import Places, Spot
from planning.checks.supply_orders import forecast_units
from planning.company import BomLine, Company
from planning.company_records import Movement


def record_findings(company: Company, places: Places) -> Iterator[Finding]:
    yield from _movements(company, places)
    yield from _changing(company, places)
    yield from _without(company, places)


def _movements(company: Company, places: Places) -> Iterator[Finding]:
    """The movements before the plan begins add up to the stock, and never below zero."""
    by_code: dict[str, list[tuple[int, Movement]]] = defaultdict(list)
    for at, one in enumerate(company.movements):
        if one.day < company.plan_start:
            by_code[one.code].append((at, one))
    stock = {one.code: (at, one.quantity) for at, one in enumerate(company.stock)}
    for code, moved in by_code.items():
        total = 0
        negative: list[Finding] = []
        for at, one in sorted(moved, key=lambda each: each[1].day):
            total += one.quantity
            if total < 0:
                negative.append(_negative(company, places, at, one, total))
        yield from negative[:1]
        row, quantity = stock.get(code, (-1, 0))
        if total != quantity:
            spot = Spot("movements", moved[-1][0], "quantity")
            spot = Spot("stock", row, "quantity") if row >= 0 else spot
            yield _apart(company, places, spot, code, (quantity, total))


def _negative(company: Company, places: Places, at: int, one: Movement, total: int) -> Finding:
    return places.finding(
        Spot("movements", at, "quantity"),
        rule="R70",
        severity=Severity.WARNING,
        observed=figures.number(total),
        expected="0 or more",
        message=f"{one.code}: its movements leave {figures.number(total)} on {one.day}.",
        impact_units=-total,
        impact_eur=_worth(company, one.code, total),
        kind="stock below zero",
        fix="Add the receipt that is missing, or correct the movement.",
    )


def _apart(
    company: Company, places: Places, spot: Spot, code: str, differ: tuple[int, int]
) -> Finding:
    stock, total = differ
    return places.finding(
        spot,
        rule="R70",
        severity=Severity.WARNING,
        observed=figures.number(stock),
        expected=f"{figures.number(total)}, what its movements add up to",
        message=f"{code}: {figures.number(stock)} on stock, and its movements add up to "
        f"{figures.number(total)}.",
        impact_units=abs(stock - total),
        impact_eur=_worth(company, code, stock - total),
        kind="stock and movements differ",
        fix="Count it, then correct the stock or the movements.",
    )


def _worth(company: Company, code: str, units: int) -> Decimal:
    costs = {item.sku: item.price_eur for item in company.items}
    costs |= {part.code: part.unit_cost_eur for part in company.components}
    return abs(units) * costs[code]


def _changing(company: Company, places: Places) -> Iterator[Finding]:
    """The plan uses the recipe of its first day; what begins or ends later is told."""
    ends = company.plan_start + timedelta(weeks=company.horizon_weeks)
    forecast = forecast_units(company)
    for at, line in enumerate(company.bom):
        day = _turns(line, company.plan_start, ends)
        if day is None:
            continue
        column = "starts" if line.starts == day else "ends"
        yield places.finding(
            Spot("bom", at, column),
            rule="R73",
            severity=Severity.WARNING,
            observed=str(day),
            expected=f"a recipe that holds from {company.plan_start} to {ends}",
            message=f"{line.sku}: {line.component} {column} on {day}, within the plan, which uses "
            "the recipe of its first day throughout.",
            impact_units=forecast[line.sku],
            impact_eur=None,
            kind="a recipe that changes within the plan",
            fix="Plan the other recipe's need by hand, or move the change.",
        )


def _without(company: Company, places: Places) -> Iterator[Finding]:
    """Days of the plan on which nothing of an item's recipe holds, between two that do."""
    ends = company.plan_start + timedelta(weeks=company.horizon_weeks)
    forecast = forecast_units(company)
    rows: dict[str, list[tuple[date, date, int]]] = defaultdict(list)
    for at, line in enumerate(company.bom):
        rows[line.sku].append((line.starts or date.min, line.ends or date.max, at))
    for sku, spans in rows.items():
        until = company.plan_start
        for first, last, at in sorted(spans):
            if until < first < ends and until > min(spans)[0]:
                yield _gap(places, Spot("bom", at, "starts"), sku, (until, first), forecast[sku])
            until = max(until, last)


def _gap(places: Places, spot: Spot, sku: str, between: tuple[date, date], units: int) -> Finding:
    ends, starts = between
    return places.finding(
        spot,
        rule="R73",
        severity=Severity.WARNING,
        observed=str(starts),
        expected=f"{ends}, the day the recipe before it ends",
        message=f"{sku}: no recipe holds from {ends} until {starts}.",
        impact_units=units,
        impact_eur=None,
        kind="days without a recipe",
        fix="Let one recipe begin on the day the other ends.",
    )


def _turns(line: BomLine, first: date, last: date) -> date | None:
    days = (line.starts, line.ends)
    return next((day for day in days if day is not None and first < day < last), None)
