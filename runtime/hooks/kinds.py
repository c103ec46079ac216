"""What other systems can be told, and which of our records it comes from."""

from collections.abc import Mapping
from enum import StrEnum

from gates.errors import Refusal


class Kind(StrEnum):
    """Each name is what a subscription lists."""

    CYCLE = "cycle"
    """A cycle opened or closed."""
    BASELINE = "baseline"
    """The agreed demand was frozen."""
    DECISION = "decision"
    """Somebody answered, took it back, or nobody did; it was reopened or settled again."""
    PLAN = "plan"
    """A plan version was locked, after the time to take the signature back."""
    COMMITMENTS = "commitments"
    """What that version commits, line by line."""
    ACTION = "action"
    """An action was assigned, moved, handed over, blocked, done, called off."""
    CHANGE = "change"
    """New facts were weighed against a locked plan."""


OF_LEDGER: Mapping[str, Kind] = {
    "cycle_opened": Kind.CYCLE,
    "cycle_closed": Kind.CYCLE,
    "baseline_frozen": Kind.BASELINE,
    "decided": Kind.DECISION,
    "withdrawn": Kind.DECISION,
    "reopened": Kind.DECISION,
    "expired": Kind.DECISION,
    "plan_locked": Kind.PLAN,
    "change_weighed": Kind.CHANGE,
}
"""Which events of the ledger are told. The rest is work in between."""


class NoSuchKind(Refusal):
    """There is no such kind of event to subscribe to."""


def read_kinds(said: str) -> list[str]:
    """Names with commas between them; nothing said is all. Raises NoSuchKind.

    >>> read_kinds("plan, decision")
    ['decision', 'plan']
    >>> read_kinds("")
    []
    """
    names = {name.strip() for name in said.split(",") if name.strip()}
    unknown = sorted(names - {kind.value for kind in Kind})
    if unknown:
        known = ", ".join(kind.value for kind in Kind)
        raise NoSuchKind(f"Not known: {', '.join(unknown)}. Known: {known}.")
    return sorted(names)
