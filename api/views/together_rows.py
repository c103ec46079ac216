"""One of several requests answered at once: what is shown of it, and what its form sends."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from api import formats
from api.views.decision import RequestFacts, Viewer
from api.views.effects import EffectsView, effects_of
from gates.gate import APPROVING, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The answer to all of them, as far as it is chosen."""

    verb: Verb | None = None
    choice: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """One request of the selection. `value` is what the form sends: request, ballot, brief."""

    value: str
    href: str
    question: str
    stake: str
    due_at: datetime
    due_left: str
    near: bool
    effects: EffectsView | None
    objection: str = ""
    """Why it can't be answered so."""


def picked(
    facts: RequestFacts, viewer: Viewer, said: Said, objection: str, ids: dict[str, str]
) -> Picked:
    brief, due = facts.brief, facts.due_at.astimezone(viewer.zone)
    ballot = ids.get(facts.request_id) or str(uuid4())
    has_choice = said.choice in {option.key for option in brief.options} | {None}
    approves = said.verb in APPROVING and has_choice
    return Picked(
        value=f"{facts.request_id}.{ballot}.{facts.brief_sha256}",
        href=f"/requests/{facts.request_id}",
        question=brief.question,
        stake=f"{brief.stake.headline}. {brief.stake.detail}",
        due_at=due,
        due_left=formats.left(due, viewer.now),
        near=formats.is_near(due, viewer.now),
        effects=effects_of(brief, said.choice) if approves else None,
        objection=objection,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSent:
    """One selected row of the form, taken apart."""

    request_id: UUID
    decision_id: UUID
    brief_sha256: str


def item_sent(value: str) -> ItemSent | None:
    """None for anything the form wouldn't send."""
    parts = value.split(".")
    try:
        request, decision, sha256 = parts
        return ItemSent(
            request_id=UUID(request), decision_id=UUID(decision), brief_sha256=sha256[:64]
        )
    except ValueError:
        return None
