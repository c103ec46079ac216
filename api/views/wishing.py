"""The small form on the confirm step that makes an approval depend on a premise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from api.views.effects import EffectsView, effects_of
from gates import errors
from gates.brief import Brief, Option
from gates.conditions import Wish
from gates.gate import Gate, Verb
from gates.premises import Premise

FRIDAY, NOON = 4, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class WishView:
    """`premise`, `until` and `fallback` are as filled in so far; `until` as an input holds it."""

    premises: tuple[Premise, ...]
    fallbacks: tuple[Option, ...]
    premise: str
    until: str
    fallback: str
    zone: str
    effects: tuple[EffectsView, ...]
    """What each other option sets off."""


def wish_view(
    gate: Gate, brief: Brief, verb: Verb, filled: Sequence[str], now: datetime
) -> WishView | None:
    """None where the gate takes no condition, or the brief offers none."""
    chosen = brief.settles_on(None)
    offered = tuple(one for one in brief.premises_of(chosen) if one.can_be_condition)
    if not gate.takes_conditions or verb is not Verb.APPROVE or not offered:
        return None
    others = tuple(option for option in brief.options if option.key != chosen)
    premise, until, fallback = filled
    return WishView(
        premises=offered,
        fallbacks=others,
        premise=premise,
        until=until or f"{friday_noon(now):%Y-%m-%dT%H:%M}",
        fallback=fallback,
        zone=now.tzname() or "",
        effects=tuple(effects_of(brief, option.key, alone=True) for option in others),
    )


def friday_noon(now: datetime) -> datetime:
    """The next Friday at noon.

    >>> friday_noon(datetime(2026, 11, 6, 12, 0)).isoformat()
    '2026-11-13T12:00:00'
    """
    noon = now.replace(hour=NOON, minute=0, second=0, microsecond=0)
    ahead = noon + timedelta(days=(FRIDAY - now.weekday()) % 7)
    return ahead if ahead > now else ahead + timedelta(days=7)


def wish_of(premise: str, until: str, fallback: str, zone: ZoneInfo) -> Wish | None:
    """What the form says; None without a premise. The time is the person's own."""
    if not premise:
        return None
    try:
        moment = datetime.fromisoformat(until)
    except ValueError as error:
        raise errors.ConditionHasNoTime from error
    return Wish(premise=premise, until=moment.replace(tzinfo=zone), fallback=fallback)
