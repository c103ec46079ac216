"""Inputs from the store: what was asked, every version that came, what the checks found."""

from collections.abc import Callable, Sequence

from api import formats
from api.gather import words
from api.gather.finding_groups import by_rule, group_view
from api.tongue import Say, say, spoken
from api.views.decision import Viewer
from api.views.frame import State
from api.views.inputs import (
    FindingsView,
    FindingView,
    InputLine,
    InputsView,
    RecordLine,
    SubmissionView,
)
from api.views.layouts import ReadingView
from mail.finding_words import teller
from runtime.waiving import MAY_WAIVE
from store.reading_inputs import FindingRecord, InputRecord, SubmissionRecord
from store.reading_people import OWED

SETTLED = frozenset({"accepted", "substituted"})
GRAVE = {
    "blocking": State(word=Say("Blocks"), icon="alert", tone="bad"),
    "warning": State(word=Say("Please check"), icon="alert", tone="warn"),
}
NOTED = State(word=Say("Noted"), icon="dot", tone="idle")
"""What an accepted version left open needs no answer any more; it is on record."""


def state_of(record: InputRecord, viewer: Viewer) -> State:
    """What is late says so first; a settled input is never late."""
    late = record.row.state in OWED and record.row.due_at < viewer.now
    return words.LATE_INPUT if late and not record.submissions else words.INPUTS[record.row.state]


def inputs_view(records: Sequence[InputRecord], cycle: str, viewer: Viewer) -> InputsView:
    return InputsView(
        title=say("Inputs for {cycle}", cycle=cycle),
        summary=summary(records, viewer),
        lines=tuple(_line(record, viewer) for record in records),
    )


def summary(records: Sequence[InputRecord], viewer: Viewer) -> str:
    counted: dict[str, int] = {}
    for record in records:
        word = state_of(record, viewer).word.lower()
        counted[word] = counted.get(word, 0) + 1
    return ", ".join(f"{amount} {word}" for word, amount in counted.items())


def left_of(record: InputRecord, viewer: Viewer) -> str:
    """Time left or lost, while somebody still owes something."""
    return formats.left(record.row.due_at, viewer.now) if record.row.state in OWED else ""


def _line(record: InputRecord, viewer: Viewer) -> InputLine:
    latest = record.submissions[0] if record.submissions else None
    return InputLine(
        href=f"/inputs/{record.row.id}",
        kind=formats.headline(record.row.title),
        owner=record.owner.name,
        state=state_of(record, viewer),
        due_at=record.row.due_at.astimezone(viewer.zone),
        due_left=left_of(record, viewer),
        version=say("Version {version}", version=latest.version) if latest else "",
        findings=counts(latest) if latest else "",
    )


def counts(submission: SubmissionRecord) -> str:
    said = [
        f"{submission.findings[state]} {_finding_state(state, submission.state).word.lower()}"
        for state in words.FINDINGS
        if submission.findings.get(state)
    ]
    return ", ".join(said) or say("Nothing found")


def _finding_state(finding: str, submission: str) -> State:
    return NOTED if finding == "open" and submission == "accepted" else words.FINDINGS[finding]


def findings_view(  # noqa: PLR0913 (what a page of findings has)
    record: InputRecord,
    findings: Sequence[FindingRecord],
    viewer: Viewer,
    *,
    past: tuple[RecordLine, ...] = (),
    reading: ReadingView | None = None,
    path: str = "",
    message: str = "",
    language: str = "",
) -> FindingsView:
    """`language` is the reader's own; where it isn't given, what pages are spoken in now."""
    row, tell = record.row, teller(language or spoken())
    here = path or f"/inputs/{row.id}"
    came = {one.version: one.state for one in record.submissions}
    return FindingsView(
        path=here,
        title=formats.headline(row.title),
        owner=record.owner.name,
        state=state_of(record, viewer),
        asked_at=row.asked_at.astimezone(viewer.zone),
        due_at=row.due_at.astimezone(viewer.zone),
        due_left=left_of(record, viewer),
        submissions=tuple(_submission(one, row.id, viewer) for one in record.submissions),
        groups=tuple(
            group_view(
                group,
                tuple(_finding(one, came[one.version], viewer, tell) for one in group),
                path=here,
                latest=max(came, default=0),
                may_accept=viewer.key == record.owner.key,
                tell=tell,
            )
            for group in by_rule(findings)
        ),
        message=message,
        record=past,
        reading=reading,
    )


def _submission(one: SubmissionRecord, input_id: int, viewer: Viewer) -> SubmissionView:
    return SubmissionView(
        version=one.version,
        href=f"/inputs/{input_id}/versions/{one.version}",
        sender=one.sender,
        file=one.file_name,
        at=one.received_at.astimezone(viewer.zone),
        sha256=one.sha256,
        state=words.SUBMISSIONS[one.state],
        rows=one.lines,
        findings=counts(one),
        late=one.late,
    )


def _finding(
    one: FindingRecord, submission: str, viewer: Viewer, tell: Callable[[str], str]
) -> FindingView:
    row = one.row
    waived = f"{row.waive_reason} ({one.waived_by})" if row.waive_reason else ""
    return FindingView(
        finding_id=str(row.id),
        where=" › ".join(
            part for part in (one.file_name, row.sheet, cell(row.cell_row, row.cell_column)) if part
        ),
        row=_worth(row.impact_units or 0, int(row.impact_eur or 0))
        + say(" · version {version}", version=one.version),
        says=tell(row.message),
        given=row.observed,
        expected=tell(row.expected),
        severity=GRAVE.get(row.severity, State(word=words.plain(row.severity), icon="dot")),
        state=_finding_state(row.state, submission),
        waived_because=waived,
        may_waive=row.state == "open" and viewer.role in MAY_WAIVE,
    )


def _worth(units: int, eur: int) -> str:
    return (
        say("{number} units, {amount}", number=formats.number(units), amount=formats.eur(eur))
        if units or eur
        else say("No quantity")
    )


def cell(row: int | None, column: int | None) -> str:
    """A cell as spreadsheets write it; rows and columns are counted from one.

    >>> cell(18, 4), cell(3, 28), cell(5, None), cell(None, None)
    ('D18', 'AB3', 'row 5', '')
    """
    if row is None:
        return ""
    if column is None:
        return say("row {row}", row=row)
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
