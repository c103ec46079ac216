"""An option with other values, by the API: what may be changed, and the option that comes of it."""

from typing import Annotated, Any, TypeAlias
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Response
from pydantic import BaseModel, Field

from api.deps import TheOffice
from api.v1.calling import Reading, TheCaller, needs
from api.v1.deciding import a_person
from api.v1.moving import whom_of
from api.v1.problems import ApiRefusal
from api.v1.reading import TheRequest
from gates.access import Scope
from gates.knob import Knob
from gates.option_form import ValuesRefused, form_of
from runtime.changing import change_option, form_for
from store.asked_requests import by_id

router = APIRouter(prefix="/requests/{request_id}")
Option = Annotated[str, Path(max_length=200, description="its key, as the brief has it")]
Value: TypeAlias = int | float | str | list[str]


class OptionForm(BaseModel):
    values: dict[str, Any] = Field(description="as they are now")
    form: dict[str, Any] = Field(description="JSON Schema of what may be sent")


class OptionValues(BaseModel):
    option: str = Field(max_length=200, description="its key, as the brief has it")
    values: dict[str, Value] = Field(description="what is left out stays as it is")


class ChangedOption(BaseModel):
    choice: str = Field(description="the option with these values; sign it by name")
    brief_sha256: str = Field(description="of the content it stands in; the ETag too")


@router.get("/options/{option}", dependencies=[Depends(needs(Scope.WORK))])
def form(record: TheRequest, option: Option, session: Reading) -> OptionForm:
    """What may be changed in this option, within which bounds."""
    knobs = form_for(session, by_id(session, record.row.id), option).knobs
    schema = form_of(knobs).model_json_schema()
    return OptionForm(values={knob.key: _plain(knob) for knob in knobs}, form=schema)


@router.post(
    "/changes",
    status_code=201,
    dependencies=[Depends(a_person), Depends(needs(Scope.DECIDE))],
)
def change(
    record: TheRequest,
    said: OptionValues,
    caller: TheCaller,
    office: TheOffice,
    response: Response,
) -> ChangedOption:
    """Recompute the option with other values and put it beside the others.

    The same values give the same option. Nothing is decided: answer with `approve_with_changes`
    and its key, over the ETag that comes back.
    """
    with office.sessions(caller.company_id) as session:
        knobs = form_for(session, by_id(session, record.row.id), said.option).knobs
    sent = {knob.key: _words(_plain(knob)) for knob in knobs}
    sent |= {key: _words(value) for key, value in said.values.items()}
    try:
        choice = change_option(office, whom_of(record, caller), said.option, sent)
    except ValuesRefused as refused:
        raise ApiRefusal(422, "ValuesRefused", refused.message, fields=refused.fields) from refused
    digest = _digest(office, caller, record.row.id)
    response.headers["ETag"] = f'"{digest}"'
    return ChangedOption(choice=choice, brief_sha256=digest)


def _digest(office: TheOffice, caller: TheCaller, request_id: UUID) -> str:
    with office.sessions(caller.company_id) as session:
        return by_id(session, request_id).brief_sha256


def _plain(knob: Knob) -> Value:
    if knob.choices:
        return list(knob.value)
    return int(knob.value) if knob.whole else f"{knob.value:f}"


def _words(value: Value) -> list[str]:
    return value if isinstance(value, list) else [str(value)]
