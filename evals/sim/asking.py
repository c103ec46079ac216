"""One simulated request: opened, answered by whoever sits or is asked by name, closed or not."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from evals.recording.events import Event
from evals.replay.around import Around
from evals.replay.asked import AskedOnce
from evals.replay.request import Given, Replayed, replay_request
from evals.sim.deciding import answer
from evals.sim.matters import Matter, brief_of
from evals.sim.world import World
from gates.authority import Purse
from gates.brief import Brief, digest
from gates.playbook import Playbook

ROUNDS_MOST = 4


@dataclass(slots=True, kw_only=True)
class Month:
    """A month while it is simulated."""

    world: World
    number: int
    book: Playbook
    about: Matter
    briefs: dict[str, Brief] = field(default_factory=dict[str, Brief])
    events: list[Event] = field(default_factory=list[Event])
    asked: list[Replayed] = field(default_factory=list[Replayed])

    @property
    def around(self) -> Around:
        return Around(directory=self.world.directory, limits=())


def ask(
    month: Month,
    gate: str,
    at: datetime,
    *,
    case: str,
    key: str,
    reopens: str | None = None,
    about: Matter | None = None,
) -> Replayed:
    """Open a request, let people answer, and write down what happened."""
    about = about or month.about
    shown = brief_of(gate, about, at)
    brief = digest(shown)
    month.briefs[brief] = shown
    request = f"{month.world.slug}/{month.number}/{case}/{key}"
    said: dict[str, Any] = {
        "request": request,
        "case": case,
        "case_kind": case.partition(":")[0],
        "key": key,
        "gate": gate,
        "brief": brief,
        "reopens": reopens,
        "lapses": None,
    }
    opened = Event(at=at, type="gate.opened", data=said)
    asked = AskedOnce(opened=opened)
    given = _given(month, gate, at)
    outside: list[Event] = []
    done = replay_request(asked, given, outside)
    for _ in range(ROUNDS_MOST):
        more = _answers(month, done, about, {e.data["seat"] for e in outside})
        if not more:
            break
        outside += more
        done = replay_request(asked, given, outside)
    month.asked.append(done)
    month.events += [opened, *_kept(done, outside), *_looks(done), *done.events]
    return done


def _given(month: Month, gate: str, at: datetime) -> Given:
    return Given(
        gate=month.book.ruled[gate],
        bounds=month.book.tolerances,
        briefs=month.briefs,
        around=month.around,
        purse=Purse(),
        opened_at=at,
    )


def _answers(month: Month, done: Replayed, about: Matter, have: set[str]) -> list[Event]:
    """Of everybody who sits by now and hasn't an answer on its way."""
    asked_at = {e.data["asked"]: e.at for e in done.events if e.type == "gate.asked"}
    return [
        answer(
            month.world,
            done.asked.id,
            done.asked.gate,
            done.now.brief,
            about,
            chair.holder,
            asked_at.get(chair.holder, done.now.opened_at),
        )
        for chair in done.now.chairs
        if chair.holder not in have
    ]


def _kept(done: Replayed, outside: list[Event]) -> list[Event]:
    """Who was about to answer when it closed never did."""
    taken = {one.decision for one in done.now.answers}
    return [event for event in outside if event.data["decision"] in taken]


def _looks(done: Replayed) -> list[Event]:
    return [
        Event(
            at=one.at,
            type="worker.looked",
            data={
                "request": done.asked.id,
                "kind": one.kind.value,
                "number": one.number,
                "late_s": None if one.done_at is None else 0.0,
            },
        )
        for one in done.now.planned
    ]
