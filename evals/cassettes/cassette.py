"""A tape of recorded answers: found by everything that decides an answer, never by likeness."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from agents.tape import Heard, Question
from evals.cassettes.mode import Mode
from evals.recording.recording import CALLS, Recording

NOT_THERE = "not on the tape"


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A question that was never asked, with the recorded one that is nearest."""

    answer: str
    key: str
    nearest: str | None
    differs: str
    """The first part that differs from the nearest, with both values."""

    @property
    def says(self) -> str:
        return f"{self.answer} {self.key[:12]}: {self.differs}"


@dataclass(slots=True, kw_only=True)
class Cassette:
    """Answers under their keys; the same question again takes the next one."""

    recorded: list[tuple[Question, Heard]]
    mode: Mode = Mode.REPLAY
    played: list[tuple[str, Heard]] = field(default_factory=list[tuple[str, Heard]])
    """Every answer that was used, with the model it is of."""
    misses: list[Miss] = field(default_factory=list[Miss])
    _left: dict[str, list[Heard]] = field(default_factory=dict[str, list[Heard]])

    def __post_init__(self) -> None:
        for question, heard in self.recorded:
            self._left.setdefault(question.key, []).append(heard)

    def find(self, question: Question) -> Heard | None:
        if self.mode is Mode.LIVE:
            return None
        if left := self._left.get(question.key):
            heard = left.pop(0)
            self.played.append((question.model, heard))
            return heard
        self.misses.append(_miss(question, [one for one, _ in self.recorded]))
        return None if self.mode is Mode.AUTO else Heard(value=None, failure=NOT_THERE)

    def keep(self, question: Question, heard: Heard) -> None:
        """What a live model said; what was found was counted when it was."""
        self.played.append((question.model, heard))

    @property
    def hits(self) -> int:
        return sum(heard.cached for _, heard in self.played)


def of_recording(recording: Recording, mode: Mode = Mode.REPLAY) -> Cassette:
    path = recording.folder / CALLS
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return Cassette(recorded=[_call(json.loads(line)) for line in lines], mode=mode)


def _call(said: Mapping[str, Any]) -> tuple[Question, Heard]:
    asked = dict(said["question"])
    asked["messages"] = tuple((kind, content) for kind, content in asked["messages"])
    return Question(**asked), Heard(**said["heard"], cached=True)


def _miss(question: Question, recorded: Iterable[Question]) -> Miss:
    alike = [one for one in recorded if one.answer == question.answer]
    nearest = max(alike, key=lambda one: _shared(question, one), default=None)
    return Miss(
        answer=question.answer,
        key=question.key,
        nearest=nearest.key if nearest else None,
        differs=_first_apart(question, nearest) if nearest else "nothing like it was recorded",
    )


def _parts(question: Question) -> list[tuple[str, str]]:
    """What decides an answer, in the order a difference is named."""
    messages = [(f"message {n}, {kind}", text) for n, (kind, text) in enumerate(question.messages)]
    return [
        ("model", question.model),
        ("temperature", str(question.temperature_pct)),
        ("method", question.method),
        ("schema", json.dumps(question.schema, sort_keys=True)),
        *messages,
    ]


def _shared(one: Question, other: Question) -> int:
    return sum(a == b for a, b in zip(_parts(one), _parts(other), strict=False))


def _first_apart(asked: Question, nearest: Question) -> str:
    for (name, now), (_, was) in zip(_parts(asked), _parts(nearest), strict=False):
        if now != was:
            at = next((n for n, (a, b) in enumerate(zip(now, was, strict=False)) if a != b), 0)
            begins = max(0, at - 20)
            return f"{name} differs: “{was[begins : at + 40]}” → “{now[begins : at + 40]}”"
    return "it was asked more often than it was recorded"
