"""What must hold across a company's tables before anyone plans with it."""

# pyright: standard
# (rows are read by field name: their values are Any by nature)

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from planning.calendar_weeks import WEEK, days_of_month
from planning.company import Company, family_code
from planning.directory_header import HEADER_FILE
from planning.directory_keys import AT_LEAST_ONE, IDENTIFIERS, KEYS
from planning.directory_network import broken_network
from planning.directory_people import broken_person
from planning.directory_powers import broken_powers
from planning.directory_problems import Problem
from planning.directory_records import broken_records
from planning.directory_streams import broken_streams
from planning.fiscal_calendar import PATTERNS, are_year_starts

HEADER_ROWS = 2
"""The first value of a table stands in row 2."""
ALL_PCT = 100
LONGEST_HORIZON_WEEKS = 104
ROLES = (
    "general_manager",
    "coo",
    "sales_lead",
    "operations_lead",
    "finance_lead",
    "demand_manager",
    "sop_lead",
    "regional_planner",
    "procurement",
    "plant_planner",
    "finance_analyst",
    "admin",
    "auditor",
)


def broken_rules(company: Company) -> tuple[Problem, ...]:
    rules = (
        _identifiers,
        _duplicates,
        _references,
        _ranges,
        _calendar,
        _fiscal,
        _names,
        broken_powers,
        broken_network,
        broken_records,
        broken_streams,
    )
    return tuple(problem for rule in rules for problem in rule(company))


def _identifiers(company: Company) -> Iterator[Problem]:
    for table, column in IDENTIFIERS.items():
        for row, value in _rows(company, table):
            code = getattr(value, column)
            if code.split() != [code]:
                yield _problem(table, row, column, code, "write it without a space")


def _duplicates(company: Company) -> Iterator[Problem]:
    for table, key in KEYS.items():
        seen: dict[tuple[Any, ...], int] = {}
        for row, value in _rows(company, table):
            read = tuple(getattr(value, name) for name in key)
            if read in seen:
                wrong = f"row {seen[read]} has the same key; keep one of them"
                yield _problem(table, row, " + ".join(key), ", ".join(map(str, read)), wrong)
            seen.setdefault(read, row)
    ranks = [tier.rank for tier in company.tiers]
    if len(set(ranks)) < len(ranks):
        wrong = "two tiers share a rank; number them 1, 2, 3 …"
        yield Problem(file="tiers.csv", row=None, column="rank", read=str(ranks), wrong=wrong)


def _references(company: Company) -> Iterator[Problem]:
    skus = {item.sku for item in company.items}
    components = {part.code for part in company.components}
    people = {person.key for person in company.people}
    tiers = {tier.code for tier in company.tiers}
    known: dict[tuple[str, str], set[str]] = {
        ("regions", "owner"): people,
        ("promotions", "skus"): skus,
        ("promotions", "tiers"): tiers,
        ("bom", "sku"): skus | {c.code for c in company.components if c.resource is not None},
        ("bom", "component"): components,
        ("stock", "code"): skus | components,
        ("open_supply", "code"): skus | components,
        ("people", "manager"): people,
        ("people", "role"): set(ROLES),
    }
    lines = {resource.code for resource in company.resources}
    known |= {
        ("finance", "family"): {family_code(item.family) for item in company.items},
        ("past_forecasts", "person"): people,
        ("routings", "sku"): skus,
        ("sources", "component"): components,
        ("alternates", "component"): components,
        ("alternates", "alternate"): components,
        ("substitutes", "sku"): skus,
        ("substitutes", "substitute"): skus,
        ("substitutes", "tiers"): tiers,
        ("schedule", "sku"): skus,
        ("lanes", "plant"): {resource.plant for resource in company.resources},
    }
    regions = {region.code for region in company.regions}
    known |= {(table, "resource"): lines for table in ("items", "components", "routings", "setups")}
    forecasts = ("history", "forecast", "orders", "past_forecasts", "budget")
    for table in (*forecasts, "elasticities", "lanes", "setups"):
        known[table, "region"] = regions
        known[table, "sku"] = skus
        known[table, "tier"] = tiers
    for (table, column), codes in known.items():
        for row, value in _rows(company, table):
            for code in _codes(getattr(value, column, None)):
                if code not in codes:
                    yield _problem(table, row, column, code, f"unknown; known are {_few(codes)}")
    for code in sorted(skus & components):
        wrong = "an item has this code too; stock.csv couldn't tell them apart"
        yield Problem(file="components.csv", row=None, column="code", read=code, wrong=wrong)


