"""Which settings two playbooks differ in, and which events followed from them."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from gates.canonical import Json
from gates.playbook import Playbook, plain

DEEP = {"gates": 3, "tolerances": 3, "inputs": 2, "actions": 2, "checks": 2}
"""How many parts a setting's path has; the others have one."""
UNSEEN = {
    "inputs": "Whether owners answer otherwise when they are chased otherwise.",
    "actions": "Whether owners finish otherwise when they are chased otherwise.",
    "tier": "Whether people would have answered on the channel that is wanted now.",
    "remind_before_hours": "Whether people answer sooner or later when reminded otherwise.",
    "undo_minutes": "Whether somebody would have taken an answer back in the time.",
    "due_hours": "Whether people answer sooner or later for another deadline.",
}
ALWAYS = "Whether people look harder, or less hard, at gates that have changed."


def changed_keys(base: Playbook, candidate: Playbook) -> tuple[str, ...]:
    was, now = dict(_settings(plain(base))), dict(_settings(plain(candidate)))
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


def without_evidence(keys: Iterable[str], read: Collection[str]) -> tuple[str, ...]:
    """Changed settings that nothing in the corpus followed from: nothing can be said about them."""
    return tuple(key for key in keys if not any(_covers(seen, key) for seen in read))


def _covers(seen: str, key: str) -> bool:
    return key == seen or key.startswith(f"{seen}.")


def not_answerable(keys: Iterable[str]) -> tuple[str, ...]:
    """What no replay of a record can tell about these changes."""
    said = [words for key in keys for part, words in UNSEEN.items() if part in key.split(".")]
    return (*dict.fromkeys(said), ALWAYS)
