"""Answering several requests at once: which, with which answer, and what each sets off."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from api.tongue import say
from api.views import words
from api.views.answers import label
from api.views.decision import RequestFacts, Viewer
from api.views.together_rows import Picked, Said, picked
from gates.gate import APPROVING, NEEDS_REASON, Gate
from gates.together import shared_options

PATH = "/together"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAnswer:
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherView:
    title: str
    items: tuple[Picked, ...]
    total: Decimal
    """What is at stake in all of them."""
    answers: tuple[SharedAnswer, ...]
    """What can be said to all of them, where that isn't chosen yet."""
    verb: str
    choice: str
    label: str
    """The chosen answer; empty before that."""
    needs_reason: bool
    reason: str
    signs_as: str
    held_minutes: int
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedLine:
    href: str
    question: str
    said: str
    outcome: str
    ledger_seq: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherReceipt:
    lines: tuple[RecordedLine, ...]


def together_view(
    facts: Sequence[RequestFacts],
    viewer: Viewer,
    said: Said,
    *,
    refused: str = "",
    objections: dict[str, str] | None = None,
    ballots: dict[str, str] | None = None,
) -> TogetherView:
    """`ballots` are ids by request, of a form that comes back; else each gets a new one."""
    gate, ids = facts[0].gate, ballots or {}
    return TogetherView(
        title=say(gate.title),
        items=tuple(
            picked(one, viewer, said, (objections or {}).get(one.request_id, ""), ids)
            for one in facts
        ),
        total=sum((one.brief.stake.amount_eur for one in facts), Decimal(0)),
        answers=() if said.verb else tuple(_answers(gate, facts)),
        verb=said.verb.value if said.verb else "",
        choice=said.choice or "",
        label=_label(gate, facts, said),
        needs_reason=said.verb in NEEDS_REASON,
        reason=said.reason,
        signs_as=f"{viewer.name}, {words.role(viewer.role)}",
        held_minutes=gate.undo_minutes,
        refused=refused,
    )


def _label(gate: Gate, facts: Sequence[RequestFacts], said: Said) -> str:
    known = {option.key for option in facts[0].brief.options} | {None}
    if said.verb is None or said.choice not in known:
        return ""
    return label(gate, facts[0].brief, said.verb, said.choice)


def _answers(gate: Gate, facts: Sequence[RequestFacts]) -> list[SharedAnswer]:
    """Every answer the gate offers, for the options that all of them share."""
    ids = [("request", one.request_id) for one in facts]
    shared = shared_options([one.brief for one in facts])
    found: list[SharedAnswer] = []
    for verb in gate.verbs:
        picks = gate.needs_choice and verb in APPROVING
        for choice in [option.key for option in shared] if picks else [None]:
            asked = [*ids, ("verb", verb.value), *([("choice", choice)] if choice else [])]
            found.append(
                SharedAnswer(
                    label=label(gate, facts[0].brief, verb, choice),
                    href=f"{PATH}?{urlencode(asked)}",
                )
            )
    return found
