"""A cycle's demand signal: its levels, where each number is from; weights and overrides said."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import Desk, TheDesk, TheOffice
from api.errors import UNPROCESSABLE, NotFound, status_of
from api.gather.demand import Where, demand_view, signal_of
from api.gather.demand_said import weights_asked
from api.refused import refused_words
from api.routes.cycle import no_cycle
from api.tongue import Say
from gates.errors import Refusal
from planning.sheets.typed import whole_units
from runtime.saying_demand import Place, Speaker, say_override, say_weights, take_back
from store.demand_said import of_cycle
from store.reading_cycles import present_cycle
from store.tables.cycles import CycleRow

router = APIRouter()
NO_NUMBER = Say("Nothing was changed: write whole units, and weights such as 2 or 0.5.")
MOST_WEIGHT = Decimal(1_000_000)


class PlaceForm(BaseModel):
    region: str = Field(default="", max_length=200)
    family: str = Field(default="", max_length=200)
    sku: str = Field(default="", max_length=200)
    tier: str = Field(default="", max_length=200)
    reason: str = Field(default="", max_length=2_000)

    @property
    def place(self) -> Place:
        return Place(
            region=self.region or None,
            family=None if self.sku else self.family or None,
            sku=self.sku or None,
            tier=self.tier or None,
        )


class WeightsForm(PlaceForm):
    stream: list[str] = Field(default=[], max_length=200)
    weight: list[str] = Field(default=[], max_length=200)


class OverrideForm(PlaceForm):
    month: str = Field(default="", max_length=7)
    units: str = Field(default="", max_length=40)


@router.api_route("/demand", methods=["GET", "HEAD"])
def show(
    desk: TheDesk, region: str = "", family: str = "", sku: str = "", since: str = ""
) -> HTMLResponse:
    return _page(desk, Where(region=region, family=family, sku=sku, since=since))


@router.post("/demand/weights")
def weigh(desk: TheDesk, office: TheOffice, form: Annotated[WeightsForm, Form()]) -> Response:
    where = Where(region=form.region, family=form.family)
    try:
        asked = weights_asked(form.stream, form.weight)
        weights = {stream: _weight(text) for stream, text in asked}
    except ValueError:
        return _page(desk, where, message=NO_NUMBER, status=UNPROCESSABLE)
    try:
        say_weights(office, _speaker(desk), form.place, weights, form.reason)
    except Refusal as refusal:
        return _page(desk, where, message=refused_words(refusal), status=status_of(refusal))
    return RedirectResponse(f"{where.href()}#h-weights", 303)


@router.post("/demand/overrides")
def override(desk: TheDesk, office: TheOffice, form: Annotated[OverrideForm, Form()]) -> Response:
    where = Where(region=form.region, family=form.family, sku=form.sku)
    try:
        month, units = _number(form)
    except ValueError:
        return _page(desk, where, message=NO_NUMBER, status=UNPROCESSABLE)
    try:
        say_override(office, _speaker(desk), form.place, month, units, form.reason)
    except Refusal as refusal:
        return _page(desk, where, message=refused_words(refusal), status=status_of(refusal))
    return RedirectResponse(f"{where.href()}#h-overrides", 303)


@router.post("/demand/said/{said_id}/end")
def end(said_id: int, desk: TheDesk, office: TheOffice) -> Response:
    cycle = _cycle(desk)
    if cycle is None or of_cycle(desk.session, cycle.id, said_id) is None:
        raise NotFound
    try:
        take_back(office, _speaker(desk), said_id)
    except Refusal as refusal:
        return _page(desk, Where(), message=refused_words(refusal), status=status_of(refusal))
    return RedirectResponse("/demand", 303)


def _page(desk: Desk, where: Where, *, message: str = "", status: int = 200) -> HTMLResponse:
    cycle = _cycle(desk)
    if cycle is None:
        return no_cycle(desk, at="inputs")
    view = demand_view(signal_of(desk.session, cycle), where, desk.viewer, message)
    return desk.page("demand/show.html", view, at="inputs", status=status)


def _cycle(desk: Desk) -> CycleRow | None:
    return present_cycle(desk.session, desk.company_id)


def _speaker(desk: Desk) -> Speaker:
    cycle = _cycle(desk)
    if cycle is None:
        raise NotFound
    return Speaker(company_id=desk.company_id, person_key=desk.person.person_key, cycle_id=cycle.id)


def _number(form: OverrideForm) -> tuple[date, int]:
    """Raises ValueError where no month or no whole units were written."""
    units = whole_units(form.units)
    if units is None:
        raise ValueError(form.units)
    return date.fromisoformat(f"{form.month}-01"), units


def _weight(text: str) -> Decimal:
    """Raises ValueError for anything but a plain number of 0 or more."""
    try:
        weight = Decimal(text.strip().replace(",", "."))
    except InvalidOperation as unreadable:
        raise ValueError(text) from unreadable
    if not weight.is_finite() or not 0 <= weight <= MOST_WEIGHT:
        raise ValueError(text)
    return weight
