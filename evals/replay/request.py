"""One request on a policy: seats, deadline, chain and closing from what came from outside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from evals.recording.events import Event, stamp
from evals.replay.around import Around
from evals.replay.asked import AskedOnce
from evals.replay.state import Answered, Standing
from evals.replay.waiting import look, next_look, redrafted
from gates.authority import Purse
from gates.brief import Brief
from gates.chasing import schedule
from gates.gate import Gate, Verb
from gates.materiality import Tolerances
from gates.rules import Outcome, outcome, settled_choice
from gates.seating import Chair
from gates.slates import slate_of
from store.asked_requests import LAST


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What became of a request, and the events of ours it made."""

    asked: AskedOnce
    now: Standing
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a request is replayed on."""

    gate: Gate
    bounds: Tolerances
    briefs: dict[str, Brief]
    around: Around
    purse: Purse
    opened_at: datetime


def replay_request(asked: AskedOnce, given: Given, outside: list[Event]) -> Replayed:
    """Run it with these events from outside, in order of time; timers come after what ties."""
    now = _open(asked, given)
    made = [*_seated(asked, now)]
    for event in sorted(outside, key=lambda one: one.order):
        made += _looks_until(now, asked, given.around, event.at)
        made += _take(now, event, given, asked)
    made += _looks_until(now, asked, given.around, None)
    return Replayed(asked=asked, now=now, events=(*made, *_ended(asked, now)))


def _open(asked: AskedOnce, given: Given) -> Standing:
    gate, brief = given.gate, given.briefs[asked.opened.data["brief"]]
    slate = slate_of(gate, brief, given.around.directory, given.purse)
    if asked.opened.data["reopens"] is not None:
        again = {holder for holder, _, _ in asked.seated}
        slate = tuple(chair for chair in slate if chair.holder in again) or slate
    lapses = asked.opened.data["lapses"]
    usual = given.opened_at + gate.due
    due = min(usual, datetime.fromisoformat(lapses)) if lapses else usual
    roles = {one.key: one.role for one in given.around.directory.members}
    now = Standing(
        gate=gate,
        brief=asked.opened.data["brief"],
        content=brief,
        opened_at=given.opened_at,
        due_at=due,
        chairs=list(slate),
        accountable=frozenset(c.holder for c in slate if roles[c.holder] is gate.accountable),
        roles=roles,
    )
    now.plan(schedule(gate, opened_at=given.opened_at, due_at=due), asked.looks)
    return now


def _seated(asked: AskedOnce, now: Standing) -> Iterator[Event]:
    path = f"gates.{now.gate.name}"
    seats = [[c.holder, c.group, c.position] for c in now.chairs]
    data = {"request": asked.id, "seats": seats}
    yield Event(at=now.opened_at, type="gate.seated", data=data, read=(f"{path}.slate",))


def _looks_until(
    now: Standing, asked: AskedOnce, around: Around, until: datetime | None
) -> Iterator[Event]:
    """What a worker did before a moment; with none, all that is left while it stays open."""
    while (planned := next_look(now)) is not None:
        if until is not None and not planned.comes_before(until):
            return
        if (event := look(now, planned, asked, around)) is not None:
            yield event


def _take(now: Standing, event: Event, given: Given, asked: AskedOnce) -> list[Event]:
    data = event.data
    if event.type == "gate.redrafted":
        return redrafted(now, event, given.briefs, given.bounds, asked)
    if event.type == "gate.withdrawn":
        if now.closed_at is None:
            now.closed_at, now.outcome = event.at, Outcome.WITHDRAWN
        return []
    if event.type == "gate.seat_added":
        chair = Chair(holder=data["seat"], group=data["group"], position=LAST,
                      why=now.chairs[0].why, added=True)  # fmt: skip
        now.chairs.append(chair)
    elif event.type == "gate.answer_ended":
        now.answers = [one for one in now.answers if one.decision != data["decision"]]
        now.closed_at = now.outcome = now.choice = None
    elif event.type == "gate.decided" and now.closed_at is None and _sits(now, data["seat"]):
        _answer(now, event)
    return []


def _sits(now: Standing, seat: str) -> bool:
    return any(chair.holder == seat for chair in now.chairs)


def _answer(now: Standing, event: Event) -> None:
    data = event.data
    now.answers.append(
        Answered(
            decision=data["decision"],
            by=data["by"],
            seat=data["seat"],
            verb=Verb(data["verb"]),
            choice=data["choice"],
            brief=data["brief"],
        )
    )
    result = outcome(now.gate, seats=now.chairs, votes=now.votes)
    if result is not None:
        now.closed_at, now.outcome = event.at, result
        chosen = settled_choice(now.gate, seats=now.chairs, votes=now.votes)
        now.choice = chosen if result is Outcome.APPROVED else None


def _ended(asked: AskedOnce, now: Standing) -> Iterator[Event]:
    """Its deadline and schedule as they ended up, and how it closed."""
    path = f"gates.{now.gate.name}"
    due = {"request": asked.id, "due": stamp(now.due_at)}
    yield Event(at=now.opened_at, type="gate.due", data=due, read=(f"{path}.due_hours",))
    for one in now.planned:
        data = {"request": asked.id, "kind": one.kind.value, "number": one.number}
        read = (f"{path}.due_hours", f"{path}.remind_before_hours", f"{path}.then")
        yield Event(at=one.at, type="gate.scheduled", data=data, read=read)
    if now.closed_at is not None and now.outcome is not None:
        closed = {"request": asked.id, "outcome": now.outcome.value, "choice": now.choice}
        read = (f"{path}.rule", f"{path}.needed", f"{path}.slate")
        yield Event(at=now.closed_at, type="gate.closed", data=closed, read=read)
