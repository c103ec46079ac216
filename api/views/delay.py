"""What waiting costs, who is asked when, and what became of a request nobody answered in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from api import formats
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
        who = "Whoever hadn’t answered" if one.done_at else "Whoever hasn’t answered"
        return f"{who} {'was' if one.done_at else 'is'} reminded"
    if one.done_at and not one.asked:
        return "Nobody was left to ask"
    if one.done_at:
        return f"{one.asked} {'took it over' if one.kind is ChaseKind.EXPIRE else 'was asked'}"
    rung = rung_of(gate, one.kind, one.number)
    who = words.ROLES[rung.to] if rung.to else "The manager of who hasn’t answered"
    return f"{who} {'takes it over' if one.kind is ChaseKind.EXPIRE else 'is asked'}"
