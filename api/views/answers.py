"""What the viewer may answer here, each answer labelled with exactly what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from api.tongue import say
from api.views.moves import MoveLink
from api.views.speaking import VoiceLink
from gates.brief import Brief
from gates.deciding import approving
from gates.gate import APPROVING, NEEDS_REASON, Gate, Rule, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A link to the confirm step; `key` is the hotkey that opens it."""

    verb: Verb
    choice: str | None
    label: str
    short: str
    key: str
    href: str
    needs_reason: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersView:
    primary: Answer | None
    """The pick, or the plain approval where the gate offers no choice."""
    instead: tuple[Answer, ...]
    """The same verb for the other options."""
    others: tuple[Answer, ...]
    why_not: str
    """Why the viewer can't answer; empty when they can."""
    acts_for: str = ""
    """For whom an answer would be given, where that isn't the viewer."""
    voices: tuple[VoiceLink, ...] = ()
    """The seats to choose from, where there are several."""
    moves: tuple[MoveLink, ...] = ()
    """What else they may do here."""


def answers_view(
    gate: Gate, brief: Brief, *, path: str, sha256: str, seat: str = "", why_not: str = ""
) -> AnswersView:
    """`seat` is whose it is, where the viewer acts for somebody."""
    if why_not:
        return AnswersView(primary=None, instead=(), others=(), why_not=why_not)
    shown = {"shown": sha256} | ({"seat": seat} if seat else {})
    offered = [
        _answer(gate, brief, verb, choice, path=path, shown=shown)
        for verb in gate.verbs
        for choice in _choices(gate, brief, verb)
    ]
    pick = brief.pick.option if brief.pick and gate.needs_choice else None
    primary = next(
        (
            answer
            for answer in offered
            if answer.verb in APPROVING and (pick is None or answer.choice == pick)
        ),
        None,
    )
    rest = [answer for answer in offered if answer is not primary]
    return AnswersView(
        primary=primary,
        instead=tuple(answer for answer in rest if answer.verb in APPROVING),
        others=tuple(answer for answer in rest if answer.verb not in APPROVING),
        why_not="",
    )


def _choices(gate: Gate, brief: Brief, verb: Verb) -> Sequence[str | None]:
    """Approving names an option; a dissent says which option the reviewer would take instead."""
    if gate.needs_choice and verb in APPROVING:
        return [one.key for one in brief.options if approving(one.key, brief.changed) is verb]
    return [] if verb is Verb.APPROVE_WITH_CHANGES else [None]


def label(gate: Gate, brief: Brief, verb: Verb, choice: str | None) -> str:
    name = brief.option(choice).name if choice else ""
    if gate.only_chooses:
        return say("Choose “{name}”", name=name)
    if verb in APPROVING:
        return _accepts(gate, name)
    return {
        Verb.REQUEST_CHANGES: say("Request changes"),
        Verb.REJECT: say("Reject"),
        Verb.DISSENT: say("Dissent, prefer {name}", name=name) if name else say("Dissent"),
    }[verb]


def _accepts(gate: Gate, name: str) -> str:
    """A review endorses; only a deciding gate approves."""
    if gate.rule is Rule.EVERYONE_ANSWERS:
        return say("Endorse {name}", name=name) if name else say("Endorse")
    return say("Approve {name}", name=name) if name else say("Approve")


_KEYS = {
    Verb.APPROVE: "a",
    Verb.APPROVE_WITH_CHANGES: "a",
    Verb.REQUEST_CHANGES: "c",
    Verb.REJECT: "r",
    Verb.DISSENT: "r",
}


def _answer(
    gate: Gate, brief: Brief, verb: Verb, choice: str | None, *, path: str, shown: Mapping[str, str]
) -> Answer:
    asked = {"confirm": verb.value, **shown} | ({"choice": choice} if choice else {})
    pick = brief.pick.option if brief.pick else None
    position = next((n for n, option in enumerate(brief.options, 1) if option.key == choice), 0)
    return Answer(
        verb=verb,
        choice=choice,
        label=label(gate, brief, verb, choice),
        short=brief.option(choice).name if choice else label(gate, brief, verb, choice),
        key=_KEYS[verb] if choice in {None, pick} else str(position),
        href=f"{path}?{urlencode(asked)}",
        needs_reason=verb in NEEDS_REASON,
    )
