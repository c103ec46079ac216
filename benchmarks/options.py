"""How good the proposed options are: `python -m benchmarks.options [companies]`.

Generated companies, each short of something of its own; the best option that the drafter proposes
against the best setting of the whole lever grid (`planning/lever_grid.py`), contracts first, then
margin after cost. The gap is in percent of the margin.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random
from statistics import median, quantiles

from agents.scenario_drafter import draft_options
from benchmarks.planning_company import company_of
from planning.company import Company
from planning.constraints import Constraint, find_constraints
from planning.lever_grid import earned_by, every_setting, first_setting, values_of
from planning.scenario import Scenario
from planning.solved import solve_scenario
from planning.supply.warm_start import Memory

COMPANIES = 100
MEDIAN_PCT, P95_PCT = 1.0, 5.0
"""The most the gap may be; more, and the run fails."""
ITEMS, WEEKS = 6, 12


def main(companies: int = COMPANIES) -> None:
    gaps, worse, seed = list[float](), 0, 0
    while len(gaps) + worse < companies:
        gap = gap_pct(short_company(seed))
        seed += 1
        if gap is None:
            continue
        if gap == float("inf"):
            worse += 1
        else:
            gaps.append(gap)
    p95 = quantiles(gaps, n=20)[-1]
    print(f"{companies} companies: gap median {median(gaps):.2f} %, p95 {p95:.2f} %")
    print(f"largest {max(gaps):.2f} %; {worse} where only the grid keeps every contract")
    assert median(gaps) <= MEDIAN_PCT, "the best proposed option is too far from the best there is"
    assert p95 <= P95_PCT, "the best proposed option is too often too far from the best there is"


def short_company(seed: int) -> Company:
    """Anything from plenty to half of what is needed, of ingredients and of hours."""
    rng, made = Random(seed), company_of(ITEMS, seed=seed)
    supply, hours = rng.uniform(0.12, 0.52), rng.uniform(0.11, 0.3)
    return replace(
        made,
        horizon_weeks=WEEKS,
        resources=tuple(
            replace(
                line,
                hours_per_week=int(line.hours_per_week * hours) + 1,
                overtime_hours_per_week=int(line.hours_per_week * rng.choice((0, 0.025, 0.05))),
            )
            for line in made.resources
        ),
        open_supply=tuple(
            replace(one, quantity=int(one.quantity * supply)) for one in made.open_supply
        ),
        stock=tuple(replace(one, quantity=int(one.quantity * supply)) for one in made.stock),
        promotions=tuple(
            replace(
                one,
                uplift_pct=Decimal(rng.choice((10, 20, 40))),
                skus=tuple(item.sku for item in made.items[: rng.randint(1, 4)]),
            )
            for one in made.promotions
        ),
    )


def gap_pct(company: Company) -> float | None:
    """None where nothing is short; infinite where only the grid keeps every contract."""
    constraints = find_constraints(company)
    if not constraints:
        return None
    proposed = draft_options(company, constraints)
    best = max(earned_by(company, one.plan, one.metrics) for one in proposed)
    most = max(_grid(company, constraints), default=best)
    if most[0] and not best[0]:
        return float("inf")
    return max(float(100 * (most[1] - best[1]) / abs(most[1])), 0.0) if most[0] is best[0] else 0.0


def _grid(company: Company, constraints: Sequence[Constraint]) -> list[tuple[bool, Decimal]]:
    memory, start = Memory(), first_setting(company, constraints)
    return [
        earned_by(company, one.plan, one.metrics)
        for setting in every_setting(start, values_of(company, constraints))
        for one in (
            solve_scenario(
                company,
                Scenario(key="grid", name="", summary="", levers=setting.levers),
                memory=memory,
            ),
        )
    ]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
