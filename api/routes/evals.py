"""Evaluations: every run, one of them down to the event that differs, and several side by side."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, JSONResponse, Response

from api.deps import Desk, TheDesk
from api.errors import NotFound
from api.gather.evals.cycle import cycle_view, saw_view
from api.gather.evals.run import Asked, run_view
from api.gather.evals.runs import MOST, beside_view, runs_view, waiting_view
from api.takeaway import Ending, Takeaway, as_response
from store import eval_runs
from store.reading_people import company, names
from store.tables.evals import EvalRunRow

router = APIRouter()
SHOWN = 40


@router.api_route("/evals", methods=["GET", "HEAD"])
def show_all(desk: TheDesk) -> HTMLResponse:
    view = runs_view(
        eval_runs.runs(desk.session, desk.company_id, limit=SHOWN),
        eval_runs.finished_cycles(desk.session, desk.company_id),
        names(desk.session, desk.company_id),
        company(desk.session, desk.company_id).slug,
        desk.viewer,
    )
    return desk.page("evals/list.html", view, at="playbook")


@router.api_route("/evals/beside", methods=["GET", "HEAD"])
def show_beside(desk: TheDesk, run: Annotated[list[int], Query()] = []) -> HTMLResponse:  # noqa: B006 never changed
    """A base and up to eight runs against it."""
    found = [eval_runs.run(desk.session, desk.company_id, number) for number in run[:MOST]]
    view = beside_view([one for one in found if one is not None])
    return desk.page("evals/beside.html", view, at="playbook")


@router.api_route("/evals/runs/{run_id}", methods=["GET", "HEAD"])
def show(
    run_id: int, desk: TheDesk, show: str = "", sort: str = "", group: str = ""
) -> HTMLResponse:
    run = _run(desk, run_id)
    if run.results is None:
        return desk.page("evals/waiting.html", waiting_view(run), at="playbook")
    others = eval_runs.runs(desk.session, desk.company_id, limit=SHOWN)
    view = run_view(run, others, Asked(show=show, sort=sort, group=group))
    return desk.page("evals/show.html", view, at="playbook")


@router.api_route("/evals/runs/{run_id}/cycles/{number}", methods=["GET", "HEAD"])
def show_cycle(run_id: int, number: int, desk: TheDesk) -> HTMLResponse:
    run = _done(desk, run_id)
    if not 0 < number <= len(run.cycles or []):
        raise NotFound
    return desk.page("evals/cycle.html", cycle_view(run, number, desk.viewer), at="playbook")


@router.api_route("/evals/runs/{run_id}/briefs/{digest}", methods=["GET", "HEAD"])
def show_brief(run_id: int, digest: str, desk: TheDesk, by: str = "") -> HTMLResponse:
    """What people saw whose answer a candidate no longer asks for."""
    view = saw_view(_done(desk, run_id), digest, by, desk.viewer)
    if view is None:
        raise NotFound
    return desk.page("evals/brief.html", view, at="playbook")


@router.api_route("/evals/runs/{run_id}/cycles.{ending}", methods=["GET", "HEAD"])
def take_cycles(run_id: int, ending: Ending, desk: TheDesk) -> Response:
    """A row a cycle and metric."""
    run = _done(desk, run_id)
    rows = [
        (row["recording"], row["world"], metric["key"], _of(row, "base", metric),
         _of(row, "candidate", metric))
        for row in run.cycles or []
        for metric in (run.results or {})["metrics"]
    ]  # fmt: skip
    headings = ("cycle", "company", "metric", "base", "candidate")
    name = f"evals-run-{run_id}"
    return as_response(Takeaway(name=name, headings=headings, rows=rows), ending)


def _of(row: dict[str, Any], which: str, metric: dict[str, Any]) -> float:
    return float(row[which][metric["key"]])


@router.api_route("/evals/runs/{run_id}/results.json", methods=["GET", "HEAD"])
def take_results(run_id: int, desk: TheDesk) -> Response:
    return JSONResponse(_done(desk, run_id).results, headers=_saved(f"evals-run-{run_id}.json"))


@router.api_route("/evals/runs/{run_id}/report.html", methods=["GET", "HEAD"])
def take_report(run_id: int, desk: TheDesk) -> Response:
    """The whole as one file that loads nothing."""
    page = _done(desk, run_id).report or ""
    return Response(page, media_type="text/html", headers=_saved(f"evals-run-{run_id}.html"))


def _saved(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _run(desk: Desk, run_id: int) -> EvalRunRow:
    run = eval_runs.run(desk.session, desk.company_id, run_id)
    if run is None:
        raise NotFound
    return run


def _done(desk: Desk, run_id: int) -> EvalRunRow:
    run = _run(desk, run_id)
    if run.results is None:
        raise NotFound
    return run
