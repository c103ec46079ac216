"""Whether a recording is whole: sums, chains, order, and nothing from after its end."""

import json
from collections.abc import Iterator
from pathlib import Path

from evals.recording.events import chain, of_line
from evals.recording.recording import CYCLE, EVENTS, LEDGER, SEALED, SUMS, Recording, read
from gates.canonical import sha256
from gates.chain import Link, first_break


def problems(folder: Path) -> Iterator[str]:
    """What is wrong, in words; nothing where it is whole. Raises `NotARecording`."""
    recording = read(folder)
    yield from _sums(folder, recording)
    yield from _chain(folder)
    yield from _ledger(folder)
    yield from _order(recording)
    yield from _briefs(recording)


def _sums(folder: Path, recording: Recording) -> Iterator[str]:
    text = (folder / SUMS).read_text(encoding="utf-8")
    if sha256(text.encode()) != recording.cycle["root_hash"]:
        yield f"{SUMS} isn't the one {CYCLE} names"
    listed = {
        path: digest for digest, _, path in (row.partition("  ") for row in text.splitlines())
    }
    sealed = {f"{SEALED}/{k}": v for k, v in recording.cycle["sealed"].items()}
    for path, digest in {**listed, **sealed}.items():
        file = folder / path
        if not file.is_file():
            if path not in sealed:  # a replay may run where what is sealed is absent
                yield f"{path} is missing"
        elif sha256(file.read_bytes()) != digest:
            yield f"{path} was changed"
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    for path in sorted(there - listed.keys() - sealed.keys() - {CYCLE, SUMS}):
        yield f"{path} isn't part of the recording"


def _chain(folder: Path) -> Iterator[str]:
    lines = (folder / EVENTS).read_text(encoding="utf-8").splitlines()
    read_back = [of_line(line) for line in lines]
    hashes = chain(event for event, _ in read_back)
    for number, ((_, said), computed) in enumerate(zip(read_back, hashes, strict=True), 1):
        if said != computed:
            yield f"event {number} was changed, or the one before it was"
            return


def _ledger(folder: Path) -> Iterator[str]:
    """The company's own chain, up to the cycle's end."""
    links = [
        Link(seq=one["seq"], content=one["content"].encode(), sha256=one["sha256"])
        for one in map(json.loads, (folder / LEDGER).read_text(encoding="utf-8").splitlines())
    ]
    if links and (broken := first_break(links, links[-1])):
        yield f"the ledger: {broken}"


def _order(recording: Recording) -> Iterator[str]:
    moments = [event.at for event in recording.events]
    if moments != sorted(moments):
        yield "its events aren't in order"
    ends = recording.closed_at()
    late = [e for e in recording.events if e.at > ends and e.type not in PLANNED]
    yield from (f"{event.type} is from after its end" for event in late[:1])


PLANNED = frozenset({"gate.scheduled", "worker.looked"})
"""What would have happened had nobody answered may lie after the end."""


def _briefs(recording: Recording) -> Iterator[str]:
    for event in recording.events:
        digest = event.data.get("brief")
        if digest is None:
            continue
        try:
            content = recording.blob(digest)
        except OSError:
            yield f"the brief {digest[:12]} is missing"
            continue
        if sha256(content) != digest:
            yield f"the brief {digest[:12]} was changed"
