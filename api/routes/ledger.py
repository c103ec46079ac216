"""The ledger: events, and the chain recomputed when asked. Reading verifies; nothing is written."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.deps import TheDesk
from api.gather.ledger import PAGE, ledger_view
from gates.chain import first_break
from store.ledger import head, links
from store.reading_ledger import events
from store.reading_people import names

router = APIRouter()


@router.api_route("/ledger", methods=["GET", "HEAD"])
def show(desk: TheDesk, before: int | None = None, verify: str = "") -> HTMLResponse:
    end = head(desk.session, desk.company_id)
    broken = first_break(links(desk.session, desk.company_id), head=end) if verify else None
    people = names(desk.session, desk.company_id).values()
    view = ledger_view(
        events(desk.session, desk.company_id, before=before, limit=PAGE),
        head=end,
        names={person.key: person.name for person in people},
        viewer=desk.viewer,
        before=before,
        broken=broken,
        verified=bool(verify),
    )
    return desk.page("ledger/show.html", view, at="ledger")
