"""Where two lives of one cycle part: what came, went, changed, moved, or only reads otherwise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from evals.recording.events import stamp
from evals.reliving.told import Told, numbered

LATE = timedelta(minutes=15)
"""A worker that is busy, or looks a little later, changes nothing."""


class Kind(StrEnum):
    PROSE_ONLY = "prose only"
    RETIMED = "retimed"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


CONCERNS = {
    "letter_written": ("language", "inputs", "actions", "gates", "routing"),
    "submitted": ("checks", "language"),
    "input_accepted": ("checks", "language"),
    "asked": ("gates", "tolerances", "checks"),
    "decided": ("gates",),
    "escalated": ("inputs", "actions", "gates"),
    "change_weighed": ("tolerances", "drift_pct"),
    "options_drafted": ("frozen_weeks",),
    "cycle_closed": ("follow_up_weeks",),
}
"""Which settings a kind of event follows from; of the others none is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """One difference. `fields` are the facts that differ."""

    kind: Kind
    at: str
    what: str
    about: str
    was: str
    now: str
    fields: tuple[str, ...] = ()
    blame: tuple[str, ...] = ()
    """Changed settings it may have followed from."""

    @property
    def counts(self) -> bool:
        return self.kind is not Kind.PROSE_ONLY


def apart(
    was: tuple[Told, ...], now: tuple[Told, ...], keys: Iterable[str] = ()
) -> tuple[Apart, ...]:
    """Every difference, in order of time."""
    before, after, changed = dict(numbered(was)), dict(numbered(now)), tuple(keys)
    found = [
        one
        for key in {**before, **after}
        for one in _apart(before.get(key), after.get(key), changed)
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.about, one.what)))


def _apart(was: Told | None, now: Told | None, keys: tuple[str, ...]) -> Iterator[Apart]:
    one = was or now
    assert one is not None
    kind, fields = _kind(was, now)
    if kind is None:
        return
    concerns = CONCERNS.get(one.kind, ())
    yield Apart(
        kind=kind,
        at=stamp(one.at),
        what=one.kind,
        about=one.about,
        was=_said(was, fields),
        now=_said(now, fields),
        fields=fields,
        blame=tuple(key for key in keys if key.split(".")[0] in concerns),
    )


def _kind(was: Told | None, now: Told | None) -> tuple[Kind | None, tuple[str, ...]]:
    if was is None or now is None:
        return (Kind.ADDED if was is None else Kind.REMOVED), ()
    if fields := _differing(was.material, now.material):
        return Kind.CHANGED, fields
    if abs(was.at - now.at) > LATE:
        return Kind.RETIMED, ()
    fields = _differing(was.prose, now.prose)
    return (Kind.PROSE_ONLY if fields else None), fields


def _differing(was: dict[str, Any], now: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(k for k in {*was, *now} if not _same(was.get(k), now.get(k))))


def _same(was: Any, now: Any) -> bool:
    """Equal, or moments hardly apart.

    >>> _same("2026-11-04T16:00:00+00:00", "2026-11-04T16:00:31+00:00"), _same("1", "2")
    (True, False)
    """
    if was == now:
        return True
    if not (isinstance(was, str) and isinstance(now, str)):
        return False
    try:
        return abs(datetime.fromisoformat(was) - datetime.fromisoformat(now)) <= LATE
    except (ValueError, TypeError):
        return False


def _said(one: Told | None, fields: tuple[str, ...]) -> str:
    if one is None:
        return "–"
    facts = one.material | one.prose
    shown = ", ".join(f"{k} {facts.get(k)}" for k in fields) or one.actor
    return f"{one.at:%Y-%m-%d %H:%M} {shown}"[:300]
