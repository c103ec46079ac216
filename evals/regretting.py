"""What a recorded decision came to, taken apart: opened from what is sealed, never by a replay."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evals.recording.recording import SEALED
from planning.actuals import Actual, ActualKind
from planning.baseline import restore_baseline
from planning.constraints import find_constraints
from planning.directory import read_company
from planning.options import restore_option
from planning.regret import RegretSplit, regret

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


def regret_of(folder: Path) -> RegretSplit | None:
    """None where no plan was locked, or nobody had said what happened when it was recorded."""
    sealed = folder / SEALED / DECISION
    if not sealed.exists():
        return None
    said: dict[str, Any] = json.loads(sealed.read_text(encoding="utf-8"))
    company = restore_baseline(read_company(said["files"]), said["baseline"])
    return regret(
        company,
        find_constraints(company),
        [restore_option(company, one) for one in said["options"]],
        said["chosen"],
        [_actual(*one) for one in said["actuals"]],
    )


def _actual(kind: str, code: str, week: str, quantity: int) -> Actual:
    monday = date.fromisoformat(week)
    return Actual(kind=ActualKind(kind), code=code, week=monday, quantity=quantity)


def plain_regret(found: RegretSplit) -> dict[str, str]:
    return {part: str(getattr(found, part)) for part in PARTS}
