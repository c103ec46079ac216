"""Actions from the store: lines, the critical path, and one action's history."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from api import formats
from api.gather import words
from api.gather.action_history import evidence_lines, update_view
from api.gather.late_days import late_days
from api.tongue import say
from api.views import words as titles
from api.views.acting import ActingForm
from api.views.actions import ActionLine, ActionPage, ActionsView
from api.views.decision import Viewer
from api.views.gantt import GanttView, PlannedAction, gantt_view
from gates.access import Scope, scopes_of
from gates.people import Role
from planning.critical_path import Dated, slack_days, starts
from store.reading_actions import ActionRecord, UpdateRecord


def actions_view(records: Sequence[ActionRecord], viewer: Viewer) -> ActionsView:
    titled = {record.row.key: record.row.title for record in records}
    going = [record for record in records if record.row.state != "cancelled"]
    costs = late_days(going, [_dated(record, viewer) for record in going], viewer)
    lines = [
        (record, _with_cost(action_line(record, titled, viewer), record, costs))
        for record in records
    ]
    still_open = tuple(line for record, line in lines if not _closed(record))
    closed = tuple(line for record, line in lines if _closed(record))
    late = sum(line.late for line in still_open)
    return ActionsView(
        summary=say(
            "{still_open} open, {late} late, {closed} closed",
            still_open=len(still_open),
            late=late,
            closed=len(closed),
        ),
        open=still_open,
        closed=closed,
        gantt=actions_gantt(records, viewer),
        may_import=Scope.OPERATE in scopes_of(Role(viewer.role)),
    )


def _with_cost(line: ActionLine, record: ActionRecord, costs: Mapping[str, str]) -> ActionLine:
    return line if _closed(record) else replace(line, late_day=costs.get(record.row.key, ""))


def actions_gantt(records: Sequence[ActionRecord], viewer: Viewer) -> GanttView | None:
    dated = [_dated(record, viewer) for record in records if record.row.state != "cancelled"]
    begun, slack = starts(dated), slack_days(dated)
    return gantt_view(
        [
            PlannedAction(
                href=f"/actions/{record.row.id}",
                title=record.row.title,
                owner=record.owner.name,
                starts=begun[record.row.key],
                due=record.row.due_at.astimezone(viewer.zone).date(),
                slack_days=slack[record.row.key],
                closed=_closed(record),
            )
            for record in records
            if record.row.key in begun
        ],
        title=say("Actions and critical path"),
        note=say("A critical day lost moves the last action"),
        today=viewer.now.date(),
    )


def _dated(record: ActionRecord, viewer: Viewer) -> Dated:
    row = record.row
    return Dated(
        key=row.key,
        decided=record.decided_at.astimezone(viewer.zone).date(),
        due=row.due_at.astimezone(viewer.zone).date(),
        after=tuple(str(key) for key in row.depends_on),
    )


def _closed(record: ActionRecord) -> bool:
    return record.row.state in words.CLOSED_ACTIONS


def action_line(record: ActionRecord, titled: dict[str, str], viewer: Viewer) -> ActionLine:
    row = record.row
    due = row.due_at.astimezone(viewer.zone)
    late = due < viewer.now and not _closed(record)
    first = row.original_due_at.astimezone(viewer.zone).date()
    return ActionLine(
        href=f"/actions/{row.id}",
        title=row.title,
        owner=record.owner.name,
        role=titles.role(record.owner.role),
        due=due.date(),
        due_left="" if _closed(record) else formats.left(due, viewer.now),
        late=late,
        state=words.ACTIONS[row.state],
        waits_for=", ".join(titled.get(str(key), str(key)) for key in row.depends_on),
        decided_by=record.decided_by,
        first_due=first if first != due.date() else None,
        closes_by=row.deliverable,
    )


def action_page(
    record: ActionRecord,
    updates: Sequence[UpdateRecord],
    titled: dict[str, str],
    viewer: Viewer,
    form: ActingForm | None = None,
) -> ActionPage:
    return ActionPage(
        line=action_line(record, titled, viewer),
        decision_href=f"/requests/{record.row.request_id}" if record.row.request_id else "",
        evidence=evidence_lines(record),
        updates=tuple(update_view(update, viewer) for update in updates),
        form=form,
    )
