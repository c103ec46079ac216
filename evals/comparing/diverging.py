"""Where two runs of one cycle part, and which settings did it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from evals.recording.events import Event, stamp


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RETIMED = "retimed"


GRAVITY = ("gate.scheduled", "gate.due", "gate.asked", "gate.ended", "input.judged",
           "change.judged", "gate.seated", "gate.closed")  # fmt: skip
"""What differs matters more to the right: timing, touches, routing, what comes out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    kind: Kind
    at: str
    type: str
    about: str
    was: str
    now: str
    blame: tuple[str, ...]
    """Changed settings this followed from; none: it follows from something before it."""


def divergences(
    base: Sequence[Event], candidate: Sequence[Event], keys: Iterable[str]
) -> tuple[Divergence, ...]:
    """Every event that is other than it was, in order; retimed only where nothing else differs."""
    was, now = {_key(e): e for e in base}, {_key(e): e for e in candidate}
    wanted = tuple(keys)
    found = [
        one
        for key in sorted({*was, *now}, key=str)
        for one in _apart(was.get(key), now.get(key), wanted)
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.about, one.type)))


def _key(event: Event) -> tuple[str, str, str]:
    data = event.data
    part = "/".join(
        str(data[name]) for name in ("kind", "number", "decision", "version") if name in data
    )
    about = event.about or str(data.get("input", ""))
    return event.type, about, part


def _apart(was: Event | None, now: Event | None, keys: tuple[str, ...]) -> Iterator[Divergence]:
    if was is not None and now is not None and was.material == now.material:
        return
    event = now or was
    assert event is not None
    if was is None or now is None:
        kind = Kind.ADDED if was is None else Kind.REMOVED
    else:
        kind = Kind.RETIMED if was.data == now.data else Kind.CHANGED
    read = {key for one in (was, now) if one is not None for key in one.read}
    yield Divergence(
        kind=kind,
        at=stamp(event.at),
        type=event.type,
        about=_key(event)[1],
        was=_said(was),
        now=_said(now),
        blame=tuple(k for k in keys if any(k == r or k.startswith(f"{r}.") for r in read)),
    )


def _said(event: Event | None) -> str:
    if event is None:
        return "–"
    known = {"request", "change"}
    said = "; ".join(f"{k} {_value(v)}" for k, v in event.data.items() if k not in known)
    return f"{event.at:%Y-%m-%d %H:%M} {said}".rstrip()


def _value(value: Any) -> str:
    """One value of an event, for people.

    >>> _value([["marta", "sales_lead", 0], ["jonas", "coo", 1]]), _value(True), _value(None)
    ('marta sales_lead 0, jonas coo 1', 'yes', 'none')
    """
    if isinstance(value, list | tuple):
        inner = " " if value and not isinstance(value[0], list | tuple) else ", "
        return inner.join(_value(one) for one in value) or "nobody"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def gravest(found: Iterable[Divergence]) -> Divergence | None:
    return max(found, key=lambda one: GRAVITY.index(one.type), default=None)
