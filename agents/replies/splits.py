"""An action in parts, said in words: who does which share of it, by when. Rules alone read it.

What can be read in two ways is said to be unclear, and splits nothing.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from agents.reading_values import ReplyContext
from agents.replies.attacks import attacks_in
from agents.replies.case import ask_of_case, mail_of_case
from agents.replies.facts import facts_in
from agents.replies.letter_parts import own_words
from agents.replies.signs import CONDITION
from agents.replies.split_pieces import Piece, pieces_of

_SPLITS = re.compile(
    r"\b(?:split(?:ting)?|divide|share (?:it|this|that) (?:out|between|among)"
    r"|auf(?:zu)?teil\w*|aufgeteilt|teile?n? (?:\w+ ){1,4}auf|divid\w+|repart\w+|partag\w+"
    r"|scind\w+)\b"
)
_MEASURED = re.compile(r"\d\s?(?P<unit>kg|l|lit(?:re|er|ro)s?)\b")
_UNITS = {"k": "kg", "l": "litres"}
UNCLEAR = "to split it, say for each part who does it, how much and until when"
IN_TWO_WAYS = "it can be read in more than one way how it is to be split"
FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSaid:
    """One part as the words have it; `due` is None where no day is said for it."""

    to: str
    share: Decimal | None
    due: dt.date | None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitSaid:
    """The parts, or why they aren't clear."""

    parts: tuple[PartSaid, ...] = ()
    why: str = ""


def split_said(context: ReplyContext) -> SplitSaid | None:
    """What the owner wants an action split into; None where the words are about something else."""
    mail = mail_of_case(context)
    words = own_words(mail.words)
    measured = _MEASURED.search(words.lower())
    unit = context.unit or (_UNITS[measured["unit"][0]] if measured else "")
    facts = facts_in(words, replace(ask_of_case(context), unit=unit), mail)
    verb = _SPLITS.search(facts.low)
    if verb is None or attacks_in(mail):
        return None
    pieces = pieces_of(facts, context, verb.end())
    if not any(piece.is_named for piece in pieces):
        return None
    asks = "?" in facts.text or CONDITION.search(facts.text)
    why = IN_TWO_WAYS if asks else _why_unclear(pieces, context.expected_quantity)
    return SplitSaid(why=why) if why else SplitSaid(parts=_parts(pieces, context.expected_quantity))


def _why_unclear(pieces: list[Piece], whole: Decimal | None) -> str:
    if any(piece.is_doubtful for piece in pieces) or sum(piece.is_rest for piece in pieces) > 1:
        return IN_TWO_WAYS
    told = [len(piece.amounts) + piece.is_rest for piece in pieces]
    shares = set(told) == {1} if whole is not None else not any(piece.is_rest for piece in pieces)
    clear = len(pieces) >= FEWEST and all(len(piece.who) == 1 for piece in pieces) and shares
    return "" if clear else UNCLEAR


def _parts(pieces: list[Piece], whole: Decimal | None) -> tuple[PartSaid, ...]:
    given = sum((piece.share for piece in pieces if piece.share is not None), Decimal(0))
    return tuple(
        PartSaid(
            to=next(iter(piece.who)),
            share=(whole - given if piece.is_rest else piece.share) if whole is not None else None,
            due=piece.days[0] if piece.days else None,
            words="" if whole is not None else piece.words,
        )
        for piece in pieces
    )
