"""The supply model of the benchmark's company written in linopy, its goals in the same order."""

from importlib import import_module
from typing import Any

import numpy as np

from planning.company import Company
from planning.periods import arrival_periods
from planning.rules import Case
from planning.supply.facts import (
    available_hours,
    available_overtime_hours,
    holding_share_per_week,
)
from planning.supply.item_rows import came_in
from planning.supply.network import network_of

linopy: Any = import_module("linopy")
xr: Any = import_module("xarray")

SLACK = 1e-6
SAFETY_PENALTY_SHARE = 0.01


def solve_with_linopy(case: Case) -> float:
    """Thousand EUR of cost less margin that the last goal came to."""
    model, v = linopy.Model(), dict[str, Any]()
    _variables(model, v, case)
    _rows(model, v, case)
    goals = _goals(v, case)
    value = 0.0
    for at, goal in enumerate(goals):
        model.add_objective(goal, overwrite=True)
        model.solve("highs", io_api="direct", output_flag=False, threads=1)
        value = float(model.objective.value)
        if at < len(goals) - 1:
            model.add_constraints(goal <= value + SLACK, name=f"kept {at}")
    return value


def _variables(model: Any, v: dict[str, Any], case: Case) -> None:
    company = case.company
    items, parts = np.arange(len(company.items)), np.arange(len(company.components))
    tiers, weeks = np.arange(len(company.tiers)), np.arange(company.horizon_weeks)
    item, part = (
        {"coords": [items, weeks], "dims": ["item", "week"]},
        {
            "coords": [parts, weeks],
            "dims": ["part", "week"],
        },
    )
    asked = np.array([row.units for row in case.demand]).reshape(len(items), len(tiers), -1) / 1000
    v["asked"] = xr.DataArray(asked, coords=[items, tiers, weeks], dims=["item", "tier", "week"])
    v["shipped"] = model.add_variables(0, v["asked"], name="shipped")
    for name in ("regular", "stock", "deficit"):
        v[name] = model.add_variables(0, name=name, **item)
    for name in ("part_stock", "ordered"):
        v[name] = model.add_variables(0, name=name, **part)
    for c, one in enumerate(company.components):
        late = [
            at for at, a in enumerate(arrival_periods(company, one.lead_time_weeks)) if a is None
        ]
        if late:
            v.setdefault("late", []).append((c, late))
    upper = np.full((len(parts), len(weeks)), np.inf)
    for c, late in v.pop("late", []):
        upper[c, late] = 0
    v["ordered"].upper = xr.DataArray(upper, coords=[parts, weeks], dims=["part", "week"])
    v["shortfall"] = model.add_variables(0, coords=[tiers], dims=["tier"], name="shortfall")


def _rows(model: Any, v: dict[str, Any], case: Case) -> None:
    company, network = case.company, network_of(case.company)
    weeks = company.horizon_weeks
    came = xr.DataArray(came_in(company, list(network.item), weeks), dims=["item", "week"])
    before = v["stock"].shift(week=1)
    out = v["shipped"].sum("tier")
    model.add_constraints(before + v["regular"] - out - v["stock"] == -came, name="stock")
    safety = np.array([one.safety_stock_units for one in company.items]) / 1000
    wanted = xr.DataArray(safety, dims=["item"])
    model.add_constraints(v["stock"] + v["deficit"] >= wanted, name="safety")
    _hours(model, v, company)
    _parts(model, v, company)
    floors = xr.DataArray(
        [float(tier.service_floor_pct) / 100 for tier in company.tiers], dims=["tier"]
    )
    asked = v["asked"].sum(["item", "week"])
    served = v["shipped"].sum(["item", "week"]) + v["shortfall"]
    model.add_constraints(served >= floors * asked, name="floor")


def _hours(model: Any, v: dict[str, Any], company: Company) -> None:
    network = network_of(company)
    made = xr.DataArray(network.item_hours.per_thousand, dims=["item"])
    lines = xr.DataArray(network.item_hours.line, dims=["item"], name="line")
    work = (v["regular"] * made).groupby(lines).sum()
    mixed = v["ordered"].isel(part=xr.DataArray(network.made, dims=["part"]))
    hours = xr.DataArray(network.part_hours.per_thousand, dims=["part"])
    mixers = xr.DataArray(network.part_hours.line, dims=["part"], name="line")
    mixing = (mixed * hours).groupby(mixers).sum()
    limit = np.array([available_hours(line, company) for line in company.resources])
    extra = np.array([available_overtime_hours(line, company) for line in company.resources])
    assert extra.shape == limit.shape
    for name, load, own in (
        ("lines", work, np.unique(lines)),
        ("mixers", mixing, np.unique(mixers)),
    ):
        most = xr.DataArray(limit[own], coords=[own, range(limit.shape[1])], dims=["line", "week"])
        model.add_constraints(load <= most, name=name)


def _parts(model: Any, v: dict[str, Any], company: Company) -> None:
    network, weeks = network_of(company), company.horizon_weeks
    codes = [part.code for part in company.components]
    came = xr.DataArray(came_in(company, codes, weeks), dims=["part", "week"])
    leads = np.array([part.lead_time_weeks for part in company.components])
    for lead in np.unique(leads):
        own = np.nonzero(leads == lead)[0]
        arriving = v["ordered"].isel(part=own).shift(week=int(lead))
        stock = v["part_stock"].isel(part=own)
        total = stock.shift(week=1) + arriving - stock
        for made, uses in ((v["regular"], network.item_uses), (v["ordered"], network.part_uses)):
            lines = np.nonzero(np.isin(uses.component, own))[0]
            if len(lines):
                dim = "item" if made is v["regular"] else "part"
                taken = made.isel({dim: xr.DataArray(uses.into[lines], dims=["line"])})
                per = xr.DataArray(uses.per_unit[lines], dims=["line"])
                into = xr.DataArray(uses.component[lines], dims=["line"], name="part")
                total = total - (taken * per).groupby(into).sum()
        model.add_constraints(total == -came.isel(part=own), name=f"parts {lead}")


def _goals(v: dict[str, Any], case: Case) -> list[Any]:
    company = case.company
    ranked = sorted(range(len(company.tiers)), key=lambda g: company.tiers[g].rank)
    core = np.array([at for at, one in enumerate(company.items) if one.core])
    shipped = v["shipped"]
    weeks = company.horizon_weeks
    ahead = xr.DataArray(np.arange(weeks, 0, -1) / weeks, dims=["week"])
    margin = xr.DataArray(
        [float(i.price_eur - i.variable_cost_eur) for i in company.items], dims=["item"]
    )
    cost = xr.DataArray([float(i.variable_cost_eur) for i in company.items], dims=["item"])
    part = xr.DataArray([float(c.unit_cost_eur) for c in company.components], dims=["part"])
    rate = holding_share_per_week(company)
    money = (
        -(shipped * margin).sum()
        + (v["stock"] * (cost * rate)).sum()
        + (v["deficit"] * (cost * SAFETY_PENALTY_SHARE)).sum()
        + (v["part_stock"] * (part * rate)).sum()
    )
    return [
        v["shortfall"].sum(),
        -1 * shipped.isel(item=core, tier=ranked[0]).sum(),
        *(-1 * shipped.isel(tier=g).sum() for g in ranked),
        -1 * (shipped * ahead).sum(),
        money,
    ]
