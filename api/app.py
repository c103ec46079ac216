"""The web application around a wired office. Opens nothing itself."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import cache
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from api.assets import read_assets
from api.body_limit import BodyLimit
from api.errors import answer_errors
from api.pages import Pages, environment
from api.reach import check_addresses, in_their_language, within_reach
from api.routes import (
    account,
    action_by_link,
    actions,
    asking,
    beside,
    by_link,
    calendars,
    captured_mail,
    changes,
    cycle,
    decisions,
    demand,
    evals,
    graphs,
    health,
    helping,
    hooks,
    imports,
    inbox,
    incoming,
    inputs,
    layouts,
    ledger,
    live,
    moves,
    numbers,
    passkeys,
    people,
    plan,
    plan_money,
    plan_weeks,
    playbook,
    playbook_drafts,
    playbook_words,
    process,
    provider,
    reopenings,
    replies,
    requests,
    search,
    sign_in,
    static,
    step_up,
    takeaways,
    together,
    tokens,
    trying,
    versions,
    views,
    wordings,
)
from api.security import Guard
from api.v1.application import AT, create_api
from runtime.news import News
from runtime.office import Office

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]

EVERYWHERE: tuple[Any, ...] = (
    static,
    health,
    sign_in,
    passkeys,
    provider,
    account,
    helping,
    tokens,
    inbox,
    views,
    search,
    incoming,
    requests,
    numbers,
    decisions,
    demand,
    step_up,
    together,
    trying,
    moves,
    asking,
    beside,
    changes,
    reopenings,
    cycle,
    process,
    imports,
    inputs,
    layouts,
    action_by_link,
    by_link,
    versions,
    plan,
    plan_money,
    plan_weeks,
    takeaways,
    calendars,
    actions,
    replies,
    wordings,
    people,
    playbook,
    playbook_drafts,
    playbook_words,
    graphs,
    evals,
    ledger,
    hooks,
    live,
)
IN_DEVELOPMENT: tuple[Any, ...] = (captured_mail,)


def create_app(office: Office, *, lifespan: Lifespan | None = None) -> FastAPI:
    """`lifespan` may run a worker beside the web; the application doesn't mind."""
    app = FastAPI(
        title="Sopwith", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan
    )
    app.state.office = office
    app.state.pages = Pages(templates=environment(), assets=read_assets())
    app.state.news = News(office.conninfo)
    app.state.limiter = MovingWindowRateLimiter(MemoryStorage())
    app.add_middleware(BodyLimit)
    app.add_middleware(Guard, base_url=office.settings.base_url)
    answer_errors(app)
    development = office.settings.environment == "development"
    app.router.routes.extend(_addresses(development=development).routes)
    app.mount(AT, create_api(office, app.state.pages))
    return app


@cache
def _addresses(*, development: bool) -> APIRouter:
    """Every page's route. What one takes is worked out at its first visit, once a process."""
    routers = [routes.router for routes in (*EVERYWHERE, *(IN_DEVELOPMENT if development else ()))]
    check_addresses(routers)
    every = APIRouter(dependencies=[Depends(within_reach), Depends(in_their_language)])
    for router in routers:
        every.include_router(router)
    return every
