"""Wordings a model offers for our letters: beside our own texts, for the S&OP lead to settle."""

from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import NotFound, status_of
from api.gather.wordings import wordings_view
from api.refused import refused_words
from gates.errors import Refusal
from runtime.settling_wordings import NotOffered, Verdict, settle_wording
from store.wordings import shown

router = APIRouter()


class VerdictForm(BaseModel):
    verdict: Verdict


@router.api_route("/wordings", methods=["GET", "HEAD"])
def show(desk: TheDesk) -> HTMLResponse:
    return _page(desk)


@router.post("/wordings/{wording_id}/verdict")
def settle(
    wording_id: int, form: Annotated[VerdictForm, Form()], desk: TheDesk, office: TheOffice
) -> Response:
    try:
        settle_wording(
            office,
            company_id=desk.company_id,
            person_key=desk.person.person_key,
            wording_id=wording_id,
            verdict=form.verdict,
        )
    except NotOffered as missing:
        raise NotFound from missing
    except Refusal as refusal:
        return _page(desk, message=refused_words(refusal), status=status_of(refusal))
    return RedirectResponse("/wordings", 303)


def _page(desk: Desk, *, message: str = "", status: int = 200) -> HTMLResponse:
    view = wordings_view(shown(desk.session, desk.company_id), desk.viewer, message)
    return desk.page("wordings/list.html", view, at="cycle", status=status)
