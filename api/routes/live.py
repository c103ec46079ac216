"""That something happened, told to open pages as it happens. The only asynchronous route.

A stream carries the number of the last event and nothing else: no content leaves by it, so
there is nothing in it that a role would have to be asked for.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from api.deps import TheOffice, ThePerson
from runtime.news import Full, Listener, News
from runtime.office import Office
from store import ledger

router = APIRouter()
BEAT_S = 15.0
"""A comment so often keeps proxies from cutting the stream, and notices who has left."""
LIFE_S = 600.0
"""Then the browser comes again, and is asked again who it is."""
PAUSE_S = 0.3
"""What happens at once is told once."""
APART_S = 0.005
"""A ring reaches one page after the other, so that they don't all ask in the same moment."""
STREAM = "text/event-stream"


@router.api_route("/live", methods=["GET", "HEAD"])
async def live(
    request: Request,
    person: ThePerson,
    office: TheOffice,
    since: Annotated[int, Query(ge=0)] = 0,
    last_event_id: Annotated[str, Header()] = "",
) -> Response:
    """Asked without wanting a stream, it says once how far the history is."""
    now = await run_in_threadpool(_head, office, person.company_id)
    if STREAM not in request.headers.get("accept", ""):
        return PlainTextResponse(f"{now}\n")
    known = int(last_event_id) if last_event_id.isdecimal() else since
    told = _tell(request.app.state.news, person.company_id, known=known, now=now)
    return StreamingResponse(told, media_type=STREAM, headers={"X-Accel-Buffering": "no"})


def _head(office: Office, company_id: int) -> int:
    with office.sessions(company_id) as session:
        return ledger.head(session, company_id).seq


async def _tell(news: News, company_id: int, *, known: int, now: int) -> AsyncIterator[str]:
    clock = asyncio.get_running_loop().time
    ends_s = clock() + LIFE_S
    yield "retry: 3000\n\n"
    if known < now:
        yield _event(now)
    try:
        with news.listen(company_id, since=now) as listener:
            while not news.over and clock() < ends_s:
                if await _rung(listener):
                    yield _event(listener.seq)
                    await asyncio.sleep(PAUSE_S)
                else:
                    yield ": still here\n\n"
    except Full:
        yield "event: full\ndata: ask in turn\n\n"


async def _rung(listener: Listener) -> bool:
    try:
        await asyncio.wait_for(listener.rung.wait(), BEAT_S)
    except TimeoutError:
        return False
    await asyncio.sleep(APART_S * listener.place)
    listener.rung.clear()
    return True


def _event(seq: int) -> str:
    return f"event: news\nid: {seq}\ndata: {seq}\n\n"
