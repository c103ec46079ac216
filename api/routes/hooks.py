"""Other systems that are told: a page, and sending again what failed."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import status_of
from api.gather.hooks import hooks_view
from api.refused import refused_words
from gates.errors import Refusal
from runtime.hooks.subscribing import resend
from store.hooks import all_hooks
from store.posts import latest

router = APIRouter()
SHOWN = 100


@router.api_route("/hooks", methods=["GET", "HEAD"])
def show(desk: TheDesk) -> HTMLResponse:
    return _page(desk)


@router.post("/hooks/posts/{effect_id}/resend")
def again(effect_id: int, desk: TheDesk, office: TheOffice) -> Response:
    try:
        resend(office, desk.company_id, desk.person.person_key, effect_id)
    except Refusal as refusal:
        return _page(desk, message=refused_words(refusal), status=status_of(refusal))
    return RedirectResponse("/hooks", 303)


def _page(desk: Desk, *, message: str = "", status: int = 200) -> HTMLResponse:
    view = hooks_view(
        all_hooks(desk.session, desk.company_id),
        latest(desk.session, desk.company_id, limit=SHOWN),
        desk.viewer,
        message,
    )
    return desk.page("hooks/list.html", view, at="ledger", status=status)
