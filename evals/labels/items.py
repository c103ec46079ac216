"""What of a recorded cycle can be judged afterwards: findings that were raised, answers given."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from evals.recording.events import stamp
from evals.recording.recording import Recording
from evals.scorers.escalating import NEEDED, NEEDLESS, asked_by_name, key_of
from planning.checks.catalogue import RULES


class Kind(StrEnum):
    FINDING = "finding"
    """A check raised it on a version of an input: was something wrong?"""
    DECISION = "decision"
    """A person answered at a gate: was it right, by what is known now?"""
    ESCALATION = "escalation"
    """Somebody was asked by name: would it have missed its date otherwise?"""


UNSURE = "unsure"
LABELS = {
    Kind.FINDING: ("problem", "fine", UNSURE),
    Kind.DECISION: ("right", "wrong", UNSURE),
    Kind.ESCALATION: (NEEDED, NEEDLESS, UNSURE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to judge. Its key is the same in every reading of the recording."""

    key: str
    kind: Kind
    at: str
    says: str


def items_of(recording: Recording) -> tuple[Item, ...]:
    return (*_findings(recording), *_decisions(recording), *_escalations(recording))


def _findings(recording: Recording) -> Iterator[Item]:
    """One of each rule a version met, however many cells it found."""
    for event in recording.events:
        if event.type != "input.submitted":
            continue
        asked, version = event.data["input"], event.data["version"]
        for found, count in sorted(Counter(event.data["findings"]).items()):
            rule, _, severity = found.partition(":")
            title = RULES[rule].title if rule in RULES else rule
            yield Item(
                key=f"finding/{asked}/{version}/{rule}",
                kind=Kind.FINDING,
                at=stamp(event.at),
                says=f"{asked}, version {version}: {rule} {title}, {count} times, {severity}",
            )


def _decisions(recording: Recording) -> Iterator[Item]:
    gates = {e.data["request"]: e.data["gate"] for e in recording.events if e.type == "gate.opened"}
    for event in recording.events:
        if event.type != "gate.decided":
            continue
        said = event.data
        chosen = f" {said['choice']}" if said["choice"] else ""
        why = f": {said['reason']}" if said["reason"] else ""
        answer = f"{said['verb']}{chosen}{why}"
        question = recording.briefs[said["brief"]].question
        yield Item(
            key=f"decision/{said['decision']}",
            kind=Kind.DECISION,
            at=stamp(event.at),
            says=f"{gates[said['request']]}, {said['by']}: {answer} ({question})",
        )


def _escalations(recording: Recording) -> Iterator[Item]:
    for asked, event in asked_by_name(recording):
        question = recording.briefs[asked.opened.data["brief"]].question
        yield Item(
            key=key_of(event),
            kind=Kind.ESCALATION,
            at=stamp(event.at),
            says=f"{asked.gate}: {event.data['asked']} was asked ({question})",
        )
