"""The graphs as they run, with where cases stand in them."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from api.deps import TheDesk, TheOffice
from api.errors import NotFound
from api.gather.graphs import TITLES, Found, graph_view
from api.gather.playbook.home import may_tune
from graphs.shape import shape_of
from store import node_work
from store.reading_graphs import standing_cases, waited

router = APIRouter()


@router.api_route("/playbook/graphs/{kind}", methods=["GET", "HEAD"])
def show(kind: str, desk: TheDesk, office: TheOffice) -> HTMLResponse:
    """Drawn from the compiled graph, never by hand."""
    if kind not in TITLES:
        raise NotFound
    found = Found(
        kind=kind,
        shape=shape_of(kind),
        standing=standing_cases(desk.session, desk.company_id, kind),
        work=node_work.of_kind(desk.session, desk.company_id, kind),
        waited=waited(desk.session, desk.company_id, kind),
        tunes=may_tune(desk.viewer),
        model=office.settings.model or "",
    )
    return desk.page("playbook/graph.html", graph_view(found), at="playbook")
