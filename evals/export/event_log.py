"""Recorded cycles as one OCEL 2.0 log: requests, inputs, changes, people and playbooks."""

from collections.abc import Iterable, Iterator
from typing import Any

from evals.recording.events import Event
from evals.recording.recording import Recording
from gates.canonical import Json
from gates.process.ocel import Happening, Thing, Value, ocel

PLAIN = (bool, int, float, str)
WHO = ("by", "seat")


def event_log(recordings: Iterable[Recording]) -> dict[str, Json]:
    listed = list(recordings)
    things = {one.id: one for recording in listed for one in _things(recording)}
    happenings = [one for recording in listed for one in _happenings(recording)]
    return ocel(things.values(), happenings)


def _things(recording: Recording) -> Iterator[Thing]:
    name, book = recording.name, recording.cycle["playbook_hash"]
    yield Thing(id=f"playbook:{book}", kind="playbook")
    yield Thing(
        id=f"cycle:{name}",
        kind="cycle",
        values={"company": recording.world, "month": str(recording.cycle["id"])},
        of=(("lives on", f"playbook:{book}"),),
    )
    for event in recording.events:
        if event.type == "gate.opened":
            yield Thing(
                id=f"{name}/gate:{event.data['request']}",
                kind="gate",
                values={"gate": event.data["gate"], "brief_sha256": event.data["brief"]},
                of=(("of", f"cycle:{name}"),),
            )
        if event.type in {"input.submitted", "change.weighed"}:
            kind = event.type.partition(".")[0]
            yield Thing(id=f"{name}/{event.data[kind]}", kind=kind, of=(("of", f"cycle:{name}"),))
        for person in _people(event):
            yield Thing(id=f"{recording.world}/person:{person}", kind="person")


def _people(event: Event) -> list[str]:
    seats = [seat[0] for seat in event.data.get("seats", ())]
    return [*seats, *(str(event.data[key]) for key in WHO if event.data.get(key))]


def _happenings(recording: Recording) -> Iterator[Happening]:
    name = recording.name
    for number, event in enumerate(recording.events, 1):
        part = [("of", f"cycle:{name}")]
        if request := event.data.get("request"):
            part.append(("about", f"{name}/gate:{request}"))
        part += [
            ("about", f"{name}/{event.data[k]}") for k in ("input", "change") if event.data.get(k)
        ]
        part += [("by", f"{recording.world}/person:{who}") for who in dict.fromkeys(_people(event))]
        yield Happening(
            id=f"{name}#{number}",
            kind=event.type,
            at=event.at,
            values=_values(event.data),
            with_=tuple(part),
        )


def _values(data: dict[str, Any]) -> dict[str, Value]:
    """Plain values as they are; how many there are of others."""
    said = {
        key: value if isinstance(value, PLAIN) else len(value)
        for key, value in data.items()
        if value is not None and key not in {"request", "input", "change", *WHO}
    }
    return dict(said)
