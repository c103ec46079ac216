"""A supply plan built, solved and verified, side by side: `make bench-planning`.

26 weeks, three tiers, a recipe of three levels; each way in a process of its own, by turns.
  bare    HiGHS alone on the same matrices, ready made: loaded and run goal by goal
  ours    from a company to a checked plan in whole units (`solve_case`)
  one     a scenario, from a company to a checked plan with its metrics (`solve_scenario`)
  five    the five standard scenarios one after the other with one memory, against `one`
  linopy  the same model written in linopy, goal by goal, nothing rounded or checked
Ours and linopy have to come to the same margin, or the run fails. How seconds grow with size is
drawn into docs/pictures/planning-growth.svg.
"""

# pyright: standard
# (highspy's core class is untyped)

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import highspy
import numpy as np

from benchmarks.curve import drawn
from benchmarks.planning_company import company_of
from planning.company import Company
from planning.levers import BuildEarly, Lever, LimitPromotion, LockAgreed, LowerNonCoreService
from planning.rules import Case, agreed_case
from planning.scenario import Scenario
from planning.solved import solve_scenario
from planning.supply.goals import goals_of
from planning.supply.model import build_model
from planning.supply.solve import solve_case, solve_model
from planning.supply.warm_start import Memory

SIZES = (24, 500, 2_000)
ROUNDS = 3
MB = 1024
CURVE = Path(__file__).parents[1] / "docs" / "pictures" / "planning-growth.svg"
SLACK = 1e-6
LINOPY_UP_TO = 100
"""Items; beyond, linopy's own goals from a cold start take longer than anybody waits."""


def main(sizes: tuple[int, ...] = SIZES, rounds: int = ROUNDS) -> None:
    print(f"{rounds} rounds; seconds of the processor, and MB, are medians")
    grown: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
    for size in sizes:
        ways = [way for way in WAYS if way != "linopy" or size <= LINOPY_UP_TO]
        told = [{way: _apart(way, size) for way in ways} for _ in range(rounds)]
        print(f"\n{size:,} items, {told[0]['bare']['columns']:,} columns")
        for way in ways:
            seconds = median(one[way]["seconds"] for one in told)
            grown[way].append((size, seconds))
            ratios = [one[way]["seconds"] / one[AGAINST[way]]["seconds"] for one in told]
            spread = f"{median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
            most = max(one[way]["mb"] for one in told)
            print(f"{way:8}{seconds:10.2f} s{spread:>22} × {AGAINST[way]:6}{most:8.0f} MB")
        for one in told:
            if "linopy" in one:
                assert abs(one["linopy"]["value"] - one["ours"]["value"]) < SLACK * size
    if len(sizes) > 1:
        named = {way: points for way, points in grown.items() if len(points) > 1}
        title = "Seconds to plan, by number of items"
        CURVE.write_text(drawn(title, named, across="items", up="seconds"), encoding="utf-8")


def _bare(case: Case) -> dict[str, float]:
    """What HiGHS takes for the same runs, given the matrices and the costs of each goal."""
    model = build_model(case)
    costs = [np.zeros(model.layout.count) for _ in goals_of(case, model)]
    for cost, goal in zip(costs, goals_of(case, model), strict=True):
        np.add.at(cost, goal.terms.columns, goal.terms.costs)
    every = np.arange(model.layout.count, dtype=np.int32)
    started = time.process_time()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = model.layout.count, len(model.rows.lower)
    lp.col_cost_, lp.col_lower_ = costs[-1], np.zeros(model.layout.count)
    lp.col_upper_ = model.column_upper
    lp.row_lower_, lp.row_upper_ = model.rows.lower, model.rows.upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = model.rows.starts, model.rows.columns
    lp.a_matrix_.value_ = model.rows.values
    highs: Any = highspy._Highs()  # type: ignore[attr-defined]  # noqa: SLF001
    for option, value in {"output_flag": False, "threads": 1}.items():
        highs.setOptionValue(option, value)
    highs.passModel(lp)
    highs.run()
    highs.setOptionValue("simplex_strategy", 4)
    reached = 0.0
    for cost in costs:
        highs.changeColsCost(len(every), every, cost)
        highs.run()
        reached = float(highs.getInfo().objective_function_value)
        if cost is not costs[-1]:
            own = np.nonzero(cost)[0].astype(np.int32)
            highs.addRow(-highspy.kHighsInf, reached + SLACK, len(own), own, cost[own])
    seconds = time.process_time() - started
    return {"seconds": seconds, "value": reached, "columns": model.layout.count}


def _ours(case: Case) -> dict[str, float]:
    started = time.process_time()
    solve_case(case)
    seconds = time.process_time() - started
    model = build_model(case)
    value = solve_model(model, goals_of(case, model)).goals["cost less margin"]
    return {"seconds": seconds, "value": value}


def _one(case: Case) -> dict[str, float]:
    company = cold(case)
    started = time.process_time()
    solve_scenario(company, Scenario(key="as_agreed", name="", summary="", levers=(LockAgreed(),)))
    return {"seconds": time.process_time() - started}


def _five(case: Case) -> dict[str, float]:
    company = cold(case)
    parts = tuple(c.code for c in company.components if c.expedite_lead_time_weeks is not None)
    half = BuildEarly(
        components=parts,
        expedite_share_pct=Decimal(50),
        overtime=False,
        prebuild_pct=Decimal(30),
    )
    levers: dict[str, tuple[Lever, ...]] = {
        "do_nothing": (),
        "limit": (LimitPromotion(promotion="DEC", tiers=("key",)),),
        "early": (BuildEarly(components=parts),),
        "lower": (LowerNonCoreService(floor_pct=Decimal(80)),),
        "mix": (LimitPromotion(promotion="DEC", tiers=("key", "retail")), half),
    }
    started, memory = time.process_time(), Memory()
    for key, own in levers.items():
        scenario = Scenario(key=key, name=key, summary="", levers=own)
        solve_scenario(company, scenario, memory=memory)
    return {"seconds": time.process_time() - started}


def cold(case: Case) -> Company:
    """The same company as nobody has asked anything of yet: nothing of it is kept."""
    return replace(case.company, forecast=(*case.company.forecast,))


def _linopy(case: Case) -> dict[str, float]:
    from benchmarks.planning_linopy import solve_with_linopy  # noqa: PLC0415

    started = time.process_time()
    value = solve_with_linopy(case)
    return {"seconds": time.process_time() - started, "value": value}


WAYS: dict[str, Callable[[Case], dict[str, float]]] = {
    "bare": _bare,
    "ours": _ours,
    "one": _one,
    "five": _five,
    "linopy": _linopy,
}
AGAINST = {"bare": "bare", "ours": "bare", "one": "bare", "five": "one", "linopy": "ours"}


def _apart(way: str, size: int) -> dict[str, float]:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.planning", way, str(size)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told: dict[str, float] = json.loads(said.splitlines()[-1])
    return told


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] in WAYS:
        found = WAYS[sys.argv[1]](agreed_case(company_of(int(sys.argv[2]))))
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
        print(json.dumps(found | {"mb": most}))
    else:
        main(tuple(map(int, sys.argv[1:])) or SIZES)
