"""Into the plan: one item, component or line by week, one week of it, and each to take away."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import HTMLResponse, Response

from api.deps import Desk, TheDesk
from api.errors import NotFound
from api.gather.plan_links import week_key
from api.gather.plan_load import load_view, load_week_view
from api.gather.plan_stock import stock_view, stock_week_view
from api.gather.planned import planned
from api.takeaway import Ending, Takeaway, as_response
from api.views.plan_weeks import ByWeekView
from planning.projection import NotPlanned
from planning.sheets.inert_csv import Value
from store.reading_cycles import present_cycle
from store.reading_plans import PlanRecord, plan_of

router = APIRouter()
DECIMALS = 3
OPTION = re.compile(r"[a-z0-9_]{1,80}")


class Looking:
    """The plan that is looked into: the one that stands, or another option's."""

    def __init__(self, desk: TheDesk, option: Annotated[str, Query()] = "") -> None:
        self.desk: Desk = desk
        self.option = option if OPTION.fullmatch(option) else ""
        cycle = present_cycle(desk.session, desk.company_id)
        if cycle is None:
            raise NotFound
        self.record: PlanRecord = plan_of(
            desk.session, desk.company_id, cycle.id, option=self.option
        )
        found = planned(desk.session, cycle, self.record)
        if found is None:
            raise NotFound
        self.cycle, self.planned = cycle, found

    def at(self, week: str) -> int:
        """Which period of the plan an address means."""
        keys = [week_key(monday) for monday in self.planned.plan.weeks]
        if week not in keys:
            raise NotFound
        return keys.index(week)

    def stock(self, code: str) -> ByWeekView:
        try:
            return stock_view(self.planned, self.record, code, self.option)
        except NotPlanned as unknown:
            raise NotFound from unknown

    def load(self, code: str) -> ByWeekView:
        try:
            return load_view(self.planned, self.record, code, self.option)
        except NotPlanned as unknown:
            raise NotFound from unknown


Look = Annotated[Looking, Depends(scope="function")]


@router.api_route("/plan/items/{code}", methods=["GET", "HEAD"])
def item(code: str, look: Look) -> HTMLResponse:
    return look.desk.page("plan/by_week.html", look.stock(code), at="plan")


@router.api_route("/plan/lines/{code}", methods=["GET", "HEAD"])
def line(code: str, look: Look) -> HTMLResponse:
    return look.desk.page("plan/by_week.html", look.load(code), at="plan")


@router.api_route("/plan/items/{code}/weeks/{week}", methods=["GET", "HEAD"])
def item_week(code: str, week: str, look: Look) -> HTMLResponse:
    look.stock(code)
    view = stock_week_view(look.planned, code, look.at(week), look.option)
    return look.desk.page("plan/week.html", view, at="plan")


@router.api_route("/plan/lines/{code}/weeks/{week}", methods=["GET", "HEAD"])
def line_week(code: str, week: str, look: Look) -> HTMLResponse:
    look.load(code)
    view = load_week_view(look.planned, code, look.at(week), look.option)
    return look.desk.page("plan/week.html", view, at="plan")


@router.api_route("/plan/stock/{code}.{ending}", methods=["GET", "HEAD"])
def stock_file(code: str, ending: Ending, look: Look) -> Response:
    return _file(f"stock-{code}", look.stock(code), ending)


@router.api_route("/plan/load/{code}.{ending}", methods=["GET", "HEAD"])
def load_file(code: str, ending: Ending, look: Look) -> Response:
    return _file(f"load-{code}", look.load(code), ending)


def _file(name: str, view: ByWeekView, ending: Ending) -> Response:
    headings = ("row", "unit", *(week.name for week in view.weeks))
    rows: list[tuple[Value, ...]] = [
        (row.says, view.unit, *(round(value, DECIMALS) for value in row.values))
        for row in view.rows
    ]
    plain = re.sub(r"[^A-Za-z0-9_-]", "_", name)
    return as_response(Takeaway(name=plain, headings=headings, rows=rows), ending)
