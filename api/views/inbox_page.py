"""The inbox page from its rows: splits with counts, groups by urgency, the filter's address."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from urllib.parse import urlencode

from api import formats
from api.tongue import say
from api.views import words
from api.views.decision import Viewer
from api.views.inbox import (
    ORDER_SAYS,
    ORDERS,
    SPLITS,
    Filters,
    InboxGroup,
    InboxRow,
    InboxView,
    Order,
    Split,
    SplitLink,
    matches,
    ranked,
)

CYCLE_DAYS = 14


def inbox_view(
    rows: Mapping[Split, Sequence[InboxRow]], filters: Filters, viewer: Viewer, *, next_up: str
) -> InboxView:
    """Counts are lengths of the very lists that the splits show."""
    mine = rows[filters.split]
    there, held = held_back([row for row in mine if matches(row, filters)], filters.drawn)
    shown = ranked(there, filters.order)
    dearest = max((row.cost_per_day for row in shown), default=Decimal(1)) or Decimal(1)
    shown = [
        replace(row, cost_share=max(1, int(row.cost_per_day * 100 / dearest))) for row in shown
    ]
    return InboxView(
        title=SPLITS[filters.split],
        filters=filters,
        splits=tuple(
            SplitLink(
                split=split, label=label, count=len(rows[split]), href=_href(Filters(split=split))
            )
            for split, label in SPLITS.items()
        ),
        orders=tuple(
            (label, _href(replace(filters, order=order, drawn=None)), order is filters.order)
            for order, label in ORDERS.items()
        ),
        groups=tuple(_groups(shown, filters, viewer)),
        order_says=ORDER_SAYS[filters.order],
        tier=words.TIERS[filters.tier] if filters.tier else "",
        shown=len(shown),
        hidden=len(mine) - len(shown) - held,
        together=_together(shown, filters),
        next_up=next_up,
        live_href=_href(replace(filters, drawn=filters.drawn or viewer.now)),
        fresh_href=_href(replace(filters, drawn=None)),
        held=held,
        meanwhile=_meanwhile(rows[Split.DONE], filters),
    )


def held_back(rows: Sequence[InboxRow], drawn: datetime | None) -> tuple[Sequence[InboxRow], int]:
    """What was there when the list was drawn, and how many came since.

    Nobody is kept from the only ones there are.
    """
    there = [row for row in rows if drawn is None or row.opened_at <= drawn]
    return (there, len(rows) - len(there)) if there else (rows, 0)


def _meanwhile(done: Sequence[InboxRow], filters: Filters) -> tuple[str, ...]:
    drawn = filters.drawn
    if drawn is None or filters.split is not Split.DECIDE:
        return ()
    return tuple(row.settled.said for row in done if row.settled and row.settled.at > drawn)


def _together(rows: Sequence[InboxRow], filters: Filters) -> bool:
    several = sum(bool(row.together) for row in rows) > 1
    return filters.split is Split.DECIDE and several


def said_of(filters: Filters) -> dict[str, str]:
    """The filter as its address says it: what is usual is left out."""
    said = {
        "split": filters.split.value if filters.split is not Split.DECIDE else "",
        "order": filters.order.value if filters.order is not Order.COST else "",
        "q": filters.query,
        "tier": filters.tier.value if filters.tier else "",
        "drawn": f"{filters.drawn.timestamp():.3f}" if filters.drawn else "",
    }
    return {key: value for key, value in said.items() if value}


def _href(filters: Filters) -> str:
    query = urlencode(said_of(filters))
    return f"/inbox?{query}" if query else "/inbox"


def _groups(rows: Sequence[InboxRow], filters: Filters, viewer: Viewer) -> list[InboxGroup]:
    """By urgency; what is done needs no urgency, and other orders than cost stay whole."""
    if filters.split is Split.DONE or filters.order is not Order.COST:
        return [_group(say("All"), rows)] if rows else []
    sooner = viewer.now + formats.NEAR
    later = viewer.now + timedelta(days=CYCLE_DAYS)
    parts = (
        (say("Within 48 hours"), [row for row in rows if row.due_at < sooner]),
        (say("This cycle"), [row for row in rows if sooner <= row.due_at < later]),
        (say("Later"), [row for row in rows if row.due_at >= later]),
    )
    return [_group(title, part) for title, part in parts if part]


def _group(title: str, rows: Sequence[InboxRow]) -> InboxGroup:
    return InboxGroup(
        title=title, rows=tuple(rows), stake=sum((row.stake for row in rows), Decimal(0))
    )
