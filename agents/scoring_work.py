"""Scoring a decision apart: every option replayed on what happened, as plain JSON."""

from datetime import date
from typing import Any

from planning.actuals import Actual
from planning.baseline import restore_baseline
from planning.directory import read_company
from planning.forecast_added import Sent
from planning.options import restore_option
from planning.plain_values import plain
from planning.scoring import score
from planning.value_added import value_added


def scored(
    files: dict[str, str],
    baseline: dict[str, Any],
    options: list[dict[str, Any]],
    chosen: str,
    actuals: tuple[Actual, ...],
    sent: tuple[Sent, ...] = (),
    opened: date | None = None,
) -> dict[str, Any]:
    """`sent` is what people sent for the cycle of the month `opened`."""
    loaded = read_company(files)
    company = restore_baseline(loaded, baseline)
    found = score(company, [restore_option(company, one) for one in options], chosen, actuals)
    content: dict[str, Any] = plain(found)
    stood = tuple(baseline["substituted"])
    added = (
        {"value_added": plain(value_added(company, loaded.forecast, sent, opened, actuals, stood))}
        if opened
        else {}
    )
    regret = None if found.regret_eur is None else str(found.regret_eur)
    return {**content, "regret_eur": regret, **added}
