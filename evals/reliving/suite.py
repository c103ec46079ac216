"""Recorded cycles lived again, each in a database of its own, on one playbook or beside another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evals.cassettes.cassette import Cassette, of_recording
from evals.cassettes.mode import Mode
from evals.cassettes.speaking import Live, speaking
from evals.cassettes.spent import Prices, Spent, spent
from evals.recording.recording import Recording
from evals.reliving.apart import Apart, Kind, apart
from evals.reliving.relived import Relived, relive
from evals.reliving.told import Told, told
from gates.direction.settings import changed_keys
from gates.playbook import Playbook
from runtime.scratch import scratch_database
from runtime.settings import Settings

SHOWN = 40
"""Of the differences, so many are kept one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How language is had: from which mode of cassette, and which models."""

    mode: Mode = Mode.REPLAY
    live: Live | None = None
    prices: Prices | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """One life of a cycle, with what its language took."""

    relived: Relived
    misses: tuple[str, ...]
    hits: int
    spent: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """One recorded cycle, lived again."""

    name: str
    own: Lived
    """On the playbook it is held against, or its own."""
    lived: Lived
    apart: tuple[Apart, ...]

    @property
    def exact(self) -> bool:
        """Whether the claim of T2 holds: everything from outside, and every word, as recorded."""
        return self.lived.relived.exact and not self.lived.misses

    @property
    def same(self) -> bool:
        return not any(one.counts for one in self.apart)

    def plain(self, prices: Prices | None) -> dict[str, Any]:
        counted = [one.kind.value for one in self.apart]
        return {
            "recording": self.name,
            "tier": "T2",
            "exact": self.exact,
            "same": self.same,
            **{k: v for k, v in self.lived.relived.plain.items() if k != "exact"},
            "hits": self.lived.hits,
            "misses": list(self.lived.misses),
            "language": self.lived.spent.plain(prices),
            "apart": {kind.value: counted.count(kind.value) for kind in Kind},
            "first": next((_plain(one) for one in self.apart if one.counts), None),
            "differences": [_plain(one) for one in self.apart[:SHOWN]],
        }


def again(
    recordings: Iterable[Recording],
    book: Playbook | None,
    settings: Settings,
    way: Way,
    *,
    base: Playbook | None = None,
) -> Iterator[Again]:
    """Each beside its record; on a candidate beside its life on the base, or its own playbook.

    Both lives have the same driver, so that what differs is the candidate's.
    """
    for recording in recordings:
        held = base or recording.playbook
        own = _lived(recording, held, settings, way)
        if book is None:
            found = apart(_told(recording), own.relived.told)
            yield Again(name=recording.name, own=own, lived=own, apart=found)
            continue
        other = _lived(recording, book, settings, way)
        found = apart(own.relived.told, other.relived.told, changed_keys(held, book))
        yield Again(name=recording.name, own=own, lived=other, apart=found)


def _told(recording: Recording) -> tuple[Told, ...]:
    """The record, without what no life can do again: told apart from what differs."""
    return tuple(
        one for one in told(recording) if one.channel in {"worker", "mail"} or one.kind == "decided"
    )


def _lived(recording: Recording, book: Playbook, settings: Settings, way: Way) -> Lived:
    cassette: Cassette = of_recording(recording, way.mode)
    language, allowed = speaking(cassette, way.live)
    with scratch_database(settings) as url, TemporaryDirectory(prefix="sopwith-again-") as folder:
        out = Path(folder) / "again"
        found = relive(recording, book, url, out, language=language, allowed=allowed)
    return Lived(
        relived=found,
        misses=tuple(one.says for one in cassette.misses),
        hits=cassette.hits,
        spent=spent(cassette.played),
    )


def _plain(one: Apart) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "at": one.at,
        "type": one.what,
        "about": one.about,
        "was": one.was,
        "now": one.now,
        "fields": list(one.fields),
        "blame": list(one.blame),
    }


def told_of(one: Again, prices: Prices | None) -> Iterator[str]:
    """For the command line."""
    said = one.plain(prices)
    claim = "exact" if one.exact else "not exact"
    yield f"{one.name}: {'the same' if one.same else 'other'}, {claim}; " + ", ".join(
        f"{count} {kind}" for kind, count in said["apart"].items() if count
    )
    language = said["language"]
    if language["calls"] or said["misses"]:
        cost = f", {language['cost_eur']} € by {language['prices']}" if language["cost_eur"] else ""
        yield (
            f"  language: {language['calls']} answers, {said['hits']} from the cassette,"
            f" {language['tokens_in']} + {language['tokens_out']} tokens{cost},"
            f" p50 {language['p50_s']:.2f} s, p95 {language['p95_s']:.2f} s"
        )
    yield from (f"  BROKEN: {promise}" for promise in said["broken"])
    yield from (f"  not on the tape: {miss}" for miss in said["misses"])
    yield from (f"  not given again: {refused}" for refused in said["refused"])
    yield from (f"  not asked for: {mail}" for mail in said["unasked"])
    yield from (f"  not lived again: {what}" for what in said["not_lived"])
    for each in one.apart[:10]:
        why = f", by {', '.join(each.blame)}" if each.blame else ""
        yield f"  {each.kind.value}: {each.what} {each.about}{why}"
        yield f"    was {each.was}"
        yield f"    now {each.now}"
