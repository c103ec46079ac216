"""News: who is told, how often, and what a page that is open makes of it."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

import pytest

from api.routes import live
from api.views.inbox import Filters, InboxRow, InboxView, Split, inbox_row
from api.views.inbox_page import inbox_view
from api.views.listing import listed, said_since
from gates.deciding import Decision
from gates.gate import Verb
from runtime import news
from runtime.news import Full, News
from tests import stage as stages
from tests.api.examples import INES, NOW, TRADE_OFF_REQUEST
from tests.api.stage_web import Stage, ask

T = TypeVar("T")


def run(main: Coroutine[object, object, T]) -> T:
    """On a thread of its own: a browser's tests have a loop on this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, main).result()


async def following(stream: AsyncIterator[str]) -> str:
    return await asyncio.wait_for(anext(stream), 10)


def test_what_is_committed_is_told_to_its_company_only(stage: Stage) -> None:
    other = stages.set_up_company(stage.office)

    async def listening() -> tuple[str, bool]:
        told = News(stage.office.conninfo)
        with told.listen(stage.company_id, since=0) as mine, told.listen(other, since=0) as theirs:
            await asyncio.wait_for(mine.rung.wait(), 10)  # it listens now
            mine.rung.clear()
            theirs.rung.clear()
            await asyncio.to_thread(ask, stage)
            await asyncio.wait_for(mine.rung.wait(), 10)
            return f"{mine.seq > 0}", theirs.rung.is_set()

    assert run(listening()) == ("True", False)


def test_a_stream_says_what_was_missed_and_then_what_comes(stage: Stage) -> None:
    async def stream() -> list[str]:
        told = News(stage.office.conninfo)
        lines = live._tell(told, stage.company_id, known=3, now=7)
        heard = [await following(lines), await following(lines), await following(lines)]
        told.end()
        with suppress(StopAsyncIteration):
            heard.append(await following(lines))
        return heard

    heard = run(stream())
    assert heard[:2] == ["retry: 3000\n\n", "event: news\nid: 7\ndata: 7\n\n"]
    assert len(heard) == 3, "it listens, says so once, and ends when the process does"


def test_who_knows_everything_is_told_nothing_old(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "MOST", 0)

    async def stream() -> list[str]:
        lines = live._tell(News(stage.office.conninfo), stage.company_id, known=7, now=7)
        return [line async for line in lines]

    assert run(stream())[1:] == ["event: full\ndata: ask in turn\n\n"]


def test_so_many_and_no_more(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "MOST", 1)

    async def crowd() -> int:
        told = News(stage.office.conninfo)
        one = told.listen(stage.company_id, since=0)
        with one, pytest.raises(Full), told.listen(stage.company_id, since=0):
            pass
        return told.listeners

    assert run(crowd()) == 0


def test_asked_without_a_stream_it_answers_once(stage: Stage) -> None:
    before = int(stage.sign_in("ines").get("/live").text)
    ask(stage)
    assert int(stage.client.get("/live").text) == before + 1
    page = stage.client.get("/inbox").text
    assert f'data-since="{before + 1}"' in page


def page_of(decide: list[InboxRow], filters: Filters) -> InboxView:
    found = listed(decide, filters, lambda part: part)
    return inbox_view(dict.fromkeys(Split, 0), found, filters, INES, next_up="")


def test_what_is_new_waits_to_be_asked_for() -> None:
    old = inbox_row(TRADE_OFF_REQUEST, INES)
    later = TRADE_OFF_REQUEST.opened_at + timedelta(minutes=5)
    new = inbox_row(replace(TRADE_OFF_REQUEST, request_id="9", opened_at=later), INES)
    drawn = Filters(drawn=TRADE_OFF_REQUEST.opened_at + timedelta(minutes=1))
    page = page_of([old, new], drawn)
    assert (page.shown, page.held, page.hidden) == (1, 1, 0)
    assert page.fresh_href == "/inbox"
    assert "drawn=" in page.live_href
    fresh = page_of([old, new], Filters())
    assert (fresh.shown, fresh.held) == (2, 0)


def test_the_only_ones_are_shown_at_once() -> None:
    later = TRADE_OFF_REQUEST.opened_at + timedelta(minutes=5)
    new = inbox_row(replace(TRADE_OFF_REQUEST, opened_at=later), INES)
    page = page_of([new], Filters(drawn=TRADE_OFF_REQUEST.opened_at))
    assert (page.shown, page.held) == (1, 0)


def test_what_vanishes_says_who_settled_it() -> None:
    first, *rest = TRADE_OFF_REQUEST.seats
    given = Decision(
        decision_id=UUID(int=1),
        by="marta",
        seat="ines",
        verb=Verb.APPROVE,
        choice="build_early",
        reason="",
        brief_sha256="",
        at=NOW - timedelta(minutes=2),
    )
    seats = (replace(first, decision=given, answered_by="Marta Lindqvist"), *rest)
    closed = inbox_row(replace(TRADE_OFF_REQUEST, seats=seats, outcome="approved"), INES)
    assert said_since([closed], NOW - timedelta(minutes=9)) == (
        f"{TRADE_OFF_REQUEST.brief.question} Marta Lindqvist: Approved, 2 min ago",
    )
    assert said_since([closed], NOW) == ()
