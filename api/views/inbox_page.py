"""The inbox page from its rows: splits with counts, groups by urgency, the filter's address."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
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
    PartLinks,
    Split,
    SplitLink,
)
from api.views.listing import PART, Listed, Ranked

CYCLE = timedelta(days=14)


def inbox_view(
    counts: Mapping[Split, int],
    found: Listed,
    filters: Filters,
    viewer: Viewer,
    *,
    next_up: str,
    meanwhile: tuple[str, ...] = (),
) -> InboxView:
    """Counts are lengths of the very lists that the splits show."""
    dearest = max((line.cost_per_day for line in found.lines), default=Decimal(1)) or Decimal(1)
    rows = [
        replace(row, cost_share=max(1, int(row.cost_per_day * 100 / dearest))) for row in found.rows
    ]
    fresh = replace(filters, drawn=None)
    return InboxView(
        title=SPLITS[filters.split],
        filters=filters,
        splits=tuple(
            SplitLink(
                split=split, label=label, count=counts[split], href=_href(Filters(split=split))
            )
            for split, label in SPLITS.items()
        ),
        orders=tuple(
            (label, _href(replace(fresh, order=order, page=1)), order is filters.order)
            for order, label in ORDERS.items()
        ),
        groups=tuple(_groups(rows, found.lines, filters, viewer)),
        order_says=ORDER_SAYS[filters.order],
        tier=words.TIERS[filters.tier] if filters.tier else "",
        shown=len(found.lines),
        hidden=found.hidden,
        together=_together(rows, filters),
        next_up=next_up,
        parts=_parts(found, fresh),
        live_href=_href(replace(filters, drawn=filters.drawn or viewer.now)),
        fresh_href=_href(fresh),
        held=found.held,
        meanwhile=meanwhile,
    )


def _parts(found: Listed, filters: Filters) -> PartLinks | None:
    if found.pages == 1:
        return None
    before, after = replace(filters, page=found.page - 1), replace(filters, page=found.page + 1)
    first = (found.page - 1) * PART + 1
    return PartLinks(
        says=say(
            "{first} to {rows} of {lines}",
            first=first,
            rows=first + len(found.rows) - 1,
            lines=len(found.lines),
        ),
        before=_href(before) if found.page > 1 else "",
        after=_href(after) if found.page < found.pages else "",
    )


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
        "page": str(filters.page) if filters.page > 1 else "",
        "drawn": f"{filters.drawn.timestamp():.3f}" if filters.drawn else "",
    }
    return {key: value for key, value in said.items() if value}


def _href(filters: Filters) -> str:
    query = urlencode(said_of(filters))
    return f"/inbox?{query}" if query else "/inbox"


def _groups(
    rows: Sequence[InboxRow], lines: Sequence[Ranked], filters: Filters, viewer: Viewer
) -> list[InboxGroup]:
    """By urgency; what is done needs no urgency, and other orders than cost stay whole.

    A group says what is in all of it, also where only some of it is drawn.
    """
    if filters.split is Split.DONE or filters.order is not Order.COST:
        return [_group(say("All"), rows, lines)] if rows else []
    sooner, later = viewer.now + formats.NEAR, viewer.now + CYCLE
    found: list[InboxGroup] = []
    for title, begins, ends in (
        (say("Within 48 hours"), None, sooner),
        (say("This cycle"), sooner, later),
        (say("Later"), later, None),
    ):
        within = partial(_is_due, begins=begins, ends=ends)
        if part := list(filter(within, rows)):
            found.append(_group(title, part, list(filter(within, lines))))
    return found


def _is_due(row: Ranked, *, begins: datetime | None, ends: datetime | None) -> bool:
    return (begins is None or begins <= row.due_at) and (ends is None or row.due_at < ends)


def _group(title: str, rows: Sequence[InboxRow], lines: Sequence[Ranked]) -> InboxGroup:
    stake = sum((line.stake for line in lines), Decimal(0))
    return InboxGroup(title=title, rows=tuple(rows), count=len(lines), stake=stake)
