"""One input, for whoever holds the link from its owner's letter. Nobody signs in.

Opening it changes nothing, however often and by whom: a scanner that follows links does no harm.
What is sent is sent by a form, and counts as the owner's.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from starlette.responses import HTMLResponse, Response

from api.errors import status_of
from api.gather.by_link import CELLS_MOST
from api.link_desk import TheLinkDesk, remember
from api.refused import refused_words
from api.routes.layouts import LayoutForm, layout_said
from gates.chain import Channel
from planning.sheets import limits
from runtime.confirming import confirm_layout
from runtime.correcting import Consent, accept_correction
from runtime.link_holders import SayWhoYouAre, say_who
from runtime.sending_by_link import FileNotTaken, say_unchanged, send_file, send_grid
from runtime.writing_back import write_back

router = APIRouter()


async def typed_cells(request: Request) -> tuple[str, ...]:
    """A grid has more fields than forms usually have."""
    async with request.form(max_fields=CELLS_MOST + 10) as form:
        return tuple(value for value in form.getlist("units") if isinstance(value, str))


@router.api_route("/i/{token}", methods=["GET", "HEAD"])
def show(desk: TheLinkDesk, done: str = "") -> HTMLResponse:
    return desk.page(done=done)


@router.post("/i/{token}/who")
def hear_who(desk: TheLinkDesk, address: Annotated[str, Form()] = "") -> Response:
    """Once in a browser: a scanner that presses every button doesn't know whom it plays."""
    try:
        proof = say_who(desk.office, desk.holder, desk.token, address)
    except SayWhoYouAre as refusal:
        return desk.page(message=refused_words(refusal), status=status_of(refusal))
    return remember(desk.office, f"/i/{desk.token}", proof)


@router.post("/i/{token}/file")
def take_file(desk: TheLinkDesk, file: UploadFile) -> Response:
    def send() -> None:
        if not file.filename:
            raise FileNotTaken("Choose one first.")
        content = file.file.read(limits.FILE_BYTES + 1)
        send_file(desk.office, desk.holder, file.filename, content)

    return desk.answer("file", send)


@router.post("/i/{token}/grid/{version}")
def take_grid(
    desk: TheLinkDesk, version: int, cells: Annotated[tuple[str, ...], Depends(typed_cells)]
) -> Response:
    return desk.answer("grid", lambda: send_grid(desk.office, desk.holder, version, cells))


@router.post("/i/{token}/unchanged")
def take_no_change(desk: TheLinkDesk) -> Response:
    return desk.answer("unchanged", lambda: say_unchanged(desk.office, desk.holder))


@router.post("/i/{token}/words")
def take_words(desk: TheLinkDesk, words: Annotated[str, Form()] = "") -> Response:
    return desk.answer("words", lambda: write_back(desk.office, desk.holder, words))


@router.post("/i/{token}/corrections")
def take_consent(
    desk: TheLinkDesk, version: Annotated[int, Form()], rule: Annotated[str, Form()]
) -> Response:
    consent = Consent(
        company_id=desk.holder.company_id,
        person_key=desk.holder.person_key,
        input_id=desk.holder.input_id,
        version=version,
        rule=rule,
        channel=Channel.LINK,
    )
    return desk.answer("corrections", lambda: accept_correction(desk.office, consent))


@router.post("/i/{token}/layout")
def take_layout(desk: TheLinkDesk, form: Annotated[LayoutForm, Form()]) -> Response:
    holder = desk.holder
    said = layout_said(
        form, holder.company_id, holder.person_key, holder.input_id, channel=Channel.LINK
    )
    return desk.answer("layout", lambda: confirm_layout(desk.office, said))
