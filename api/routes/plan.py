"""The plan and what it promises."""

from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.deps import TheDesk
from api.gather.plan import plan_view
from api.gather.planned import planned
from api.gather.working import working
from api.routes.cycle import no_cycle
from store.reading_cycles import present_cycle
from store.reading_plans import plan_of

router = APIRouter()


@router.api_route("/plan", methods=["GET", "HEAD"])
def show(desk: TheDesk, option: str = "") -> HTMLResponse:
    cycle = present_cycle(desk.session, desk.company_id)
    if cycle is None:
        return no_cycle(desk, at="plan")
    record = plan_of(desk.session, desk.company_id, cycle.id, option=option)
    known = option if option in {row.key for row in record.options} else ""
    given = planned(desk.session, cycle, record)
    view = plan_view(record, cycle, desk.viewer, given, known)
    view = replace(view, working=working(desk.session, desk.company_id, desk.viewer))
    return desk.page("plan/show.html", view, at="plan")
