"""Deciding by the first line of a mail: exactly one of the lines the letter offered, or nothing."""

import re
from dataclasses import dataclass
from types import MappingProxyType

from gates.brief import Brief
from gates.gate import APPROVING, NEEDS_REASON, Gate, Verb

WORDS = MappingProxyType(
    {
        "en": {
            Verb.APPROVE: "APPROVE",
            Verb.REQUEST_CHANGES: "REQUEST CHANGES",
            Verb.REJECT: "REJECT",
        },
        "de": {
            Verb.APPROVE: "GENEHMIGEN",
            Verb.REQUEST_CHANGES: "ÄNDERN",
            Verb.REJECT: "ABLEHNEN",
        },
    }
)
"""Verbs a mail can say. What needs more than a line, as a dissent does, is said on the page."""
CHOOSE = MappingProxyType({"en": "CHOOSE", "de": "WÄHLEN"})
"""Where there is nothing to approve, only a way on to pick."""
YOUR_REASON = MappingProxyType({"en": "your reason", "de": "Ihre Begründung"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A line that would decide, and what it means."""

    line: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a mail says, if its sender may."""

    verb: Verb
    choice: str | None
    reason: str


def offered(gate: Gate, brief: Brief, locale: str = "en") -> tuple[Offered, ...]:
    """The lines a letter lists, in its reader's language; none where no mail may decide."""
    if not gate.policy.mail_reply:
        return ()
    words = WORDS.get(locale, WORDS["en"])
    lines: list[Offered] = []
    for verb in gate.verbs:
        if verb not in words:
            continue
        word = CHOOSE.get(locale, CHOOSE["en"]) if gate.only_chooses else words[verb]
        if gate.needs_choice and verb in APPROVING:
            lines += (
                Offered(line=f"{word} {number}", means=option.name)
                for number, option in enumerate(brief.options, 1)
            )
        elif verb in NEEDS_REASON:
            reason = YOUR_REASON.get(locale, YOUR_REASON["en"])
            lines.append(Offered(line=f"{word}: {reason}", means=""))
        else:
            lines.append(Offered(line=word, means=""))
    return tuple(lines)


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
