"""Putting a request aside until a day or an event. Mine only; the deadline never moves."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gates import errors
from gates.moves import Matter, own_open_seat
from gates.people import Actor


class Until(StrEnum):
    """What ends a snooze before the deadline does."""

    MOMENT = "moment"
    BRIEF = "brief"
    """What is shown has changed."""
    ANSWER = "answer"
    """Somebody else has answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """`moment` and `answer_of` are set for their own kind only."""

    until: Until
    brief_sha256: str
    """What stood when it began."""
    moment: datetime | None = None
    answer_of: str | None = None


def check_snoozing(matter: Matter, wanted: Snooze, *, by: Actor, at: datetime) -> None:
    own_open_seat(matter, by)
    if at >= matter.due_at:
        raise errors.SnoozeBeyondDeadline
    if wanted.until is Until.MOMENT:
        _check_moment(wanted.moment, due_at=matter.due_at, at=at)
    if wanted.until is Until.ANSWER:
        others = {chair.holder for chair in matter.waiting.seats} - {by.key}
        if wanted.answer_of not in others - matter.waiting.answered:
            raise errors.NothingToWaitFor


def _check_moment(moment: datetime | None, *, due_at: datetime, at: datetime) -> None:
    if moment is None:
        raise errors.SnoozeHasNoEnd
    if moment <= at:
        raise errors.SnoozeInThePast
    if moment >= due_at:
        raise errors.SnoozeBeyondDeadline


def sleeps(
    snooze: Snooze, *, brief_sha256: str, answered: Collection[str], due_at: datetime, at: datetime
) -> bool:
    """Whether it still hides the request. It ends by itself, at the deadline at the latest."""
    if at >= due_at:
        return False
    if snooze.until is Until.MOMENT:
        return snooze.moment is not None and at < snooze.moment
    if snooze.until is Until.BRIEF:
        return brief_sha256 == snooze.brief_sha256
    return snooze.answer_of not in answered
