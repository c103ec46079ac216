"""Actions and the history of one."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.deps import TheDesk
from api.errors import NotFound
from api.gather.actions import action_page, actions_view
from api.routes.cycle import no_cycle
from store.reading_actions import action_record, actions_of, updates_of
from store.reading_cycles import present_cycle

router = APIRouter()


@router.api_route("/actions", methods=["GET", "HEAD"])
def show_all(desk: TheDesk) -> HTMLResponse:
    cycle = present_cycle(desk.session, desk.company_id)
    if cycle is None:
        return no_cycle(desk, at="actions")
    records = actions_of(desk.session, desk.company_id, cycle.id)
    return desk.page("actions/list.html", actions_view(records, desk.viewer), at="actions")


@router.api_route("/actions/{action_id}", methods=["GET", "HEAD"])
def show(action_id: int, desk: TheDesk) -> HTMLResponse:
    record = action_record(desk.session, desk.company_id, action_id)
    if record is None:
        raise NotFound
    siblings = actions_of(desk.session, desk.company_id, record.row.cycle_id)
    titled = {one.row.key: one.row.title for one in siblings}
    updates = updates_of(desk.session, desk.company_id, action_id)
    view = action_page(record, updates, titled, desk.viewer)
    return desk.page("actions/show.html", view, at="actions")
