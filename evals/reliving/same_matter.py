"""Whether what somebody is asked is what they were asked in the record."""

from typing import Any

from evals.oracle.levels import Level
from gates.brief import Brief
from gates.canonical import canonical_json
from gates.materiality import Tolerances, compare, figures_of


def material(brief: Brief) -> bytes:
    """What is decided: options with their numbers as shown, the pick, the stake. Never prose."""
    said: dict[str, Any] = {
        "gate": brief.gate,
        "pick": brief.pick.option if brief.pick else None,
        "stake": str(brief.stake.amount_eur),
        "options": {
            one.key: {
                metric.key: str(round(one.values[metric.key], metric.decimals))
                for metric in brief.metrics
                if metric.key in one.values
            }
            for one in brief.options
        },
    }
    return canonical_json(said)


def level_of(was: Brief, now: Brief, choice: str | None, bounds: Tolerances) -> Level:
    """L0 the very same, L1 moved within what is tolerated, else nobody knows."""
    if material(was) == material(now):
        return Level.RECORDED
    if choice is not None and choice not in {one.key for one in now.options}:
        return Level.NEVER_ASKED
    signed = figures_of(was, choice)
    moves = compare(signed, figures_of(now, choice), bounds)
    if signed and not any(move.material for move in moves):
        return Level.TRANSFERRED
    return Level.NEVER_ASKED
