"""The ledger: every event in order, each holding the hash of the one before."""

from dataclasses import dataclass
from datetime import datetime

from api.views.frame import State


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    seq: int
    at: datetime
    actor: str
    actor_kind: str
    event: str
    about: str
    sha256: str
    previous: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    summary: str
    events: tuple[EventLine, ...]
    older: str
    newer: str
    chain: State
    chain_detail: str
    signed: str
    """What the newest signed head covers; empty before the first."""
    verified: bool
    """Whether the chain was just recomputed for this page."""
