"""The inbox page from its rows: splits with counts, groups by urgency, the filter's address."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlencode

from api import formats
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
    shown = ranked([row for row in mine if matches(row, filters)], filters.order)
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
            (label, _href(replace(filters, order=order)), order is filters.order)
            for order, label in ORDERS.items()
        ),
        groups=tuple(_groups(shown, filters, viewer)),
        order_says=ORDER_SAYS[filters.order],
        shown=len(shown),
        hidden=len(mine) - len(shown),
        together=_together(shown, filters),
        next_up=next_up,
    )


def _together(rows: Sequence[InboxRow], filters: Filters) -> bool:
    several = sum(bool(row.together) for row in rows) > 1
    return filters.split is Split.DECIDE and several


def _href(filters: Filters) -> str:
    said = {
        "split": filters.split.value if filters.split is not Split.DECIDE else "",
        "order": filters.order.value if filters.order is not Order.COST else "",
        "q": filters.query,
        "tier": filters.tier.value if filters.tier else "",
    }
    query = urlencode({key: value for key, value in said.items() if value})
    return f"/inbox?{query}" if query else "/inbox"


def _groups(rows: Sequence[InboxRow], filters: Filters, viewer: Viewer) -> list[InboxGroup]:
    """By urgency; what is done needs no urgency, and other orders than cost stay whole."""
    if filters.split is Split.DONE or filters.order is not Order.COST:
        return [_group("All", rows)] if rows else []
    sooner = viewer.now + formats.NEAR
    later = viewer.now + timedelta(days=CYCLE_DAYS)
    parts = (
        ("Within 48 hours", [row for row in rows if row.due_at < sooner]),
        ("This cycle", [row for row in rows if sooner <= row.due_at < later]),
        ("Later", [row for row in rows if row.due_at >= later]),
    )
    return [_group(title, part) for title, part in parts if part]


def _group(title: str, rows: Sequence[InboxRow]) -> InboxGroup:
    return InboxGroup(
        title=title, rows=tuple(rows), stake=sum((row.stake for row in rows), Decimal(0))
    )
