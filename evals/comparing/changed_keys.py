"""Which changed settings a corpus says nothing about, and what no record can tell of them."""

from collections.abc import Collection, Iterable

UNSEEN = {
    "inputs": "Whether owners answer otherwise when they are chased otherwise.",
    "actions": "Whether owners finish otherwise when they are chased otherwise.",
    "tier": "Whether people would have answered on the channel that is wanted now.",
    "remind_before_hours": "Whether people answer sooner or later when reminded otherwise.",
    "undo_minutes": "Whether somebody would have taken an answer back in the time.",
    "recipes": "Whether somebody else would have done it, or anybody sooner.",
    "routing": "What somebody else would have made of what was found.",
    "language": "Whether people answer otherwise to other words, and what a model would have made"
    " of their mails: try it on recorded ones (`sopwith playbook try`).",
    "due_hours": "Whether people answer sooner or later for another deadline.",
}
ALWAYS = "Whether people look harder, or less hard, at gates that have changed."


def without_evidence(keys: Iterable[str], read: Collection[str]) -> tuple[str, ...]:
    """Changed settings that nothing in the corpus followed from: nothing can be said about them."""
    return tuple(key for key in keys if not any(_covers(seen, key) for seen in read))


def _covers(seen: str, key: str) -> bool:
    return key == seen or key.startswith(f"{seen}.")


def not_answerable(keys: Iterable[str]) -> tuple[str, ...]:
    """What no replay of a record can tell about these changes."""
    said = [words for key in keys for part, words in UNSEEN.items() if part in key.split(".")]
    return (*dict.fromkeys(said), ALWAYS)
