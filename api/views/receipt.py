"""The receipt: what was decided by whom, bound to what, how it is proven, and what it set off."""

from dataclasses import dataclass
from datetime import datetime

from api.views.beside import BesideView
from api.views.effects import EffectsView


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadView:
    """The signed head that covers the decision."""

    seq: int
    at: datetime
    steps: str
    """How many hashes are between the decision and the head's root."""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofView:
    seq: int
    sha256: str
    previous: str
    head: HeadView | None
    """None until the next head is signed."""
    next_head_within: str
    command: str
    """What to type to check the downloaded receipt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    question: str
    said: str
    meaning: str
    reason: str
    at: datetime
    by: str
    on_behalf_of: str
    authority: str
    """Why this person may decide this."""
    channel: str
    outcome: str
    brief_sha256: str
    decision_id: str
    proof: ProofView
    effects: EffectsView | None
    beside: BesideView
    """The record, and until when the answer can be withdrawn."""
    request_href: str
    shown_href: str
    download_href: str
    next_href: str
    next_question: str
