"""Scoring a decision apart: every option replayed on what happened, as plain JSON."""

from typing import Any

from planning.actuals import Actual
from planning.baseline import restore_baseline
from planning.directory import read_company
from planning.options import restore_option
from planning.plain_values import plain
from planning.scoring import score


def scored(
    files: dict[str, str],
    baseline: dict[str, Any],
    options: list[dict[str, Any]],
    chosen: str,
    actuals: tuple[Actual, ...],
) -> dict[str, Any]:
    company = restore_baseline(read_company(files), baseline)
    found = score(company, [restore_option(company, one) for one in options], chosen, actuals)
    content: dict[str, Any] = plain(found)
    return {**content, "regret_eur": str(found.regret_eur)}
