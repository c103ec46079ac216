"""A simulated month from its opening to its close, as a recording's files."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from evals.recording.events import Event, stamp
from evals.recording.recording import Files
from evals.replay.judging import judged
from evals.replay.request import Replayed
from evals.sim.asking import Month, ask
from evals.sim.chance import stream
from evals.sim.matters import MARGIN, matter
from evals.sim.planted import send
from evals.sim.world import World
from gates.brief import freeze
from gates.canonical import canonical_json, sha256
from gates.playbook import Playbook, plain, version
from gates.rules import Outcome

FIRST = datetime(2025, 1, 6, 7, 0, tzinfo=UTC)
ROUNDS_MOST = 2
LASTS = timedelta(days=42)
GOES_MISSING = 0.3


def live_month(world: World, number: int, book: Playbook) -> Files:
    month = Month(world=world, number=number, book=book, about=matter(world, number))
    begins = _begins(month)
    truth = send(month, begins)
    play_month(month)
    return _files(month, begins, [asdict(one) for one in truth])


def _begins(month: Month) -> datetime:
    return FIRST + timedelta(days=56 * month.number)


def play_month(month: Month) -> list[Replayed]:
    """Every request of the month, answered by its people."""
    at = _begins(month) + timedelta(days=2)
    _inputs_missing(month, at)
    at = _after(ask(month, "baseline", at, case=f"cycle:{month.number}", key="baseline/1"))
    last = _rounds(month, at)
    if last is not None:
        _changes(month, last)
        _late(month, _after(last))
    return month.asked


def _after(done: Replayed) -> datetime:
    return done.now.closed_at or done.now.due_at


def _rounds(month: Month, at: datetime) -> Replayed | None:
    """Reviews, trade-off, lock; sent back once at most."""
    case = f"cycle:{month.number}"
    done: Replayed | None = None
    for number in range(1, ROUNDS_MOST + 1):
        for gate in ("review", "trade_off", "executive_lock"):
            done = ask(month, gate, at, case=case, key=f"{gate}/{number}")
            at = _after(done)
        if done is None or done.now.outcome is Outcome.APPROVED:
            return done
    return None


def _inputs_missing(month: Month, at: datetime) -> None:
    chance = stream(month.world.seed, "missing", month.number)
    if chance.random() < GOES_MISSING:
        ask(month, "missing_input", at, case=f"input:{month.number}", key="missing_input/1")


def _late(month: Month, at: datetime) -> None:
    chance = stream(month.world.seed, "late", month.number)
    for number in range(chance.choice((0, 0, 1, 1, 2))):
        begins = at + timedelta(days=chance.uniform(3, 20))
        case = f"action:{month.number}{number}"
        ask(month, "late_action", begins, case=case, key="late_action/0")


def _changes(month: Month, signed: Replayed) -> None:
    """Facts move by more or less than their tolerance; what moved too far is asked again."""
    chance = stream(month.world.seed, "changes", month.number)
    option = month.about.values[signed.now.choice or month.about.recommended]
    for number in range(chance.choice((0, 1, 1, 2))):
        share = Decimal(str(round(chance.choice((-1, 1)) * chance.uniform(0.002, 0.04), 4)))
        before = option[MARGIN.key]
        now = (before * (1 + share)).quantize(Decimal(1))
        at = _after(signed) + timedelta(days=chance.uniform(1, 6))
        change = f"change:{month.number}{number}"
        move = {"key": MARGIN.key, "kind": "margin", "signed": str(before), "now": str(now)}
        weighed = Event(
            at=at,
            type="change.weighed",
            data={
                "change": change,
                "because": "data",
                "request": signed.asked.id,
                "broken": 0,
                "moves": [move],
            },
        )
        (verdict,) = judged(weighed, month.book)
        month.events += [weighed, verdict]
        if verdict.data["again"]:
            ask(month, "executive_lock", at, case=change, key="again",
                reopens=signed.asked.id,
                about=replace(month.about, moved=share))  # fmt: skip


def _files(month: Month, begins: datetime, truth: list[dict[str, Any]]) -> Files:
    shown = [event.at for event in month.events if event.type != "gate.scheduled"]
    closed = max([begins + LASTS, *shown])
    events = [
        Event(at=begins, type="cycle.opened", data={"month": f"{begins:%Y-%m}"}),
        *month.events,
        Event(at=closed, type="cycle.closed", data={}),
    ]
    playbook, around = canonical_json(plain(month.book)), canonical_json(_around(month.world))
    blobs = {digest: freeze(brief) for digest, brief in month.briefs.items()}
    sealed = {"issues": truth, "best": month.about.best, "recommended": month.about.recommended}
    return Files(
        cycle={
            "id": f"{begins:%Y-%m}",
            "tenant": month.world.slug,
            "tz": "UTC",
            "opened": stamp(begins),
            "cutoff": stamp(begins + timedelta(days=2)),
            "closed": stamp(closed),
            "playbook_hash": version(month.book),
            "topology_hash": "",
            "around": sha256(around),
            "redaction": "invented",
            "synthetic": True,
        },
        events=tuple(sorted(events, key=lambda event: event.order)),
        blobs={**blobs, version(month.book): playbook, sha256(around): around},
        ledger=(),
        mail=(),
        sealed={"truth.json": json.dumps(sealed, sort_keys=True).encode()},
    )


def _around(world: World) -> dict[str, Any]:
    members = [
        {"key": m.key, "name": m.name, "title": m.title, "role": m.role.value, "manager": m.manager}
        for m in world.directory.members
    ]
    return {"version": world.slug, "members": members, "owners": {}, "limits": []}
