"""What is said otherwise: who speaks, in which words, on which instructions; line by line."""

from collections.abc import Iterator
from difflib import ndiff

from gates.direction.cell import Cell, Turn
from gates.playbook import Playbook
from gates.spoken import JOBS, OwnText

OURS, GONE = "as ours is", "–"


def spoken_cells(was: Playbook, now: Playbook) -> Iterator[Cell]:
    """Neither more nor less control: what is said is checked the same, whoever says it."""
    old, new = was.language, now.language
    for name, when in (
        ("letters", "letters are worded by"),
        ("replies", "replies are read by"),
        ("model", "the model"),
        ("temperature_pct", "the model’s temperature"),
    ):
        before, after = str(getattr(old, name)), str(getattr(new, name))
        if before != after:
            said = (before or "the usual one", after or "the usual one")
            yield _cell(f"language.{name}", when, *said)
    for job in JOBS:
        before, after = old.prompts.get(job, ""), new.prompts.get(job, "")
        yield from _lines(f"language.prompts.{job}", before, after)
    texts = {_key(one): one.text for one in old.texts}, {_key(one): one.text for one in new.texts}
    for key in sorted({*texts[0], *texts[1]}):
        before, after = (of.get(key, "") for of in texts)
        yield from _lines("language.texts", before, after, when=f"{key}: ")


def _key(one: OwnText) -> str:
    return f"{one.kind.value}, {one.language}, {one.tone.value}"


def _lines(where: str, was: str, now: str, when: str = "") -> Iterator[Cell]:
    """A cell a line that goes or comes; a text that isn't said is said as ours is."""
    if was == now:
        return
    if not was or not now:
        yield _cell(where, f"{when}it is said", was or OURS, now or OURS)
        return
    for line in ndiff(was.splitlines(), now.splitlines()):
        if line.startswith("- "):
            yield _cell(where, f"{when}a line goes", line[2:], GONE)
        elif line.startswith("+ "):
            yield _cell(where, f"{when}a line comes", GONE, line[2:])


def _cell(where: str, when: str, was: str, now: str) -> Cell:
    return Cell(where=where, when=when, was=was, now=now, turn=Turn.CHANGED)
