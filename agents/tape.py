"""Questions to a model and their answers as values: kept as they happen, found again by content.

The key is the SHA-256 of everything that decides the answer: model, how it gives structure, the
schema, the messages, the temperature. Nothing in it differs from one database to another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from langchain_core.messages import BaseMessage
from pydantic import BaseModel

from gates.canonical import canonical_json, sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a model is asked."""

    model: str
    method: str
    answer: str
    """The name of the schema to fill."""
    schema: Mapping[str, Any]
    messages: tuple[tuple[str, str], ...]
    temperature_pct: int = 0

    @property
    def plain(self) -> dict[str, Any]:
        return {
            "model": self.model,
            "method": self.method,
            "answer": self.answer,
            "schema": dict(self.schema),
            "messages": [list(one) for one in self.messages],
            "temperature_pct": self.temperature_pct,
        }

    @property
    def key(self) -> str:
        return sha256(canonical_json(self.plain))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came back. Without a value `failure` says why, as a word that can be counted."""

    value: Mapping[str, Any] | None
    failure: str = ""
    model: str = ""
    """As the endpoint named itself, which may be another than was asked for."""
    tokens_in: int = 0
    tokens_out: int = 0
    latency_s: float = 0.0
    raw: str = ""
    cached: bool = field(default=False, compare=False)
    """Whether it was found on a tape, and cost nothing now."""


class Tape(Protocol):
    """Where questions and answers go, and come from."""

    def find(self, question: Question) -> Heard | None:
        """The answer it has; None where the model is to be asked."""
        ...

    def keep(self, question: Question, heard: Heard) -> None:
        """What the model was asked just now, and said."""
        ...


class NoTape:
    """Nothing is kept, and nothing found."""

    def find(self, question: Question) -> Heard | None:  # noqa: ARG002 as a tape has it
        return None

    def keep(self, question: Question, heard: Heard) -> None:
        """Forgotten."""


@dataclass(frozen=True, slots=True)
class Both:
    """One tape before another: what the first has is found, and the second keeps everything."""

    first: Tape
    then: Tape

    def find(self, question: Question) -> Heard | None:
        heard = self.first.find(question)
        if heard is not None:
            self.then.keep(question, heard)
        return heard

    def keep(self, question: Question, heard: Heard) -> None:
        self.first.keep(question, heard)
        self.then.keep(question, heard)


def question_of(
    answer: type[BaseModel],
    messages: Sequence[BaseMessage],
    *,
    model: str,
    method: str,
    temperature_pct: int,
) -> Question:
    return Question(
        model=model,
        method=method,
        answer=answer.__name__,
        schema=answer.model_json_schema(),
        messages=tuple((one.type, str(one.content)) for one in messages),
        temperature_pct=temperature_pct,
    )
