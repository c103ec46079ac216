"""Which settings two playbooks differ in, whatever they are."""

from collections.abc import Iterable, Iterator, Mapping

from gates.canonical import Json
from gates.direction.cell import Cell, Turn
from gates.playbook import Playbook, whole

DEEP = {"gates": 3, "tolerances": 3, "inputs": 2, "actions": 2, "risk": 2, "checks": 2,
        "recipes": 3, "routing": 2, "language": 3}  # fmt: skip
"""How many parts a setting's path has; the others have one."""


def changed_keys(base: Playbook, candidate: Playbook) -> tuple[str, ...]:
    was, now = dict(_settings(whole(base))), dict(_settings(whole(candidate)))
    return tuple(sorted(key for key in {*was, *now} if was.get(key) != now.get(key)))


def _settings(content: Mapping[str, Json]) -> Iterator[tuple[str, Json]]:
    for key, value in content.items():
        yield from _leaves(key, value, DEEP.get(key, 1))


def _leaves(path: str, value: Json, deep: int) -> Iterator[tuple[str, Json]]:
    if deep == 1 or not isinstance(value, dict):
        yield path, value
        return
    for key, inner in value.items():
        yield from _leaves(f"{path}.{key}", inner, deep - 1)


def uncovered(was: Playbook, now: Playbook, cells: Iterable[Cell]) -> Iterator[Cell]:
    """A changed setting that turns no cell of its own is a change all the same: never nothing."""
    told = {cell.where for cell in cells}
    before, after = dict(_settings(whole(was))), dict(_settings(whole(now)))
    for key in changed_keys(was, now):
        part = ".".join(key.split(".")[:2])  # a gate's settings are judged together
        if not any(where == part or where.startswith(f"{part}.") for where in told):
            yield Cell(
                where=key,
                when="the setting",
                was=str(before.get(key)),
                now=str(after.get(key)),
                turn=Turn.CHANGED,
            )
