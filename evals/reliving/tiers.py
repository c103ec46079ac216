"""Which tier is the lowest that can see a change, by the settings it touches."""

from collections.abc import Iterable
from enum import StrEnum


class Tier(StrEnum):
    T0 = "T0"
    """The same playbook, everything recorded: the very same events."""
    T1 = "T1"
    """Rules, limits and gates on recorded requests; milliseconds."""
    T2 = "T2"
    """The whole cycle on the real graphs, language from cassettes."""
    T3 = "T3"
    """The same with a live model, several times."""
    T4 = "T4"
    """Nothing recorded: companies whose people answer by chance, in simulation only."""


SEES = {
    "gates": Tier.T1,
    "tolerances": Tier.T1,
    "checks": Tier.T1,
    "recipes": Tier.T2,
    "routing": Tier.T2,
    "frozen_weeks": Tier.T2,
    "follow_up_weeks": Tier.T2,
    "drift_pct": Tier.T2,
    "language.texts": Tier.T2,
    "language": Tier.T3,
    "inputs": Tier.T4,
    "actions": Tier.T4,
}
"""How people answer other reminders is in no record: cadence is for a simulation."""


def tier_of(key: str) -> Tier:
    """Of one setting.

    >>> tier_of("gates.baseline.due_hours").value, tier_of("language.texts").value
    ('T1', 'T2')
    """
    known = [part for part in SEES if key == part or key.startswith(f"{part}.")]
    return SEES[max(known, key=len)] if known else Tier.T2


def lowest_for(keys: Iterable[str]) -> Tier:
    """The tier that sees all of them; T0 where nothing is changed."""
    return max((tier_of(key) for key in keys), default=Tier.T0)
