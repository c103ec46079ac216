"""SupplyGraph rolled month by month: our forecast and plan against what the company made.

    python -m benchmarks.real_data DIRECTORY_OF_SUPPLYGRAPH

Every plan uses only what was known on its first morning. Then the weeks that really came are lived
twice from the same opening stock, with what we planned and with what the company made: what is
ordered in a week ships from the stock there is with the week's production in it, and is lost
otherwise.
"""

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from benchmarks.living import Lived, by_week, live, lived
from planning.accuracy import Outcome, bias_pct, fva, wape
from planning.assumed import Assumptions
from planning.calendar_weeks import WEEK
from planning.company import Company, Stock
from planning.forecast_levels import levelled_forecast
from planning.inferred import infer_company
from planning.records import OrderRecords, by_month, whole
from planning.rules import agreed_case
from planning.supply.solve import solve_case
from runtime.order_records import load_records

CUT_OFFS = (date(2023, 4, 3), date(2023, 5, 1), date(2023, 6, 5), date(2023, 7, 3))
END = date(2023, 7, 31)
COVER_DAYS = (0, 3, 7, 14)
"""Safety stock to plan with: the one thing that trades fill rate for stock."""
MATERIAL_WEEKS = 60
"""On hand: no material is recorded, so an invented one shall decide nothing."""


def forecasts(records: OrderRecords) -> dict[date, tuple[list[Outcome], list[Outcome]]]:
    """By month, what the baseline said a month ahead and what the month before would have."""
    found: dict[date, tuple[list[Outcome], list[Outcome]]] = {}
    for monday in CUT_OFFS:
        company = infer_company(records, slug="real", plan_start=monday).company
        month = monday.replace(day=1)
        family_of = {item.sku: item.family for item in company.items}
        made = levelled_forecast(company.history, months_ahead=1, family_of=family_of).baseline
        last = {line.sku: line.units for line in company.history if line.month < month}
        came = {sku: by_month(records.ordered.get(sku, {}))[month] for sku in last}
        found[month] = (
            [_outcome(line.units, came[line.sku]) for line in made.lines],
            [_outcome(last[sku], came[sku]) for sku in last],
        )
    return found


def _outcome(forecast: int, actual: int) -> Outcome:
    return Outcome(lag_months=1, forecast_units=forecast, actual_units=actual)


def rolled(records: OrderRecords, *, cover_days: int, weekly: bool) -> tuple[Lived, Lived]:
    """What came of our plans, and of what the company made, over the same weeks and items.

    A plan is held until the next one is made: at the next cut-off, or the next Monday.
    """
    assume = Assumptions(safety_stock_days=cover_days, material_cover_weeks=MATERIAL_WEEKS)
    ordered, made = by_week(records.ordered), by_week(records.made)
    stock = dict[str, int]()
    theirs = dict[str, int]()
    ours, real = list[tuple[int, int, int, int]](), list[tuple[int, int, int, int]]()
    planned: dict[str, dict[date, int]] = {}
    skus = list[str]()
    monday = CUT_OFFS[0]
    while monday < END:
        if weekly or monday in CUT_OFFS:
            company = infer_company(records, slug="real", plan_start=monday, assume=assume).company
            for one in company.stock:
                stock.setdefault(one.code, one.quantity)
                theirs.setdefault(one.code, one.quantity)
            planned = _planned(company, stock)
            skus = [item.sku for item in company.items]
        asked = {sku: whole(ordered.get(sku, {}).get(monday, Decimal(0))) for sku in skus}
        own = {sku: planned[sku].get(monday, 0) for sku in skus}
        their = {sku: whole(made.get(sku, {}).get(monday, Decimal(0))) for sku in skus}
        ours.append(live(stock, asked, own))
        real.append(live(theirs, asked, their))
        monday += WEEK
    return lived(ours), lived(real)


def _planned(company: Company, stock: Mapping[str, int]) -> dict[str, dict[date, int]]:
    """Production by item and week of the best plan from our own stock."""
    items = {item.sku for item in company.items}
    held = tuple(
        Stock(code=one.code, quantity=stock[one.code] if one.code in items else one.quantity)
        for one in company.stock
    )
    plan = solve_case(agreed_case(replace(company, stock=held)))
    return {line.sku: dict(zip(plan.weeks, line.made_units, strict=True)) for line in plan.items}


def tables(records: OrderRecords) -> str:
    """Both tables as they stand in docs/explanation/real-data.md."""
    said = ["| month forecast | WAPE | naive | bias | value added |", "|---|---|---|---|---|"]
    months = forecasts(records)
    step, naive = ([one for pair in months.values() for one in pair[at]] for at in (0, 1))
    for name, own, plain in (
        *((f"{month:%B}", *pair) for month, pair in months.items()),
        ("all four", step, naive),
    ):
        value = fva(own, naive=plain)
        said.append(
            f"| {name} | {wape(own):.3f} | {wape(plain):.3f} | {bias_pct(own):+.1f} % "
            f"| {value:+.3f} |"
        )
    said += ["", "| production | safety stock | made | shipped | fill rate | stock, mean |"]
    said.append("|---|---|---|---|---|---|")
    _, real = rolled(records, cover_days=COVER_DAYS[0], weekly=False)
    said.append(row("the company's own", "–", real))
    for weekly, name in ((False, "ours, by the month"), (True, "ours, by the week")):
        for days in COVER_DAYS:
            ours, _ = rolled(records, cover_days=days, weekly=weekly)
            said.append(row(name, f"{days} days", ours))
    return "\n".join(said)


def row(name: str, cover: str, lived: Lived) -> str:
    """One way of producing, as the page shows it."""
    return (
        f"| {name} | {cover} | {lived.made:,} | {lived.shipped:,} | {lived.fill_pct:.1f} % "
        f"| {lived.mean_stock:,} |"
    )


if __name__ == "__main__":
    print(tables(load_records(Path(sys.argv[1]))))
