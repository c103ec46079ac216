"""Moves by the first line of a mail: the lines a letter offers, and what a line says.

They are taken where a mail may decide, from who may; none of them answers the request.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from zoneinfo import ZoneInfo

from gates.gate import Gate
from gates.move import Move
from gates.reply_lines import Offered
from gates.seating import Member
from gates.snoozing import Until

WORDS = MappingProxyType(
    {
        "en": {
            Move.SNOOZE: "SNOOZE",
            Move.WAKE: "TAKE UP",
            Move.ASK: "ASK",
            Move.COMMENT: "COMMENT",
            Move.DELEGATE: "DELEGATE",
            Move.ADD: "ADD APPROVER",
            Move.TAKE_BACK: "DO WITHOUT",
            Move.CLAIM: "TAKE ON",
            Move.RELEASE: "GIVE BACK",
            Move.WITHDRAW: "WITHDRAW",
        },
        "de": {
            Move.SNOOZE: "ZURÜCKSTELLEN",
            Move.WAKE: "WIEDERAUFNEHMEN",
            Move.ASK: "FRAGEN",
            Move.COMMENT: "ANMERKEN",
            Move.DELEGATE: "ÜBERTRAGEN",
            Move.ADD: "HINZUZIEHEN",
            Move.TAKE_BACK: "VERZICHTEN",
            Move.CLAIM: "ÜBERNEHMEN",
            Move.RELEASE: "ZURÜCKGEBEN",
            Move.WITHDRAW: "ZURÜCKNEHMEN",
        },
    }
)
PATTERNS = MappingProxyType(
    {
        "en": {
            Move.SNOOZE: " 2026-11-06 14:00",
            Move.ASK: " name: your question",
            Move.COMMENT: ": your words",
            Move.DELEGATE: " name: your reason",
            Move.ADD: " name: your reason",
            Move.WITHDRAW: ": your reason",
        },
        "de": {
            Move.SNOOZE: " 2026-11-06 14:00",
            Move.ASK: " Name: Ihre Frage",
            Move.COMMENT: ": Ihre Worte",
            Move.DELEGATE: " Name: Ihr Grund",
            Move.ADD: " Name: Ihr Grund",
            Move.WITHDRAW: ": Ihr Grund",
        },
    }
)
"""What a letter lists, and what stands behind each word there."""
TO_SOMEBODY = frozenset({Move.ASK, Move.DELEGATE, Move.ADD, Move.TAKE_BACK})
MORNING = time(8)
"""A day without an hour begins then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenMove:
    """What a mail wants, if its sender may; `person` is a key."""

    move: Move
    person: str | None = None
    until: Until | None = None
    moment: datetime | None = None
    words: str = ""


def offered_moves(gate: Gate, locale: str = "en") -> tuple[Offered, ...]:
    """The lines a letter lists, in its reader's language; none where no mail may decide."""
    if not gate.policy.mail_reply:
        return ()
    words, patterns = (said.get(locale, said["en"]) for said in (WORDS, PATTERNS))
    return tuple(
        Offered(line=f"{words[move]}{pattern}", means="") for move, pattern in patterns.items()
    )


def spoken_move(text: str, members: Iterable[Member], zone: ZoneInfo) -> SpokenMove | None:
    """The move a mail's first line makes, or None where it isn't exactly one.

    People go by their whole name or their key; a moment is a day, or a day and a time, of the
    sender's clock. What follows the colon, and the lines below, are the words.
    """
    first, _, rest = text.strip().partition("\n")
    said = " ".join(first.split())
    for word, move in sorted(_words(), key=lambda one: -len(one[0])):
        head, what = said[: len(word)], said[len(word) :]
        if head.casefold() == word.casefold() and what[:1] in {"", " ", ":"}:
            return _made(move, what.strip(), rest.strip(), members, zone)
    return None


def _words() -> list[tuple[str, Move]]:
    return [(word, move) for said in WORDS.values() for move, word in said.items()]


def _made(
    move: Move, what: str, rest: str, members: Iterable[Member], zone: ZoneInfo
) -> SpokenMove | None:
    if move is Move.SNOOZE:
        return _aside(what, members, zone)
    named, _, after = what.partition(":")
    words = "\n".join(part.strip() for part in (after, rest) if part.strip())
    if move in TO_SOMEBODY:
        person = _who(named, members)
        return SpokenMove(move=move, person=person, words=words) if person else None
    return None if named.strip() else SpokenMove(move=move, words=words)


def _aside(what: str, members: Iterable[Member], zone: ZoneInfo) -> SpokenMove | None:
    """Until a moment, until somebody has answered, or until what is shown changes."""
    if not what:
        return SpokenMove(move=Move.SNOOZE, until=Until.BRIEF)
    if person := _who(what, members):
        return SpokenMove(move=Move.SNOOZE, until=Until.ANSWER, person=person)
    try:
        day, _, hour = what.partition(" ")
        at = time.fromisoformat(hour.strip()) if hour.strip() else MORNING
        moment = datetime.combine(date.fromisoformat(day), at, zone)
    except ValueError:
        return None
    return SpokenMove(move=Move.SNOOZE, until=Until.MOMENT, moment=moment)


def _who(named: str, members: Iterable[Member]) -> str | None:
    wanted = " ".join(named.split()).casefold()
    found = [one.key for one in members if wanted in {one.name.casefold(), one.key.casefold()}]
    return found[0] if len(found) == 1 else None
