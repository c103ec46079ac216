"""Inputs received: one row per owner, one column per thing that has to happen."""

from collections.abc import Sequence

from api import formats
from api.gather.inputs import counts, left_of, state_of
from api.gather.words import INPUTS, LATE_INPUT
from api.tongue import Say, say
from api.views.cycle import InputCell, InputsMatrix
from api.views.decision import Viewer
from api.views.frame import State
from store.reading_inputs import InputRecord

CAME = State(word=Say("Received"), icon="check", tone="good")
PASSED = State(word=Say("Passed"), icon="check", tone="good")
SETTLED = frozenset({"accepted", "substituted"})


def inputs_matrix(records: Sequence[InputRecord], viewer: Viewer, summary: str) -> InputsMatrix:
    return InputsMatrix(
        summary=summary,
        kinds=(say("Answer"), say("Checks"), say("Settled")),
        rows=tuple(
            (
                record.owner.name,
                formats.headline(record.row.title),
                (_answer(record, viewer), _checks(record), _settled(record, viewer)),
            )
            for record in records
        ),
    )


def _answer(record: InputRecord, viewer: Viewer) -> InputCell:
    href = f"/inputs/{record.row.id}"
    if record.submissions:
        latest = record.submissions[0]
        at = formats.when(latest.received_at.astimezone(viewer.zone))
        return InputCell(
            href=href,
            state=CAME,
            detail=say("version {version}, {at}", version=latest.version, at=at),
        )
    late = record.row.due_at < viewer.now
    waiting = State(word=say("Asked"), icon="open", tone="idle")
    return InputCell(
        href=href, state=LATE_INPUT if late else waiting, detail=left_of(record, viewer)
    )


def _checks(record: InputRecord) -> InputCell | None:
    if not record.submissions:
        return None
    latest = record.submissions[0]
    settled = latest.state == "accepted"
    open_rows = 0 if settled else latest.findings.get("open", 0)
    state = (
        State(
            word=say("{rows} open", rows=formats.count(open_rows, "row")), icon="alert", tone="warn"
        )
        if open_rows
        else PASSED
    )
    return InputCell(href=f"/inputs/{record.row.id}", state=state, detail=counts(latest))


def _settled(record: InputRecord, viewer: Viewer) -> InputCell | None:
    row = record.row
    if row.state not in SETTLED:
        return (
            None
            if row.state == "asked"
            else InputCell(
                href=f"/inputs/{row.id}",
                state=state_of(record, viewer),
                detail=left_of(record, viewer),
            )
        )
    at = formats.when(row.settled_at.astimezone(viewer.zone)) if row.settled_at else ""
    return InputCell(href=f"/inputs/{row.id}", state=INPUTS[row.state], detail=at)
