"""A recording as values, and as files: written once, read and verified anywhere."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, overload

from evals.recording.events import Event, as_lines, of_line
from evals.replay.asked import AskedOnce, requests_in
from gates.brief import Brief, thaw
from gates.canonical import sha256
from gates.playbook import Playbook, restore

SCHEMA = "sopwith.cycle/1"
CYCLE, EVENTS, SUMS, LEDGER = "cycle.json", "events.jsonl", "SHA256SUMS", "ledger.jsonl"
POST, CALLS = "post.jsonl", "llm.jsonl"
SEALED = "sealed"


class NotARecording(Exception):
    """This folder holds no recorded cycle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What a recording consists of, before it is a folder: path to content."""

    cycle: dict[str, Any]
    events: tuple[Event, ...]
    blobs: Mapping[str, bytes]
    """By the SHA-256 of the content."""
    ledger: tuple[str, ...]
    mail: tuple[bytes, ...]
    sealed: Mapping[str, bytes]
    """What was known only later: never read by a replay."""
    post: tuple[str, ...] = ()
    """A line a mail: when it came, from whom, and what it answers."""
    calls: tuple[str, ...] = ()
    """A line a question to a model, with its answer."""

    def paths(self) -> Iterator[tuple[str, bytes]]:
        yield EVENTS, _lines(as_lines(self.events))
        yield LEDGER, _lines(self.ledger)
        for digest, content in sorted(self.blobs.items()):
            yield f"blobs/{digest[:2]}/{digest}", content
        for number, content in enumerate(self.mail, 1):
            yield f"mail/{number:04}.eml", content
        for name, lines in ((POST, self.post), (CALLS, self.calls)):
            if lines:
                yield name, _lines(lines)


def _lines(lines: Iterator[str] | tuple[str, ...]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def write(files: Files, folder: Path) -> str:
    """Write the folder; returns its root hash, which covers all of it but what is sealed."""
    sums = []
    for path, content in files.paths():
        _put(folder / path, content)
        sums.append(f"{sha256(content)}  {path}")
    for path, content in files.sealed.items():
        _put(folder / SEALED / path, content)
    text = "\n".join(sums) + "\n"
    _put(folder / SUMS, text.encode())
    root = sha256(text.encode())
    said = {**files.cycle, "schema": SCHEMA, "root_hash": root}
    said["sealed"] = {path: sha256(content) for path, content in files.sealed.items()}
    _put(folder / CYCLE, json.dumps(said, sort_keys=True, ensure_ascii=False, indent=1).encode())
    return root


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A recorded cycle as a replay reads it. What is sealed isn't here."""

    folder: Path
    cycle: dict[str, Any]
    events: tuple[Event, ...]

    @cached_property
    def playbook(self) -> Playbook:
        return _restored(self.blob(self.cycle["playbook_hash"]))

    @cached_property
    def briefs(self) -> dict[str, Brief]:
        """Every brief its events name, read once."""
        named = {e.data["brief"] for e in self.events if "brief" in e.data}
        return {digest: thaw(self.blob(digest)) for digest in named}

    @cached_property
    def requests(self) -> list[AskedOnce]:
        """Every request, taken apart once."""
        return requests_in(self.events)

    @property
    def world(self) -> str:
        return str(self.cycle["tenant"])

    @property
    def name(self) -> str:
        return f"{self.world}/{self.cycle['id']}"

    @cached_property
    def ours(self) -> tuple[Event, ...]:
        return tuple(event for event in self.events if event.ours)

    def closed_at(self) -> datetime:
        return datetime.fromisoformat(self.cycle["closed"])

    def blob(self, digest: str) -> bytes:
        return (self.folder / "blobs" / digest[:2] / digest).read_bytes()


@lru_cache(maxsize=64)
def _restored(content: bytes) -> Playbook:
    """Cycles that lived on one version share it."""
    return restore(json.loads(content))


def read(folder: Path) -> Recording:
    """Raises `NotARecording` with what is missing."""
    try:
        cycle = json.loads((folder / CYCLE).read_text(encoding="utf-8"))
        lines = (folder / EVENTS).read_text(encoding="utf-8").splitlines()
        events = tuple(of_line(line)[0] for line in lines)
    except (OSError, ValueError, KeyError) as problem:
        raise NotARecording(f"{folder}: {problem}") from problem
    if cycle.get("schema") != SCHEMA:
        raise NotARecording(f"{folder}: it says {cycle.get('schema')}, not {SCHEMA}")
    return Recording(folder=folder, cycle=cycle, events=events)


class Shelf(Sequence[Recording]):
    """Recordings that are read when they are looked at, and not held: a thousand fill a memory."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def __len__(self) -> int:
        return len(self._folders)

    @overload
    def __getitem__(self, at: int) -> Recording: ...
    @overload
    def __getitem__(self, at: slice) -> "Shelf": ...
    def __getitem__(self, at: int | slice) -> "Recording | Shelf":
        if isinstance(at, slice):
            return Shelf(self._folders[at])
        return read(self._folders[at])


def found_under(paths: list[Path]) -> list[Path]:
    """Every recording at or below these folders, in order."""
    found = {cycle.parent for path in paths for cycle in path.rglob(CYCLE)}
    return sorted(found)
