"""Action lists, decision logs and notes from elsewhere: uploaded, and settled one by one."""

from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.acting_form import read_day, read_number
from api.deps import Desk, TheDesk, TheOffice
from api.errors import NotFound, status_of
from api.gather.imports import imports_view
from api.views.imports import ProposalView
from gates.errors import Refusal
from gates.evidence import EvidenceKind
from planning.sheets import limits
from runtime.acted import SayByWhen
from runtime.importing import ListNotTaken, import_actions
from runtime.settling_imports import Confirmed, confirm, dismiss

router = APIRouter()


class ConfirmForm(BaseModel):
    title: str = Field(default="", max_length=400)
    owner: str = ""
    due: str = ""
    kind: EvidenceKind = EvidenceKind.STATEMENT
    at_least: str = ""


@router.api_route("/imports", methods=["GET", "HEAD"])
def show(desk: TheDesk) -> HTMLResponse:
    return _page(desk)


@router.post("/imports")
def upload(desk: TheDesk, office: TheOffice, file: UploadFile) -> Response:
    """Read apart, kept and proposed; nobody is written to."""
    try:
        if not file.filename:
            raise ListNotTaken("Choose one first.")
        content = file.file.read(limits.FILE_BYTES + 1)
        import_actions(
            office,
            desk.company_id,
            name=file.filename,
            content=content,
            by=desk.person.person_key,
        )
    except Refusal as refusal:
        return _page(desk, refusal=refusal)
    return RedirectResponse("/imports", 303)


@router.post("/imports/{proposal_id}/confirmation")
def take(
    proposal_id: int, desk: TheDesk, office: TheOffice, form: Annotated[ConfirmForm, Form()]
) -> Response:
    """The action is made as it stands in the form, and its owner is asked."""
    try:
        due = read_day(form.due)
        if due is None:
            raise SayByWhen
        said = Confirmed(
            title=form.title,
            owner=form.owner,
            due=due,
            kind=form.kind,
            at_least=read_number(form.at_least),
        )
        confirm(office, desk.company_id, desk.person.person_key, proposal_id, said)
    except LookupError as unknown:
        raise NotFound from unknown
    except Refusal as refusal:
        return _page(desk, refusal=refusal, typed=_typed(proposal_id, form, refusal))
    return RedirectResponse("/imports", 303)


@router.post("/imports/{proposal_id}/dismissal")
def leave(proposal_id: int, desk: TheDesk, office: TheOffice) -> Response:
    try:
        dismiss(office, desk.company_id, desk.person.person_key, proposal_id)
    except LookupError as unknown:
        raise NotFound from unknown
    except Refusal as refusal:
        return _page(desk, refusal=refusal)
    return RedirectResponse("/imports", 303)


def _typed(proposal_id: int, form: ConfirmForm, refusal: Refusal) -> ProposalView:
    return ProposalView(
        id=proposal_id,
        source="",
        words="",
        title=form.title,
        owner=form.owner,
        due=form.due,
        kind=form.kind.value,
        at_least=form.at_least,
        problems=(),
        finished=False,
        wrong=refusal.message,
    )


def _page(
    desk: Desk, *, refusal: Refusal | None = None, typed: ProposalView | None = None
) -> HTMLResponse:
    view = imports_view(
        desk.session,
        desk.company_id,
        desk.viewer,
        corrected=typed,
        message=refusal.message if refusal else "",
    )
    status = status_of(refusal) if refusal else 200
    return desk.page("imports/list.html", view, at="actions", status=status)
