"""Splitting an action: parts that together do what the whole commits, each with its own owner.

A part is closed by evidence over its own share; the whole is done when all its parts are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from gates.canonical import sha256
from gates.errors import Refusal
from gates.evidence import DoneWhen, Evidence, EvidenceKind
from planning import written

PARTS_MOST = 6
WORDS_MOST_CHARS = 200


class TwoPartsAtLeast(Refusal):
    """Name two parts at least, each with its owner."""


class TooManyParts(Refusal):
    """Split it into fewer parts; a part can be split again by its owner."""


class PartsDontAddUp(Refusal):
    """The parts have to add up to what the whole commits."""


class PartTooLate(Refusal):
    """No part may be due after the whole."""


class PartIsPast(Refusal):
    """Say a day to come for each part."""


class SayWhichPart(Refusal):
    """Say in words which part it is."""


class NotInParts(Refusal):
    """This action can’t be split: two bounds close it, and no share of both can be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part as its whole's owner proposes it."""

    to: str
    """Key of who is to own it."""
    due: date
    share: Decimal | None = None
    """Of the number that closes the whole, where a number does."""
    words: str = ""


def bound_of(wanted: DoneWhen) -> Decimal | None:
    """The number that parts have to add up to; none where no number closes it."""
    return wanted.at_most if wanted.at_least is None else wanted.at_least


def check_parts(wanted: DoneWhen, due: date, parts: Sequence[Part], today: date) -> None:
    """Raises the `Refusal` that says what is wrong with them."""
    if wanted.at_least is not None and wanted.at_most is not None:
        raise NotInParts
    if len(parts) < 2:  # noqa: PLR2004 one part is the whole
        raise TwoPartsAtLeast
    if len(parts) > PARTS_MOST:
        raise TooManyParts
    if any(part.due <= today for part in parts):
        raise PartIsPast
    if any(part.due > due for part in parts):
        raise PartTooLate(f"It is due {written.day(due)}.")
    whole = bound_of(wanted)
    if whole is None:
        if not all(part.words.strip() for part in parts):
            raise SayWhichPart
        return
    shares = [part.share for part in parts if part.share is not None and part.share > 0]
    if len(shares) < len(parts) or sum(shares) != whole:
        raise PartsDontAddUp(f"That is {whole:,f}.")


def part_of(wanted: DoneWhen, part: Part) -> DoneWhen:
    """What closes the part: the same kind of evidence, over its own share.

    >>> whole = DoneWhen(kind=EvidenceKind.CONFIRMED_QUANTITY, says="46,000 l by Fri 11 Dec",
    ...                  at_least=Decimal(46_000), by=date(2026, 12, 11))
    >>> own = part_of(whole, Part(to="ines", due=date(2026, 12, 9), share=Decimal(20_000)))
    >>> own.at_least, own.by, own.says
    (Decimal('20000'), datetime.date(2026, 12, 11), '20,000 of: 46,000 l by Fri 11 Dec')
    """
    words = " ".join(part.words.split())[:WORDS_MOST_CHARS]
    share = f"{part.share:,f}" if part.share is not None else ""
    says = f"{' '.join(filter(None, (share, words)))} of: {wanted.says}"
    if part.share is None:
        return replace(wanted, says=says)
    if wanted.at_least is not None:
        return replace(wanted, says=says, at_least=part.share)
    return replace(wanted, says=says, at_most=part.share)


def together(wanted: DoneWhen, own: str, parts: Sequence[tuple[int, Evidence]]) -> Evidence:
    """What the parts, by the ids of their actions, prove of the whole together."""
    numbers = [one.quantity for _, one in parts if one.quantity is not None]
    days = [one.by for _, one in parts if one.by is not None]
    digests = [one.sha256 for _, one in parts if one.sha256]
    is_file = wanted.kind is EvidenceKind.FILE
    return Evidence(
        kind=wanted.kind,
        by_person=own,
        source=f"actions:{','.join(str(number) for number, _ in parts)}",
        quantity=sum(numbers, Decimal(0)) if numbers else None,
        by=max(days) if days else None,
        sha256=sha256("\n".join(digests).encode()) if is_file and digests else None,
    )
