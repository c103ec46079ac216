"""What happens to a replayed request while nobody answers, and when its facts move."""

from dataclasses import replace
from datetime import datetime, timedelta

from evals.recording.events import Event
from evals.replay.around import Around
from evals.replay.asked import AskedOnce
from evals.replay.state import Answered, Planned, Standing
from gates.asking_by_name import asked_next, takes_over
from gates.brief import Brief
from gates.chasing import Chase, ChaseKind, rung_of, schedule
from gates.gate import Rule
from gates.materiality import Tolerances, compare, concerns, figures_of
from gates.rules import EXPIRED
from gates.seating import Chair, Member, Why
from store.asked_requests import LAST

ASKED = Why(rule="asked when it was late", data="", version="")


def next_look(now: Standing) -> Planned | None:
    """The first thing planned that is still to happen and that a worker looks at."""
    if now.closed_at is not None:
        return None
    waiting = [one for one in now.planned if one.done_at is None and one.late_s is not None]
    return min(waiting, key=lambda one: (one.at, one.number), default=None)


def look(now: Standing, planned: Planned, asked: AskedOnce, around: Around) -> Event | None:
    """Do what is due; whoever is asked by name may then answer."""
    assert planned.late_s is not None
    late = timedelta(seconds=planned.late_s)
    planned.done_at = planned.at + late
    if planned.kind is ChaseKind.REMIND:
        return None
    member = _whom(now, planned, around)
    planned.asked = member.key if member else None
    now.escalated = True
    if member is not None:
        _seat(now, planned, member)
    for later in now.planned:
        if later.done_at is None and later.kind is not ChaseKind.REMIND:
            later.at += late
    said = {"request": asked.id, "kind": planned.kind.value, "number": planned.number}
    read = (f"gates.{now.gate.name}.escalates_to", f"gates.{now.gate.name}.then",
            f"gates.{now.gate.name}.expires")  # fmt: skip
    data = {**said, "asked": planned.asked}
    return Event(at=planned.done_at, type="gate.asked", data=data, read=read)


def _whom(now: Standing, planned: Planned, around: Around) -> Member | None:
    """As `graphs.overdue_found` finds them."""
    one = now.gate.rule is Rule.ONE
    rung = rung_of(now.gate, planned.kind, planned.number)
    sitting = {chair.holder for chair in now.chairs}
    if planned.kind is ChaseKind.EXPIRE:
        own = frozenset[str]() if one else frozenset(sitting)
        took_part = now.content.took_part
        return takes_over(rung, around.directory, took_part=took_part, sitting=own)
    before = {each.asked for each in now.planned if each.asked is not None}
    if one:
        before |= now.content.took_part | sitting
    return asked_next(rung, around.directory, silent=now.silent, not_them=before)


def _seat(now: Standing, planned: Planned, member: Member) -> None:
    one = now.gate.rule is Rule.ONE
    sits = planned.kind is ChaseKind.EXPIRE or one
    if not sits or member.key in {chair.holder for chair in now.chairs}:
        return
    group = member.key if one else EXPIRED
    now.chairs.append(Chair(holder=member.key, group=group, position=LAST, why=ASKED))
    now.roles[member.key] = member.role


def redrafted(
    now: Standing, event: Event, briefs: dict[str, Brief], bounds: Tolerances, asked: AskedOnce
) -> list[Event]:
    """Other content stands; answers whose facts moved too far end. As `store.redrafting` does."""
    brief = briefs[event.data["brief"]]
    stale = [one for one in now.answers if _is_stale(now, one, briefs, brief, bounds)]
    now.brief, now.content = event.data["brief"], brief
    if not stale:
        return []
    now.answers = [one for one in now.answers if one not in stale]
    _give_time(now, event.at, asked)
    return [
        Event(
            at=event.at,
            type="gate.ended",
            data={"request": asked.id, "decision": one.decision},
            read=("tolerances",),
        )
        for one in stale
    ]


def _is_stale(
    now: Standing, one: Answered, briefs: dict[str, Brief], brief: Brief, bounds: Tolerances
) -> bool:
    if {one.seat, one.by} & brief.took_part:
        return True
    signed = figures_of(briefs[one.brief], one.choice)
    if not signed:
        return True
    moves = compare(signed, figures_of(brief, one.choice), bounds)
    return concerns(moves, now.roles[one.seat], accountable=one.seat in now.accountable)


def _give_time(now: Standing, at: datetime, asked: AskedOnce) -> None:
    """As `store.requests.give_time` and `store.chases.plan_again` do."""
    now.due_at = max(now.due_at, at + now.gate.due / 2)
    now.escalated = False
    done = {(one.kind, one.number) for one in now.planned if one.done_at is not None}
    now.planned = [one for one in now.planned if one.done_at is not None]
    reminded = sum(kind is ChaseKind.REMIND for kind, _ in done)
    again = tuple(
        _counted(chase, reminded) for chase in schedule(now.gate, opened_at=at, due_at=now.due_at)
    )
    now.plan(tuple(c for c in again if (c.kind, c.number) not in done), asked.looks)


def _counted(chase: Chase, reminded: int) -> Chase:
    more = reminded if chase.kind is ChaseKind.REMIND else 0
    return replace(chase, number=chase.number + more)
