"""Conditions: an approval that counts if a premise is proven in time, else for another option.

Nobody has to come back: the condition is watched, and met or lapsed by itself. What was agreed
for either end was in the brief, so it was signed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from gates import errors
from gates.brief import Brief
from gates.evidence import Evidence
from gates.facts import Predicate, Standing, judge
from gates.premises import Premise


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A condition as a person gives it: which premise, until when, and what otherwise."""

    premise: str
    until: datetime
    fallback: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """`holds_for` is the option it guards, `fallback` the one that counts when it lapses."""

    says: str
    predicate: Predicate
    until: datetime
    holds_for: str
    fallback: str


class ConditionState(StrEnum):
    WATCHED = "watched"
    MET = "met"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What conditions a brief offers: premises to prove, and options with their last moment."""

    chosen: str | None
    premises: Mapping[str, Premise]
    last_moments: Mapping[str, datetime | None]
    """By option: until when it can still be chosen; None where nothing ends it."""


def terms_of(brief: Brief) -> Terms:
    """An option can be chosen to the end of its last day, at the desk the brief was written for."""
    zone = brief.why_now.at.tzinfo
    return Terms(
        chosen=brief.settles_on(None),
        premises={premise.key: premise for premise in brief.premises},
        last_moments={
            option.key: datetime.combine(option.choose_by, time.max, zone)
            if option.choose_by is not None
            else None
            for option in brief.options
        },
    )


def agree(wish: Wish, terms: Terms, *, at: datetime) -> Condition:
    """The condition, or the refusal a person can act on."""
    premise = terms.premises.get(wish.premise)
    if premise is None or not premise.can_be_condition or premise.option != terms.chosen:
        raise errors.ConditionNotOffered
    if wish.fallback not in terms.last_moments or wish.fallback == terms.chosen:
        raise errors.FallbackMissing
    if wish.until <= at:
        raise errors.ConditionIsPast
    last = terms.last_moments[wish.fallback]
    if last is not None and wish.until > last:
        raise errors.FallbackTooLate(f"It can be chosen until {last:%d %b %Y, %H:%M}.")
    return Condition(
        says=premise.says,
        predicate=premise.predicate,
        until=wish.until,
        holds_for=premise.option,
        fallback=wish.fallback,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What was seen of the fact, and when it reached us."""

    evidence: Evidence
    at: datetime


def settle(
    condition: Condition, sighting: Sighting | None, *, at: datetime, unread: bool = False
) -> ConditionState:
    """Where the condition is at a moment.

    What reached us in time counts, however late it is looked at; so while something that came in
    time is still `unread`, nothing lapses.
    """
    in_time = sighting is not None and sighting.at <= condition.until
    seen = sighting.evidence if sighting is not None and in_time else None
    if judge(condition.predicate, seen).standing is Standing.HOLDS:
        return ConditionState.MET
    if at >= condition.until and not unread:
        return ConditionState.LAPSED
    return ConditionState.WATCHED
