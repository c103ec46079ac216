"""The confirm step: what is about to be signed, exactly, and the form that signs it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api import formats
from api.tongue import Say
from api.views.answers import label
from api.views.decision import Refused, RequestFacts, Viewer
from api.views.effects import EffectsView, effects_of
from api.views.speaking import chosen_voice, signs_as, voices
from api.views.wishing import WishView, wish_view
from gates.brief import Option
from gates.gate import APPROVING, NEEDS_REASON, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The answer a person is about to give."""

    decision_id: UUID
    verb: Verb
    choice: str | None
    brief_sha256: str
    reason: str = ""
    seat: str | None = None
    """For whom, where that isn't the viewer."""
    condition: str = ""
    """Key of the premise it depends on; empty without one."""
    until: str = ""
    fallback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmView:
    path: str
    question: str
    label: str
    summary: str
    signs_as: str
    stake: str
    due_at: datetime
    due_left: str
    says: str
    effects: EffectsView | None
    """None where the answer sets nothing off by itself."""
    held_minutes: int
    confirms_identity: bool
    against_pick: str
    is_changed: bool
    """The option isn't as it was drafted."""
    needs_reason: bool
    choices: tuple[Option, ...]
    """Options to say which one, where the answer must name one and doesn't yet."""
    asked: Asked
    wish: WishView | None
    refused: Refused | None = None


def confirm_view(
    facts: RequestFacts, viewer: Viewer, asked: Asked, refused: Refused | None = None
) -> ConfirmView:
    brief, gate = facts.brief, facts.gate
    due = facts.due_at.astimezone(viewer.zone)
    approves = asked.verb in APPROVING
    pick = brief.pick.option if brief.pick else None
    other = approves and asked.choice not in {None, pick}
    return ConfirmView(
        path=f"/requests/{facts.request_id}",
        question=brief.question,
        label=label(gate, brief, asked.verb, asked.choice),
        summary=brief.option(asked.choice).summary if asked.choice else "",
        signs_as=signs_as(viewer, chosen_voice(voices(facts, viewer), asked.seat or "")),
        stake=f"{brief.stake.headline}. {brief.stake.detail}",
        due_at=due,
        due_left=formats.left(due, viewer.now),
        says=_SAYS[asked.verb],
        effects=effects_of(brief, asked.choice) if approves else None,
        held_minutes=gate.undo_minutes,
        confirms_identity=viewer.assurance < gate.policy.least,
        against_pick=brief.option(pick).name if other and pick else "",
        is_changed=approves and asked.choice in brief.changed,
        needs_reason=asked.verb in NEEDS_REASON,
        choices=_choices(facts, asked),
        asked=asked,
        wish=wish_view(gate, brief, asked.verb, _filled(asked), viewer.now),
        refused=refused,
    )


def _filled(asked: Asked) -> tuple[str, str, str]:
    return asked.condition, asked.until, asked.fallback


def _choices(facts: RequestFacts, asked: Asked) -> tuple[Option, ...]:
    """A dissent names what the reviewer would take instead of the recommendation."""
    if not facts.gate.needs_choice or asked.verb is not Verb.DISSENT:
        return ()
    pick = facts.brief.pick.option if facts.brief.pick else None
    return tuple(option for option in facts.brief.options if option.key != pick)


_SAYS = {
    Verb.APPROVE: Say("If you sign, exactly this happens"),
    Verb.APPROVE_WITH_CHANGES: Say("If you sign, exactly this happens"),
    Verb.REQUEST_CHANGES: Say(
        "Nothing is decided. It goes back with your words, and you are asked "
        "again when it has changed."
    ),
    Verb.REJECT: Say("The request closes as rejected, with your words."),
    Verb.DISSENT: Say("Your objection is recorded and shown to whoever decides. It isn't a veto."),
}
