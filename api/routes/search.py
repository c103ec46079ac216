"""Searching requests by the words in them, wherever those stand."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.deps import TheDesk
from api.gather.search import search_view
from api.routes.inbox import QUERY_MAX_CHARS

router = APIRouter()


@router.api_route("/search", methods=["GET", "HEAD"])
def show(desk: TheDesk, q: str = "") -> HTMLResponse:
    view = search_view(desk, q.strip()[:QUERY_MAX_CHARS])
    return desk.page("search/show.html", view, at="inbox")
