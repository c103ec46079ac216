"""Why the agreed demand can't be met: causes ranked by money, items and weeks behind each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from api import formats
from api.tongue import say
from gates.causes import Cause
from planning import written


@dataclass(frozen=True, slots=True, kw_only=True)
class LostLine:
    item: str
    week: str
    units: str
    eur: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseView:
    rank: int
    what: str
    why: str
    detail: str
    items: str
    """The item that loses most, and how many others do."""
    weeks: str
    units: str
    gap: str
    eur: str
    lifted_by: str
    choose_by: date
    lost: tuple[LostLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CausesView:
    finding: str
    causes: tuple[CauseView, ...]


def causes_view(causes: Sequence[Cause]) -> CausesView | None:
    if not causes:
        return None
    names = written.listed([written.in_sentence(one.what) for one in causes])
    units, money = sum(one.units for one in causes), sum(one.eur for one in causes)
    said = {
        "names": written.capital(names),
        "units": written.short(units),
        "money": formats.eur(money),
    }
    finding = (
        say("{names} is short: {units} units, {money} margin at risk", **said)
        if len(causes) == 1
        else say("{names} are short: {units} units, {money} margin at risk", **said)
    )
    return CausesView(
        finding=finding,
        causes=tuple(_cause(rank, one) for rank, one in enumerate(causes, 1)),
    )


def _cause(rank: int, one: Cause) -> CauseView:
    first, last = written.week(one.first), written.week(one.last)
    return CauseView(
        rank=rank,
        what=one.what,
        why=one.why.removeprefix(f"{one.what}: "),
        detail=one.detail,
        items=_items(one),
        weeks=_weeks(first, last),
        units=formats.number(one.units),
        gap=one.gap,
        eur=formats.eur(one.eur),
        lifted_by=one.lifted_by,
        choose_by=one.choose_by,
        lost=tuple(
            LostLine(
                item=lost.item,
                week=f"{written.week(lost.week)}, {formats.day(lost.week)}",
                units=formats.number(lost.units),
                eur=formats.eur(lost.eur),
            )
            for lost in one.lost
        ),
    )


def _weeks(first: str, last: str) -> str:
    """On one line, as a column of a table shows it."""
    text = (
        say("Week {week}", week=first)
        if first == last
        else say("Weeks {first} to {last}", first=first, last=last)
    )
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _items(one: Cause) -> str:
    names = list(dict.fromkeys(lost.item for lost in one.lost))
    if not names:
        return formats.NONE
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
