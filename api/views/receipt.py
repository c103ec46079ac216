"""The receipt: what was decided, bound to what, and what it set off."""

from dataclasses import dataclass
from datetime import datetime

from api.views.beside import BesideView
from api.views.effects import EffectsView


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    question: str
    said: str
    reason: str
    at: datetime
    by: str
    outcome: str
    brief_sha256: str
    decision_id: str
    ledger_seq: int | None
    effects: EffectsView | None
    beside: BesideView
    """The record, and until when the answer can be withdrawn."""
    request_href: str
    next_href: str
    next_question: str
