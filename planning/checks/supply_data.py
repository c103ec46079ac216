"""R70 to R75: what is wrong in what a company plans its supply with."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from planning.checks.finding import Finding, Severity
from planning.checks.places import Places, Spot
from planning.checks.records import record_findings
from planning.checks.supply_orders import forecast_units, least_orders, overdue, yearly_use
from planning.company import Company

LONG_HORIZON_WEEKS = 13


def supply_findings(company: Company, places: Places) -> Iterator[Finding]:
    """Every rule about components, recipes, lines and open orders."""
    yield from _lead_times(company, places)
    yield from _calendars(company, places)
    yield from _recipes(company, places)
    yield from least_orders(company, places)
    yield from overdue(company, places)
    yield from record_findings(company, places)


def _lead_times(company: Company, places: Places) -> Iterator[Finding]:
    """R71: ordered and there in the same week, where it is used at all."""
    used = yearly_use(company)
    for at, component in enumerate(company.components):
        if component.lead_time_weeks == 0 and used[component.code]:
            yield places.finding(
                Spot("components", at, "lead_time_weeks"),
                rule="R71",
                severity=Severity.WARNING,
                observed="0",
                expected="the weeks from order to use",
                message=f"{component.name} has no lead time; every shortage of it looks solvable.",
                impact_units=None,
                impact_eur=used[component.code] * component.unit_cost_eur,
                kind="no lead time",
                fix="State the supplier's lead time.",
            )


def _calendars(company: Company, places: Places) -> Iterator[Finding]:
    """R72: a line without hours that makes something; a long plan without a closed day."""
    forecast = forecast_units(company)
    made: dict[str, list[str]] = defaultdict(list)
    for item in company.items:
        made[item.resource].append(item.sku)
    for at, line in enumerate(company.resources):
        if not line.hours_per_week and made[line.code]:
            units = sum(forecast[sku] for sku in made[line.code])
            yield places.finding(
                Spot("resources", at, "hours_per_week"),
                rule="R72",
                severity=Severity.BLOCKING,
                observed="0",
                expected="the hours it runs in a week",
                message=f"{line.name} has no hours and makes {', '.join(made[line.code][:6])}.",
                impact_units=units,
                impact_eur=_worth(company, made[line.code]),
                kind="no capacity calendar",
                fix="State the line's hours, or give its items another line.",
            )
    if company.horizon_weeks >= LONG_HORIZON_WEEKS and not company.closed_days:
        yield places.finding(
            None,
            rule="R72",
            severity=Severity.NOTE,
            observed="no closed day",
            expected="closed_days in company.toml",
            message=f"No day of {company.horizon_weeks} weeks is closed, no holiday among them.",
            impact_units=None,
            impact_eur=None,
            kind="no closed days",
            fix="List the days on which neither plant nor customers work.",
        )


def _recipes(company: Company, places: Places) -> Iterator[Finding]:
    """R73: made of nothing, or of nothing of something."""
    forecast = forecast_units(company)
    recipes = {line.sku for line in company.recipe}
    for at, item in enumerate(company.items):
        if recipes and item.sku not in recipes:
            yield places.finding(
                Spot("items", at, "sku"),
                rule="R73",
                severity=Severity.WARNING,
                observed=item.sku,
                expected="its components in bom.csv",
                message=f"{item.sku} {item.name} is made of nothing; no component can run short "
                "of it.",
                impact_units=forecast[item.sku],
                impact_eur=_worth(company, [item.sku]),
                kind="made of nothing",
                fix="Add its recipe.",
            )
    for at, line in enumerate(company.bom):
        if not line.qty_per_unit:
            yield places.finding(
                Spot("bom", at, "qty_per_unit"),
                rule="R73",
                severity=Severity.WARNING,
                observed="0",
                expected="what a unit is made of",
                message=f"{line.sku} takes none of {line.component}.",
                impact_units=forecast[line.sku],
                impact_eur=_worth(company, [line.sku]),
                kind="none of a component",
                fix="State the quantity, or delete the row.",
            )


def _worth(company: Company, skus: list[str]) -> Decimal:
    forecast = forecast_units(company)
    worth = (forecast[item.sku] * item.price_eur for item in company.items if item.sku in skus)
    return sum(worth, Decimal(0))
