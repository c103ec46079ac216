"""Saying how a sheet of an input's latest version is to be read."""

from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from api.deps import TheDesk, TheOffice
from api.errors import status_of
from api.refused import refused_words
from api.routes.inputs import one_input
from gates.chain import Channel
from gates.errors import Refusal
from planning.sheets import limits
from planning.sheets.date_order import DateOrder
from planning.sheets.lines import Uom
from planning.sheets.mapping import Role
from planning.sheets.numerals import DecimalMark
from runtime.confirming import confirm_layout
from runtime.layout_said import LayoutSaid

router = APIRouter()


class LayoutForm(BaseModel):
    version: int
    sheet: str = Field(default="", max_length=200)
    heading_row: int
    role: list[Role] = Field(max_length=limits.COLUMNS)
    uom: Uom
    decimal_mark: DecimalMark
    date_order: DateOrder


def layout_said(
    form: LayoutForm, company_id: int, person_key: str, input_id: int, *, channel: Channel
) -> LayoutSaid:
    return LayoutSaid(
        company_id=company_id,
        person_key=person_key,
        input_id=input_id,
        version=form.version,
        sheet=form.sheet,
        heading_row=form.heading_row,
        roles=tuple(form.role),
        uom=form.uom,
        decimal_mark=form.decimal_mark,
        date_order=form.date_order,
        channel=channel,
    )


@router.post("/inputs/{input_id}/layout")
def say(
    input_id: int,
    desk: TheDesk,
    office: TheOffice,
    form: Annotated[LayoutForm, Form()],
) -> Response:
    """The owner, or the S&OP lead, says how a sheet is to be read."""
    said = layout_said(form, desk.company_id, desk.person.person_key, input_id, channel=Channel.WEB)
    try:
        confirm_layout(office, said)
    except Refusal as refusal:
        return one_input(input_id, desk, message=refused_words(refusal), status=status_of(refusal))
    return RedirectResponse(f"/inputs/{input_id}#h-reading", 303)
