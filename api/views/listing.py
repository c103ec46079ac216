"""A long list: ordered, counted and narrowed as a whole, drawn a part at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol, TypeVar
from uuid import UUID

from api.views import words
from api.views.inbox import Filters, InboxRow, Order

PART = 50
"""Rows drawn at once."""


class Ranked(Protocol):
    """What a list is ordered, counted and narrowed by, before anything of it is drawn."""

    @property
    def stake(self) -> Decimal: ...
    @property
    def opened_at(self) -> datetime: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def cost_per_day(self) -> Decimal: ...
    @property
    def tier(self) -> str: ...


AnyRow = TypeVar("AnyRow", bound=Ranked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A request in a list, not drawn yet."""

    request_id: UUID
    stake: Decimal
    opened_at: datetime
    due_at: datetime
    cost_per_day: Decimal
    tier: str
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list as it is asked for: all of it in order, and the part that is drawn."""

    lines: tuple[Ranked, ...]
    rows: tuple[InboxRow, ...]
    hidden: int
    """How many the filter keeps away."""
    held: int
    """New ones that are held back, so that nothing moves under a reader."""
    page: int
    pages: int


def ranked(rows: Sequence[AnyRow], order: Order) -> list[AnyRow]:
    key: Callable[[AnyRow], tuple[Any, ...]] = {
        Order.COST: lambda row: (-row.cost_per_day, row.due_at),
        Order.STAKE: lambda row: (-row.stake, row.due_at),
        Order.OLDEST: lambda row: (row.opened_at, row.due_at),
    }[order]
    return sorted(rows, key=key)


def listed(
    rows: Sequence[AnyRow],
    filters: Filters,
    drawn: Callable[[Sequence[AnyRow]], Sequence[InboxRow]],
) -> Listed:
    """What the filters leave, with the rows of the page asked for.

    Words are looked for in what a row shows, so then all of it is drawn.
    """
    lines = [row for row in rows if in_tier(row, filters)]
    if not filters.query:
        return _parted(lines, filters, len(rows), drawn)
    found = [row for row in drawn(lines) if has_words(row, filters.query)]
    return _parted(found, filters, len(rows), lambda part: part)


def whole(
    rows: Sequence[AnyRow],
    filters: Filters,
    drawn: Callable[[Sequence[AnyRow]], Sequence[InboxRow]],
) -> list[InboxRow]:
    """Everything the filters leave, in its order, drawn."""
    lines = ranked([row for row in rows if in_tier(row, filters)], filters.order)
    return [row for row in drawn(lines) if has_words(row, filters.query)]


def _parted(
    matching: Sequence[AnyRow],
    filters: Filters,
    total: int,
    drawn: Callable[[Sequence[AnyRow]], Sequence[InboxRow]],
) -> Listed:
    there, held = held_back(matching, filters.drawn)
    lines = ranked(there, filters.order)
    pages = max(1, -(-len(lines) // PART))
    page = min(filters.page, pages)
    return Listed(
        lines=tuple(lines),
        rows=tuple(drawn(lines[(page - 1) * PART : page * PART])),
        hidden=total - len(matching),
        held=held,
        page=page,
        pages=pages,
    )


def held_back(rows: Sequence[AnyRow], drawn: datetime | None) -> tuple[Sequence[AnyRow], int]:
    """What was there when the list was drawn, and how many came since.

    Nobody is kept from the only ones there are.
    """
    there = [row for row in rows if drawn is None or row.opened_at <= drawn]
    return (there, len(rows) - len(there)) if there else (rows, 0)


def in_tier(row: Ranked, filters: Filters) -> bool:
    return filters.tier is None or row.tier == words.TIERS[filters.tier]


def has_words(row: InboxRow, query: str) -> bool:
    """Whether each of the words is somewhere in it."""
    return all(word in row.text.casefold() for word in query.casefold().split())


def said_since(closed: Sequence[InboxRow], drawn: datetime) -> tuple[str, ...]:
    """What others settled since the list was drawn, and who."""
    return tuple(row.settled.said for row in closed if row.settled and row.settled.at > drawn)
