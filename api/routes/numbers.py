"""Where a number of a decision comes from."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.deps import TheDesk
from api.gather.numbers import number_view
from api.routes.requests import TheRequest

router = APIRouter()


@router.api_route("/requests/{request_id}/numbers/{metric}", methods=["GET", "HEAD"])
def show(facts: TheRequest, desk: TheDesk, metric: str) -> HTMLResponse:
    view = number_view(desk.session, facts, metric)
    return desk.page("numbers/show.html", view, at="inbox")
