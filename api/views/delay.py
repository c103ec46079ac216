"""What waiting costs, who is asked when, and what became of a request nobody answered in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from api import formats
from api.tongue import say
from api.views import words
from api.views.waited import Chased, cost_words, expired_words
from gates.brief import Brief
from gates.chasing import ChaseKind, rung_of
from gates.delay import cost_per_day, last_day
from gates.gate import Gate


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseLine:
    text: str
    at: datetime
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayView:
    per_day: Decimal
    """What a day of waiting costs; nothing where no money is at stake, or it is too late."""
    last_day: date | None
    last_options: str
    lines: tuple[ChaseLine, ...]
    expired: str
    """What became of it when nobody answered to the end; empty before that."""
    cost: str
    """What waiting has cost by now."""


def delay_view(
    gate: Gate,
    brief: Brief,
    chases: Sequence[Chased],
    *,
    due_at: datetime,
    now: datetime,
    zone: ZoneInfo,
) -> DelayView:
    last = last_day(brief, now.astimezone(zone).date())
    return DelayView(
        per_day=cost_per_day(brief.stake.amount_eur, due_at=due_at, now=now)
        if now < due_at
        else Decimal(0),
        last_day=last[0] if last else None,
        last_options=", ".join(last[1]) if last else "",
        lines=tuple(
            ChaseLine(
                text=_said(gate, one),
                at=(one.done_at or one.at).astimezone(zone),
                done=one.done_at is not None,
            )
            for one in chases
            if _still_matters(one, due_at, now)
        ),
        expired=expired_words(chases),
        cost=formats.headline(cost_words(brief, due_at=due_at, now=now, zone=zone)),
    )


def _still_matters(one: Chased, due_at: datetime, now: datetime) -> bool:
    """A reminder that was never given isn't given after the deadline."""
    missed = one.kind is ChaseKind.REMIND and one.done_at is None and due_at <= now
    return not missed


def _said(gate: Gate, one: Chased) -> str:
    if one.kind is ChaseKind.REMIND:
        if one.done_at:
            return say("Whoever hadn’t answered was reminded")
        return say("Whoever hasn’t answered is reminded")
    if one.done_at and not one.asked:
        return say("Nobody was left to ask")
    over = one.kind is ChaseKind.EXPIRE
    if one.done_at and over:
        return say("{who} took it over", who=one.asked)
    if one.done_at:
        return say("{who} was asked", who=one.asked)
    rung = rung_of(gate, one.kind, one.number)
    who = words.ROLES[rung.to] if rung.to else say("The manager of who hasn’t answered")
    return say("{who} takes it over", who=who) if over else say("{who} is asked", who=who)
