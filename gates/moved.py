"""What moved between the brief a person saw and the one that stands now."""

from collections.abc import Iterator
from dataclasses import dataclass

from gates.brief import Brief, plain
from gates.canonical import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One difference; `where` is the path in the brief, `shown` and `now` its two values."""

    where: str
    shown: str
    now: str


def what_moved(shown: Brief, now: Brief) -> tuple[Moved, ...]:
    before = dict(_leaves(plain(shown), ""))
    after = dict(_leaves(plain(now), ""))
    return tuple(
        Moved(where=path, shown=before.get(path, "–"), now=after.get(path, "–"))
        for path in dict.fromkeys([*before, *after])
        if before.get(path) != after.get(path)
    )


def _leaves(value: Json, path: str) -> Iterator[tuple[str, str]]:
    """Every leaf with its path.

    List entries go by their name, so that a row that merely shifts isn't reported as changed.
    """
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _leaves(child, _join(path, key))
    elif isinstance(value, list):
        for position, child in enumerate(value):
            yield from _leaves(child, _join(path, _name(child, position)))
    else:
        yield path, str(value)


def _join(path: str, step: str) -> str:
    return f"{path} › {step}" if path else step


def _name(child: Json, position: int) -> str:
    if isinstance(child, dict):
        for key in ("name", "label", "title", "says", "text"):
            if isinstance(name := child.get(key), str):
                return name
    return str(position + 1)
