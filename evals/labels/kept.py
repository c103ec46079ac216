"""Labels beside a recording, a line each; never inside it, where a replay reads."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from evals.labels.items import LABELS, Item, Kind
from gates.errors import Refusal
from planning.sheets.inert_csv import inert_csv

ENDING = ".labels.jsonl"
HEADINGS = ("key", "kind", "when", "what", "label")


class SheetUnusable(Refusal):
    """This sheet of labels can't be taken. Nothing was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    key: str
    rater: str
    label: str


def beside(recording: Path) -> Path:
    """Where a recording's labels are."""
    return recording.parent / f"{recording.name}{ENDING}"


def read(recording: Path) -> tuple[Label, ...]:
    """A rater's last word on each item."""
    path = beside(recording)
    if not path.exists():
        return ()
    said = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    last = {(one["key"], one["rater"]): Label(**one) for one in said}
    return tuple(last.values())


def add(recording: Path, labels: Iterable[Label]) -> None:
    """What was said before stays in the file; the last line counts."""
    with beside(recording).open("a", encoding="utf-8") as kept:
        for one in labels:
            said = {"key": one.key, "rater": one.rater, "label": one.label}
            kept.write(json.dumps(said, ensure_ascii=False, sort_keys=True) + "\n")


def sheet(items: Sequence[Item], labels: Sequence[Label], rater: str) -> bytes:
    """To be filled in: what this rater said already, and nothing of what others said."""
    own = {one.key: one.label for one in labels if one.rater == rater}
    rows = [(one.key, one.kind.value, one.at, one.says, own.get(one.key, "")) for one in items]
    return inert_csv(HEADINGS, rows)


def of_sheet(text: str, items: Sequence[Item], rater: str) -> tuple[Label, ...]:
    """The labels somebody filled in. Raises `SheetUnusable` with the first line that is wrong."""
    kinds = {one.key: one.kind for one in items}
    found = []
    for number, row in enumerate(csv.DictReader(StringIO(text.lstrip("\ufeff"))), 2):
        key, label = (str(row.get(name) or "").strip() for name in ("key", "label"))
        if not label:
            continue
        if key not in kinds:
            raise SheetUnusable(f"Line {number}: there is no “{key}” in this recording.")
        if label not in LABELS[kinds[key]]:
            allowed = ", ".join(LABELS[kinds[key]])
            raise SheetUnusable(f"Line {number}: “{label}” is none of {allowed}.")
        found.append(Label(key=key, rater=rater, label=label))
    return tuple(found)


def by_item(labels: Iterable[Label], kind: Kind) -> list[tuple[str, ...]]:
    """Every rater's label of each item of a kind."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in labels:
        if one.key.startswith(f"{kind.value}/"):
            found[one.key].append(one.label)
    return [tuple(one) for one in found.values()]
