"""What a recorded decision came to, taken apart: opened from what is sealed, never by a replay."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evals.recording.recording import SEALED
from planning.actuals import Actual, ActualKind
from planning.baseline import restore_baseline
from planning.company import Company
from planning.constraints import find_constraints
from planning.directory import read_company
from planning.option_quality import OptionQuality, option_quality
from planning.options import SolvedOption, restore_option
from planning.regret import RegretSplit, best_on_forecast, regret

DECISION = "decision.json"
PARTS = ("information_eur", "drafting_eur", "choice_eur", "regret_eur")


def plain_decision(
    files: Mapping[str, str],
    baseline: Mapping[str, Any],
    options: list[dict[str, Any]],
    chosen: str,
    actuals: tuple[Actual, ...],
) -> dict[str, Any]:
    """As it is sealed with a recording."""
    came = [[one.kind.value, one.code, one.week.isoformat(), one.quantity] for one in actuals]
    return {
        "files": dict(files),
        "baseline": dict(baseline),
        "options": options,
        "chosen": chosen,
        "actuals": came,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """The decision of a cycle: what it was made on, from what, and what came."""

    company: Company
    options: tuple[SolvedOption, ...]
    chosen: str
    actuals: tuple[Actual, ...]

    @property
    def choice(self) -> SolvedOption:
        return next(one for one in self.options if one.scenario.key == self.chosen)


def sealed_in(folder: Path) -> Sealed | None:
    """None where no plan was locked, or what is sealed is absent."""
    sealed = folder / SEALED / DECISION
    if not sealed.exists():
        return None
    said: dict[str, Any] = json.loads(sealed.read_text(encoding="utf-8"))
    company = restore_baseline(read_company(said["files"]), said["baseline"])
    return Sealed(
        company=company,
        options=tuple(restore_option(company, one) for one in said["options"]),
        chosen=said["chosen"],
        actuals=tuple(_actual(*one) for one in said["actuals"]),
    )


def regret_of(folder: Path) -> RegretSplit | None:
    """None where no plan was locked, or nobody had said what happened when it was recorded."""
    found = sealed_in(folder)
    if found is None or not found.actuals:
        return None
    constraints = find_constraints(found.company)
    return regret(found.company, constraints, found.options, found.chosen, found.actuals)


def quality_of(folder: Path) -> OptionQuality | None:
    """How good the offered options were on the forecast (M4). Takes as long as drafting them."""
    found = sealed_in(folder)
    if found is None:
        return None
    best = best_on_forecast(found.company, find_constraints(found.company), found.options)
    return option_quality(found.company, found.options, found.choice, best)


def _actual(kind: str, code: str, week: str, quantity: int) -> Actual:
    monday = date.fromisoformat(week)
    return Actual(kind=ActualKind(kind), code=code, week=monday, quantity=quantity)


def plain_regret(found: RegretSplit) -> dict[str, str]:
    return {part: str(getattr(found, part)) for part in PARTS}
