"""Lists to take away: what a plan commits, and actions."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import Response

from api.deps import Desk, TheDesk
from api.errors import NotFound
from api.gather.commitments import owner_name
from api.gather.planned import planned
from api.routes.requests import TheRequest
from api.takeaway import Ending, Takeaway, as_response
from gates.brief import Metric, Option
from planning.sheets.inert_csv import Value
from store.reading_actions import ActionRecord, actions_of
from store.reading_cycles import present_cycle
from store.reading_plans import plan_of
from store.tables.cycles import CycleRow
from store.tables.plans import CommitmentRow

router = APIRouter()


@router.api_route("/plan/commitments.{ending}", methods=["GET", "HEAD"])
def commitments(ending: Ending, desk: TheDesk) -> Response:
    cycle = _cycle(desk)
    plan = plan_of(desk.session, desk.company_id, cycle.id)
    headings = ("kind", "code", "name", "quantity", "unit", "order_by", "due")
    version = plan.version.version if plan.version else None
    given = planned(desk.session, cycle, plan)
    company = given.company if given else None
    rows = [(*_commitment(row), version, owner_name(company, row)) for row in plan.commitments]
    name = f"commitments-{cycle.month:%Y-%m}"
    return as_response(
        Takeaway(name=name, headings=(*headings, "plan_version", "owner"), rows=rows), ending
    )


def _commitment(row: CommitmentRow) -> tuple[str | int | None, ...]:
    order_by = row.order_by.isoformat() if row.order_by else None
    return (row.kind, row.code, row.name, row.quantity, row.unit, order_by, row.due.isoformat())


@router.api_route("/actions.{ending}", methods=["GET", "HEAD"])
def actions(ending: Ending, desk: TheDesk) -> Response:
    cycle = _cycle(desk)
    records = actions_of(desk.session, desk.company_id, cycle.id)
    headings = ("key", "title", "owner", "state", "due_at", "original_due_at", "done_at", "after")
    rows = [_action(record, desk) for record in records]
    name = f"actions-{cycle.month:%Y-%m}"
    return as_response(Takeaway(name=name, headings=headings, rows=rows), ending)


def _action(record: ActionRecord, desk: Desk) -> tuple[str | None, ...]:
    row, zone = record.row, desk.viewer.zone
    return (
        row.key,
        row.title,
        record.owner.name,
        row.state,
        row.due_at.astimezone(zone).isoformat(),
        row.original_due_at.astimezone(zone).isoformat(),
        row.done_at.astimezone(zone).isoformat() if row.done_at else None,
        ", ".join(row.depends_on),
    )


@router.api_route("/requests/{request_id}/options.{ending}", methods=["GET", "HEAD"])
def options(ending: Ending, facts: TheRequest) -> Response:
    """The comparison as numbers, the measures down and the options across."""
    brief = facts.brief
    headings = ("measure", "unit", *(option.name for option in brief.options))
    rows = [_measure(metric, brief.options) for metric in brief.metrics]
    name = f"options-{facts.request_id[:8]}"
    return as_response(Takeaway(name=name, headings=headings, rows=rows), ending)


def _measure(metric: Metric, options: Sequence[Option]) -> tuple[Value, ...]:
    said: tuple[Value, ...] = (metric.label, metric.unit)
    return said + tuple(float(option.values[metric.key]) for option in options)


def _cycle(desk: Desk) -> CycleRow:
    cycle = present_cycle(desk.session, desk.company_id)
    if cycle is None:
        raise NotFound
    return cycle
