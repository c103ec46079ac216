"""A plan as tables by week: families in bold, items beneath them."""

from collections.abc import Iterable, Sequence
from typing import Any

from planning import written
from planning.company import Company
from planning.periods import Period, periods_of
from planning.plan import Plan

Units = Sequence[int | float]


def week_tables(company: Company, plan: Plan) -> list[dict[str, Any]]:
    """What is asked for, made, shipped, kept, missing, bought and worked; empty tables left out."""
    asked = {(s.sku, s.tier): s.demand_units for s in plan.sales}
    shipped = {(s.sku, s.tier): s.shipped_units for s in plan.sales}
    lost = {(s.sku, s.tier): s.lost_units for s in plan.sales}
    none = (0,) * len(plan.weeks)
    waiting = {(s.sku, s.tier): s.waiting_units or none for s in plan.sales}
    made = {line.sku: line.made_units for line in plan.items}
    stock = {line.sku: line.stock_units for line in plan.items}
    tables = [
        ("Production", "units", _by_family(company, made)),
        ("Demand", "units", _by_family(company, _tiers_summed(asked))),
        ("Shipments", "units", _by_family(company, _tiers_summed(shipped))),
        ("Lost sales", "units", _by_tier(company, lost)),
        ("Stock at the end of the week", "units", _by_family(company, stock)),
        ("Waiting", "units", _by_tier(company, waiting)),
        ("Made on another line", "units", _moved(company, plan)),
        ("Components started", "in each component's unit", _started(company, plan)),
        ("Orders placed", "in each component's unit", _orders(company, plan)),
        ("Load", "% of regular hours", _loads(company, plan)),
    ]
    weeks = [_named(period) for period in periods_of(company)]
    return [
        {"title": title, "unit": unit, "weeks": weeks, "rows": rows}
        for title, unit, rows in tables
        if rows
    ]


def _named(period: Period) -> str:
    """A week by its number, a month by its name."""
    return written.week(period.starts) if period.weeks == 1 else f"{period.starts:%b}"


def _row(label: str, values: Units, kind: str = "") -> dict[str, Any]:
    return {"label": label, "values": list(values), "kind": kind}


def _by_family(company: Company, units: dict[str, tuple[int, ...]]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for family in dict.fromkeys(item.family for item in company.items):
        own = [item for item in company.items if item.family == family]
        rows.append(_row(family, _sum(units[item.sku] for item in own), "total"))
        rows += [_row(item.name, units[item.sku]) for item in own]
    return rows


def _by_tier(
    company: Company, lost: dict[tuple[str, str], tuple[int, ...]]
) -> list[dict[str, Any]]:
    """Only what is short, tier by tier."""
    rows: list[dict[str, Any]] = []
    for tier in sorted(company.tiers, key=lambda tier: tier.rank):
        own = [
            _row(item.name, lost[item.sku, tier.code])
            for item in company.items
            if any(lost[item.sku, tier.code])
        ]
        if own:
            rows += [_row(tier.name, _sum(row["values"] for row in own), "total"), *own]
    return rows


def _orders(company: Company, plan: Plan) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for part, line in zip(company.components, plan.components, strict=True):
        if any(line.ordered):
            rows.append(_row(f"{part.name}, {part.unit}", line.ordered))
        if any(line.expedited):
            rows.append(_row(f"{part.name}, expedited, {part.unit}", line.expedited, "total"))
    parts = {part.code: part for part in company.components}
    for source, other in zip(company.sources, plan.sourced, strict=True):
        if any(other.ordered):
            part = parts[source.component]
            rows.append(_row(f"{part.name}, {source.supplier}, {part.unit}", other.ordered))
    return rows


def _started(company: Company, plan: Plan) -> list[dict[str, Any]]:
    """Components made in the house, in the period their production starts."""
    rows: list[dict[str, Any]] = []
    for part, line in zip(company.components, plan.components, strict=True):
        both = zip(line.started, line.started_overtime, strict=True)
        started = [round(in_time + extra, 1) for in_time, extra in both]
        if any(started):
            rows.append(_row(f"{part.name}, {part.unit}", started))
    return rows


def _moved(company: Company, plan: Plan) -> list[dict[str, Any]]:
    """What is made on another line than the item's own."""
    names = {item.sku: item.name for item in company.items}
    lines = {line.code: line.name for line in company.resources}
    return [
        _row(f"{names[line.sku]}, {lines[line.resource]}", units)
        for line in plan.moved
        if any(units := _sum((line.regular_units, line.overtime_units)))
    ]


def _loads(company: Company, plan: Plan) -> list[dict[str, Any]]:
    return [
        _row(resource.name, [round(value, 1) for value in line.load_pct])
        for resource, line in zip(company.resources, plan.resources, strict=True)
    ]


def _tiers_summed(lines: dict[tuple[str, str], tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    skus = dict.fromkeys(sku for sku, _ in lines)
    return {sku: _sum(units for (own, _), units in lines.items() if own == sku) for sku in skus}


def _sum(rows: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True)))
