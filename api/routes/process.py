"""How the process is doing, cycle by cycle."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from api.deps import Desk, TheDesk
from api.gather.agents_scored import proposed_lines
from api.gather.process import process_view
from api.gather.scores import score_lines
from api.gather.value_added import added_lines
from api.takeaway import Ending, Takeaway, as_response
from gates.process.facts import CycleFacts
from gates.process.figures import process_figures
from store.reading_process import cycles_facts

router = APIRouter()
SHOWN = 6
TAKEN = 36
"""On the page; in the file."""


@router.api_route("/process", methods=["GET", "HEAD"])
def show(desk: TheDesk) -> HTMLResponse:
    scores = score_lines(desk.session, desk.company_id, last=SHOWN)
    added = added_lines(desk.session, desk.company_id, last=SHOWN)
    proposed = proposed_lines(desk.session, desk.company_id, last=SHOWN)
    view = process_view(_facts(desk, SHOWN), scores, added, proposed)
    return desk.page("process/show.html", view, at="cycle")


@router.api_route("/process.{ending}", methods=["GET", "HEAD"])
def take_away(ending: Ending, desk: TheDesk) -> Response:
    """A row a figure and cycle, as its formula gives it."""
    cycles = _facts(desk, TAKEN)
    rows = [
        (row.figure.key, f"{cycle.month:%Y-%m}", value, row.figure.unit.value)
        for row in process_figures(cycles)
        for cycle, value in zip(cycles, row.values, strict=True)
    ]
    headings = ("figure", "cycle", "value", "unit")
    return as_response(Takeaway(name="process", headings=headings, rows=rows), ending)


def _facts(desk: Desk, last: int) -> list[CycleFacts]:
    return cycles_facts(desk.session, desk.company_id, last=last, at=desk.viewer.now)
