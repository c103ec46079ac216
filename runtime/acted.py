"""What an action's owner says of it on its page, whether it is whole, and what it means."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from agents.replies.values import AnswerIntent
from gates.errors import NobodyByThatName, Refusal
from gates.evidence import DoneWhen, EvidenceKind
from gates.splitting import Part
from planning import written

REASON_MAX_CHARS = 500
COUNTED = frozenset({EvidenceKind.CONFIRMED_QUANTITY, EvidenceKind.SIGNED_NUMBER})


class NotYourAction(Refusal):
    """Only its owner answers for an action."""


class ActionIsOver(Refusal):
    """This action is closed. Nothing was changed."""


class NotItsTurn(Refusal):
    """What this action waits for isn't done yet; you are asked when it is."""


class DayIsPast(Refusal):
    """Say a day to come."""


class SayWhy(Refusal):
    """Say what stands in the way."""


class SayHowMuch(Refusal):
    """Say the number that closes this action."""


class SayByWhen(Refusal):
    """Say by which day."""


class SendTheFile(Refusal):
    """This action is closed by a file. Choose it."""


class YoursAlready(Refusal):
    """It is yours already. Choose somebody else."""


class IsSplit(Refusal):
    """This action has been split; each part is answered for by its own owner."""


class AlreadyOffered(Refusal):
    """Somebody has been asked already to take it over, and may still answer."""


class NotOfferedToYou(Refusal):
    """Nobody asks you to take this action over, or no longer."""


class Doing(StrEnum):
    BEGIN = "begin"
    """Seen, and at work on it."""
    DONE = "done"
    MOVE = "move"
    HAND_OVER = "hand_over"
    BLOCK = "block"
    SPLIT = "split"
    TAKE = "take"
    """A colleague says yes to taking it over."""
    DECLINE = "decline"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """What its owner says. `answer_id` makes saying it twice one."""

    doing: Doing
    answer_id: UUID
    day: date | None = None
    quantity: Decimal | None = None
    to: str = ""
    reason: str = ""
    file: SentFile | None = None
    parts: tuple[Part, ...] = ()


def check_whole(
    said: Acted, wanted: DoneWhen, names: dict[str, str], own: str, today: date
) -> None:
    """Raises a `Refusal` that says what is missing. `names` is everybody's by key."""
    if said.doing is Doing.MOVE and (said.day is None or said.day <= today):
        raise DayIsPast
    if said.doing is Doing.BLOCK and not said.reason.strip():
        raise SayWhy
    if said.doing is Doing.HAND_OVER:
        if said.to not in names:
            raise NobodyByThatName
        if said.to == own:
            raise YoursAlready
    if any(part.to not in names for part in said.parts):
        raise NobodyByThatName
    if said.doing is Doing.DONE:
        _check_proof(said, wanted)


def _check_proof(said: Acted, wanted: DoneWhen) -> None:
    if wanted.kind in COUNTED and said.quantity is None:
        raise SayHowMuch
    if wanted.by is not None and wanted.kind in COUNTED and said.day is None:
        raise SayByWhen
    if wanted.kind is EvidenceKind.FILE and said.file is None:
        raise SendTheFile


def in_words(said: Acted, names: dict[str, str]) -> str:
    """What was filled in, as a sentence for whoever reads the history."""
    day = written.day(said.day) if said.day else ""
    first = {
        Doing.DONE: " ".join(
            filter(
                None,
                (
                    "Done:" if said.quantity is not None else "Done.",
                    "" if said.quantity is None else f"{said.quantity:,f}",
                    f"by {day}" if day else "",
                ),
            )
        ),
        Doing.MOVE: f"Not before {day}.",
        Doing.HAND_OVER: f"{names.get(said.to, '')} should take it over.",
        Doing.BLOCK: "I can’t go on.",
    }[said.doing]
    file = f"With the file {said.file.name}." if said.file else ""
    return " ".join(filter(None, (first, file, said.reason.strip()[:REASON_MAX_CHARS])))


def meaning_of(said: Acted) -> dict[str, Any]:
    """In the terms in which a person says what a reply means."""
    intent = {
        Doing.DONE: AnswerIntent.CONFIRMS_DONE,
        Doing.MOVE: AnswerIntent.DECLINES,
        Doing.HAND_OVER: AnswerIntent.DELEGATES,
        Doing.BLOCK: AnswerIntent.DECLINES,
    }[said.doing]
    return {
        "intent": intent.value,
        "quantity": None if said.quantity is None else str(said.quantity),
        "unit": None,
        "when": said.day.isoformat() if said.day else None,
        "delegate": said.to or None,
        "reason": said.reason.strip()[:REASON_MAX_CHARS] or None,
        "unchanged": False,
    }
