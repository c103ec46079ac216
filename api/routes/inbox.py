"""The inbox. What the address says wrongly is left out rather than refused."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum
from functools import partial
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import HTMLResponse

from api import formats
from api.deps import TheDesk
from api.gather.inbox import drawn, inbox_lists, settled_since
from api.gather.saved import saved_views
from api.tongue import say
from api.views.inbox import Filters, Order, Split
from api.views.inbox_page import inbox_view, said_of
from api.views.listing import listed
from gates.tiers import Tier

router = APIRouter()
Choice = TypeVar("Choice", bound=Enum)
QUERY_MAX_CHARS = 200
PAGE = re.compile(r"[1-9][0-9]{0,3}")


class InboxQuery(BaseModel):
    split: str = ""
    order: str = ""
    q: str = ""
    tier: str = ""
    page: str = ""
    drawn: str = ""
    """When the list on the page was drawn, in seconds: what came later waits to be asked for."""


@router.api_route("/inbox", methods=["GET", "HEAD"])
def show(desk: TheDesk, said: Annotated[InboxQuery, Query()]) -> HTMLResponse:
    filters = filters_of(said)
    at = desk.session, desk.person, desk.viewer
    lists = inbox_lists(*at)
    view = inbox_view(
        {split: len(rows) for split, rows in lists.items()},
        listed(lists[filters.split], filters, partial(drawn, *at)),
        filters,
        desk.viewer,
        next_up=_next_up(len(lists[Split.WAITING])),
        meanwhile=settled_since(*at, filters, lists[Split.DONE]),
    )
    view = replace(view, saved=saved_views(desk, said_of(replace(filters, page=1, drawn=None))))
    return desk.page("inbox/list.html", view, at="inbox")


def filters_of(said: InboxQuery) -> Filters:
    """What an address says, as far as it can be understood."""
    return Filters(
        split=one_of(Split, said.split) or Split.DECIDE,
        order=one_of(Order, said.order) or Order.COST,
        query=said.q.strip()[:QUERY_MAX_CHARS],
        tier=one_of(Tier, said.tier),
        page=int(said.page) if PAGE.fullmatch(said.page) else 1,
        drawn=_moment(said.drawn),
    )


def _next_up(others: int) -> str:
    waiting = formats.count(others, "decision waits", "decisions wait")
    held = (
        say("{waiting} for others. ", waiting=waiting)
        if others
        else say("No other gate of yours is open. ")
    )
    return say("{held}You get a mail when one needs you.", held=held)


def _moment(said: str) -> datetime | None:
    """Anything that is no moment is none."""
    try:
        return datetime.fromtimestamp(float(said), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def one_of(choices: type[Choice], said: str) -> Choice | None:
    return next((choice for choice in choices if choice.value == said), None)
