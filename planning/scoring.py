"""What a decision came to: its forecast, its plan, and every option replayed on what happened."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from planning.actuals import Actual, ActualKind, summed
from planning.against_plan import (
    adherence_pct,
    asked_against_plan,
    bias_pct,
    made_against_plan,
    wape_pct,
)
from planning.company import Company
from planning.demand import DemandRow
from planning.options import SolvedOption
from planning.scenario import case_of
from planning.solved import MARGIN, Solved, replay
from planning.supply.solve import NoPlan
from planning.supply.solver import NotSolved
from planning.supply.verification import PlanDoesNotAddUp

UNPLANNED = (NoPlan, NotSolved, PlanDoesNotAddUp)
"""No plan is found of an option, or none that holds; the others are scored all the same."""
TENTH, CENT = Decimal("0.1"), Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionScore:
    """Margin after cost, as it was expected when it was offered and on the demand that came."""

    key: str
    name: str
    expected_eur: Decimal
    actual_eur: Decimal | None
    """None where no plan of it could be found on the demand that came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`regret_eur` is what the best option would have earned more than the one chosen.

    What couldn't be replayed is compared with nothing; where that is the choice itself, there is
    no regret.
    """

    weeks: int
    """With actuals, of the plan's."""
    adherence_pct: Decimal | None
    wape_pct: Decimal | None
    bias_pct: Decimal | None
    chosen: OptionScore
    best: OptionScore | None
    options: tuple[OptionScore, ...]

    @property
    def regret_eur(self) -> Decimal | None:
        if self.best is None or self.best.actual_eur is None or self.chosen.actual_eur is None:
            return None
        return self.best.actual_eur - self.chosen.actual_eur


def score(
    company: Company, options: Sequence[SolvedOption], chosen: str, actuals: Sequence[Actual]
) -> Score:
    """On the weeks that are reported; the weeks after them are taken as they were planned."""
    locked = next(one for one in options if one.scenario.key == chosen)
    known = [one for one in actuals if one.week in locked.plan.weeks]
    asked = asked_against_plan(locked.plan, known)
    scores = tuple(_scored(company, one, locked, known) for one in options)
    own = next(one for one in scores if one.key == chosen)
    return Score(
        weeks=len({one.week for one in known if one.kind is ActualKind.ASKED}),
        adherence_pct=_tenth(adherence_pct(made_against_plan(locked.plan, known))),
        wape_pct=_tenth(wape_pct(asked)),
        bias_pct=_tenth(bias_pct(asked)),
        chosen=own,
        best=_best(scores, own),
        options=scores,
    )


def _best(scores: Sequence[OptionScore], own: OptionScore) -> OptionScore | None:
    """The choice itself, where none came to more; None where it can't be held against any."""
    if own.actual_eur is None:
        return None
    best, most = own, own.actual_eur
    for one in scores:
        if one.actual_eur is not None and one.actual_eur > most:
            best, most = one, one.actual_eur
    return best


def _scored(
    company: Company, option: SolvedOption, locked: SolvedOption, known: Sequence[Actual]
) -> OptionScore:
    try:
        actual = replayed_eur(company, option, locked, known)
    except UNPLANNED:
        actual = None
    return OptionScore(
        key=option.scenario.key,
        name=option.scenario.name,
        expected_eur=option.metrics[MARGIN],
        actual_eur=actual,
    )


def replayed_eur(
    company: Company, option: SolvedOption, locked: SolvedOption, known: Sequence[Actual]
) -> Decimal:
    """An option's margin on the demand that came, with what it had committed by then."""
    case = case_of(company, option.scenario)
    solved = Solved(scenario=option.scenario, case=case, plan=option.plan, metrics=option.metrics)
    demand = as_asked(case.demand, locked, known)
    outcome = replay(solved, company=company, demand=demand)
    return outcome.margin_eur.quantize(CENT, ROUND_HALF_EVEN)


def as_asked(
    rows: tuple[DemandRow, ...], locked: SolvedOption, known: Sequence[Actual]
) -> tuple[DemandRow, ...]:
    """An option's own demand, moved in each reported week as what was asked left the plan's.

    round(D[sku, tier, week] * asked[sku, week] / planned[sku, week])
    """
    asked = summed(known, ActualKind.ASKED)
    planned: dict[tuple[str, object], int] = {}
    for line in locked.plan.sales:
        for week, units in zip(locked.plan.weeks, line.demand_units, strict=True):
            planned[line.sku, week] = planned.get((line.sku, week), 0) + units
    share = {key: Fraction(units, planned[key]) for key, units in asked.items() if planned.get(key)}
    weeks = locked.plan.weeks
    return tuple(
        replace(
            row,
            units=tuple(
                round(units * share.get((row.sku, week), Fraction(1)))
                for week, units in zip(weeks, row.units, strict=True)
            ),
        )
        for row in rows
    )


def _tenth(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(TENTH, ROUND_HALF_EVEN)