def _ranges(company: Company) -> Iterator[Problem]:
    for table in (
        "items",
        "tiers",
        "promotions",
        "components",
        "bom",
        "resources",
        "stock",
        "open_supply",
        "history",
        "forecast",
        "orders",
        "finance",
        "past_forecasts",
        "routings",
        "sources",
        "alternates",
        "schedule",
        "lanes",
        "budget",
        "setups",
    ):
        for row, value in _rows(company, table):
            for column in value.__dataclass_fields__:
                number = getattr(value, column)
                if isinstance(number, int | Decimal) and not isinstance(number, bool):
                    least = int(column in AT_LEAST_ONE)
                    if number < least:
                        wrong = f"write a number of {least} or more"
                        rule = "R70" if table == "stock" else ""
                        yield _problem(table, row, column, str(number), wrong, rule)
    yield from _shares(company, "bom", "scrap_pct", lambda pct: pct < ALL_PCT, "under 100")
    yield from _shares(
        company, "tiers", "service_floor_pct", lambda pct: pct <= ALL_PCT, "of 100 or less"
    )
    for row, component in _rows(company, "components"):
        expedite = component.expedite_lead_time_weeks
        if expedite is not None and expedite > component.lead_time_weeks:
            wrong = f"write no more than the lead time of {component.lead_time_weeks}, or nothing"
            yield _problem("components", row, "expedite_lead_time_weeks", str(expedite), wrong)


def _shares(
    company: Company, table: str, column: str, holds: Callable[[Decimal], bool], expects: str
) -> Iterator[Problem]:
    for row, value in _rows(company, table):
        if not holds(getattr(value, column)):
            read = str(getattr(value, column))
            yield _problem(table, row, column, read, f"write a percentage {expects}")


def _calendar(company: Company) -> Iterator[Problem]:
    if company.plan_start.weekday():
        yield _header("plan_start", company.plan_start, "that isn't a Monday; write one")
    if not 1 <= company.horizon_weeks <= LONGEST_HORIZON_WEEKS:
        wrong = f"write a number of weeks from 1 to {LONGEST_HORIZON_WEEKS}"
        yield _header("horizon_weeks", company.horizon_weeks, wrong)
        return
    if not 0 <= company.frozen_weeks <= company.horizon_weeks:
        wrong = f"write a number of weeks from 0 to {company.horizon_weeks}"
        yield _header("frozen_weeks", company.frozen_weeks, wrong)
    for row, promotion in _rows(company, "promotions"):
        if promotion.starts.weekday():
            wrong = "that isn't a Monday; a promotion starts on one"
            yield _problem("promotions", row, "starts", str(promotion.starts), wrong)
    months = {line.month for line in company.forecast}
    for month in _months_of_horizon(company):
        if months and month not in months:
            wrong = f"no line for {month:%Y-%m}, which the horizon needs; add the month"
            yield Problem(file="forecast.csv", row=None, column="month", read="", wrong=wrong)


def _fiscal(company: Company) -> Iterator[Problem]:
    starts = company.fiscal_year_starts
    if company.fiscal_pattern and company.fiscal_pattern not in PATTERNS:
        wrong = f"write one of {', '.join(PATTERNS)}"
        yield _header("fiscal_pattern", company.fiscal_pattern, wrong)
    if bool(company.fiscal_pattern) != bool(starts):
        wrong = "a fiscal calendar has a fiscal_pattern and fiscal_year_starts; write both or none"
        yield _header("fiscal_year_starts", _days(starts), wrong)
    elif not are_year_starts(starts):
        wrong = "each is 52 or 53 weeks after the one before"
        yield _header("fiscal_year_starts", _days(starts), wrong)
    for row, item in _rows(company, "items"):
        if item.kg_per_unit is not None and not item.kg_per_unit:
            yield _problem("items", row, "kg_per_unit", "0", "write its weight, or nothing")


def _days(days: Iterable[date]) -> str:
    return ", ".join(map(str, days))


def _names(company: Company) -> Iterator[Problem]:
    zones = available_timezones()
    if company.timezone not in zones:
        yield _header("timezone", company.timezone, "no such zone; write one like Europe/Paris")
    for row, person in _rows(company, "people"):
        for column, wrong in broken_person(person, zones):
            yield _problem("people", row, column, getattr(person, column), wrong)
    wrong = "the table is empty; write at least one row"
    for name in ("items", "tiers"):
        if not getattr(company, name):
            yield Problem(file=f"{name}.csv", row=None, column=None, read="", wrong=wrong)


def _months_of_horizon(company: Company) -> list[date]:
    last = company.plan_start + WEEK * company.horizon_weeks - WEEK / 7
    months = [company.plan_start.replace(day=1)]
    while (following := days_of_month(months[-1])[-1] + WEEK / 7) <= last:
        months.append(following)
    return months


def _codes(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _few(codes: Iterable[str], most: int = 6) -> str:
    ordered = sorted(codes)
    return ", ".join(ordered[:most]) + (" …" if len(ordered) > most else "")


def _rows(company: Company, table: str) -> Iterator[tuple[int, Any]]:
    return enumerate(getattr(company, table), start=HEADER_ROWS)


def _problem(table: str, row: int, column: str, read: str, wrong: str, rule: str = "") -> Problem:
    return Problem(file=f"{table}.csv", row=row, column=column, read=read, wrong=wrong, rule=rule)


def _header(column: str, read: object, wrong: str) -> Problem:
    return Problem(file=HEADER_FILE, row=None, column=column, read=str(read), wrong=wrong)
