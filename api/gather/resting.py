"""What a brief rests on, held against what has come or was loaded since."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from api import formats
from api.gather.playbook.words import href
from api.tongue import say
from api.views.decision import Viewer
from api.views.resting import CURRENT, STALE, RestingLine, RestingView
from gates.brief import Brief, Evidence
from gates.catalogue import PLAYBOOK_CHANGE
from planning.directory_moves import CellMoved, TableNow, tables_now
from store import company_data, cycles, playbooks
from store.reading_arrivals import Arrival, arrivals
from store.reading_playbooks import is_known
from store.tables.gates import RequestRow

UNREAD = "unread"
"""Nothing in it could be read, so it replaces nothing."""


def resting_view(session: Session, row: RequestRow, brief: Brief, viewer: Viewer) -> RestingView:
    """Who sent what, and the tables its options were computed from."""
    came = arrivals(session, row.company_id, row.cycle_id)
    lines = [_sent(item, came, viewer) for item in brief.evidence]
    if row.gate == PLAYBOOK_CHANGE.name:
        lines = [replace(one, opens=_opens(session, row, one.sha256)) for one in lines]
    if brief.options:
        lines += _tables(session, row)
    return RestingView(lines=tuple(lines))


def _opens(session: Session, row: RequestRow, sha256: str) -> str:
    """The page of a version, or of the run that its preview is of."""
    if is_known(session, row.company_id, sha256):
        return href(sha256)
    run_id = playbooks.run_of_preview(session, row.company_id, sha256)
    return f"/evals/runs/{run_id}" if run_id else ""


def _sent(item: Evidence, came: Sequence[Arrival], viewer: Viewer) -> RestingLine:
    at = item.at.astimezone(viewer.zone) if item.at else None
    own = next((one for one in reversed(came) if one.sha256 == item.sha256), None)
    newer = [
        one
        for one in came
        if own is not None
        and (one.input_id, one.state != UNREAD) == (own.input_id, True)
        and one.version > own.version
    ]
    last = newer[-1] if newer else None
    return RestingLine(
        says=item.says,
        where=item.where,
        sender=item.sender,
        at=at,
        sha256=item.sha256,
        state=CURRENT if last is None else STALE,
        newer=_came(last, viewer) if last else "",
        href=f"/inputs/{last.input_id}/versions/{last.version}" if last else "",
    )


def _came(one: Arrival, viewer: Viewer) -> str:
    return f"Version {one.version}, {formats.when(one.received_at.astimezone(viewer.zone))}"


def _tables(session: Session, row: RequestRow) -> Iterator[RestingLine]:
    """The directory's tables: those that moved one by one, the others together."""
    version = company_data.version_of_brief(session, row)
    if version is None:
        return
    then = company_data.drafted_on(session, row)
    found = tables_now(then, cycles.company_files(session, row.company_id))
    for table in found:
        if table.rows_moved:
            yield RestingLine(
                says=table.says,
                where=table.file,
                sender=say("Company data"),
                at=None,
                sha256=version,
                state=STALE,
                newer=_moved(table),
            )
    still = [table for table in found if not table.rows_moved]
    if still:
        yield RestingLine(
            says=say("{tables} of company data", tables=formats.count(len(still), "table")),
            where=", ".join(table.file for table in still),
            sender=say("Company data"),
            at=None,
            sha256=version,
            state=CURRENT,
        )


def _moved(table: TableNow) -> str:
    said = "; ".join(_cell(cell) for cell in table.moved)
    rows = formats.count(table.rows_moved, "row")
    return f"{rows} changed" + (f": {said}" if said else "")


def _cell(cell: CellMoved) -> str:
    if not cell.column:
        return f"{cell.row} {'is gone' if cell.before else 'is new'}"
    column = cell.column.removesuffix("_eur").replace("_", " ")
    return f"{cell.row} {column} {cell.before or '–'} → {cell.now or '–'}"
