"""Deciding by the first line of a mail: exactly one of the lines the letter offered, or nothing."""

import re
from dataclasses import dataclass

from gates.brief import Brief
from gates.gate import APPROVING, NEEDS_REASON, Gate, Verb
from gates.reply_lines import CHOOSE, WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a mail says, if its sender may."""

    verb: Verb
    choice: str | None
    reason: str


def spoken(text: str, gate: Gate, brief: Brief) -> Spoken | None:
    """What the text decides by its first line, or None where that isn't exactly a verb.

    Case and spaces don't matter; an option goes by its number, its name or its key. What
    follows is the reason.
    """
    first, _, rest = text.strip().partition("\n")
    head, colon, after = first.partition(":")
    verb, named = _verb_in(_flat(head), gate)
    if verb is None:
        return None
    choice = _choice(named, gate, verb, brief)
    if named and choice is None:
        return None
    if colon and verb not in NEEDS_REASON:
        return None
    reason = "\n".join(part.strip() for part in (after, rest) if part.strip())
    return Spoken(verb=verb, choice=choice, reason=reason)


def _verb_in(head: str, gate: Gate) -> tuple[Verb | None, str]:
    """The verb a line begins with, and what follows it."""
    for word, verb in _words(gate):
        if head == word or head.startswith(f"{word} "):
            return verb, head.removeprefix(word).strip()
    return None, ""


def _words(gate: Gate) -> list[tuple[str, Verb]]:
    words = [(_flat(word), verb) for said in WORDS.values() for verb, word in said.items()]
    if gate.only_chooses:
        words += [(_flat(word), Verb.APPROVE) for word in CHOOSE.values()]
    return words


def _choice(named: str, gate: Gate, verb: Verb, brief: Brief) -> str | None:
    if not (gate.needs_choice and verb in APPROVING):
        return None
    for number, option in enumerate(brief.options, 1):
        if named in {str(number), _flat(option.name), _flat(option.key)}:
            return option.key
    return None


def _flat(words: str) -> str:
    """Case and runs of white space don't matter.

    >>> _flat("  Approve   2 ")
    'approve 2'
    """
    return re.sub(r"\s+", " ", words).strip().casefold()
