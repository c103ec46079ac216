"""The frozen demand as a change has it: a late version's numbers, or what customers really ask."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from graphs.late_versions import LATE
from planning.version_changes import monthly
from store import submissions
from store.tables.standing import ChangeRow

DRIFT, EXCEPTION = "drift", "exception"
SOLVED_FOR_ALL = "solved_for_all"
"""Of the exceptions one report raises, the one under which the plan is solved, from all of them."""


def demand_now(session: Session, change: ChangeRow, baseline: dict[str, Any]) -> dict[str, Any]:
    """The baseline's content with the change in it; the frozen one stays as it was signed."""
    if change.kind == LATE:
        return _with_late(session, change, baseline)
    if change.kind == DRIFT:
        return _drifted(change, baseline)
    return baseline


def _with_late(session: Session, change: ChangeRow, baseline: dict[str, Any]) -> dict[str, Any]:
    """As far as nothing in it has to be corrected first."""
    row = submissions.of_version(session, change.facts["input"], change.facts["version"])
    if row is None or submissions.blocked(session, row.id):
        return baseline
    lines = submissions.lines_of(session, row.id)
    regions = {line.region for line in lines}
    said = monthly(((one.sku, one.tier, one.month), one.units) for one in lines)
    changed = deepcopy(baseline)
    for line in changed["lines"]:
        key = line["sku"], line["tier"], date.fromisoformat(line["month"])
        if line["region"] in regions:
            line["units"] = said.get(key, line["units"])
    return changed


def _drifted(change: ChangeRow, baseline: dict[str, Any]) -> dict[str, Any]:
    """From the month of the change on, each item's numbers by what was asked of what was planned.

    units · asked / planned
    """
    by_sku = {sku: Decimal(pct) / 100 for sku, pct in change.facts["asked_pct"].items()}
    since = str(change.facts["since"])[:7]
    changed = deepcopy(baseline)
    for line in changed["lines"]:
        if line["sku"] in by_sku and line["month"][:7] >= since:
            line["units"] = round(line["units"] * by_sku[line["sku"]])
    return changed
