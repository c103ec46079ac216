"""Who plays the demo's people: what each of them answers, and when."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from gates.evidence import DoneWhen
from runtime.demo_people import VOTES, Files, Reply, Vote, about_action, about_inputs
from runtime.demo_post import Arrived


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """The action a letter is about, as its owner knows it."""

    wanted: DoneWhen
    escalations: int
    due_in: timedelta


class Cast(Protocol):
    """One way of playing everybody. None: they don't answer this."""

    def vote(self, gate: str, person: str) -> Vote | None: ...

    def on_input(self, letter: Arrived, *, letters_of_kind: int) -> Reply | None: ...

    def on_action(self, letter: Arrived, action: Concerned) -> Reply | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripted:
    """The story as it is told: everybody does what is written for them."""

    files: Files

    def vote(self, gate: str, person: str) -> Vote | None:
        return VOTES.get((gate, person))

    def on_input(self, letter: Arrived, *, letters_of_kind: int) -> Reply | None:
        return about_inputs(letter, self.files, letters_of_kind=letters_of_kind)

    def on_action(self, letter: Arrived, action: Concerned) -> Reply | None:
        return about_action(
            letter, action.wanted, escalations=action.escalations, due_in=action.due_in
        )
