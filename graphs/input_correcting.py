"""What an owner lets us correct: a version of theirs, read again with the proposed cells in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from graphs.finding_values import as_finding
from graphs.input_facts import InputFacts
from graphs.input_versions import Sent, from_checked
from graphs.tools import Tools
from planning.checks.corrected import proposed
from planning.checks.correction import CellChange
from planning.checks.grading import graded
from planning.checks.reading import Said, read_and_check
from store import submissions
from store.tables.inputs import FindingRow, SubmissionRow

CORRECTED = "corrected"
"""Where a version keeps which one it corrects, and every change since the file came."""
_CHANGES = TypeAdapter(tuple[CellChange, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What would be corrected in one version, and what it was read from."""

    submission_id: int
    version: int
    file_name: str
    content: bytes
    earlier: tuple[CellChange, ...]
    """Corrections that already stand in this version."""
    changes: tuple[CellChange, ...]


def proposals(submission: SubmissionRow, findings: Iterable[FindingRow]) -> Proposed | None:
    """What these findings propose; nothing where none of them can say what would be right."""
    wanted = [as_finding(row, submission.file_name) for row in findings if row.state == "open"]
    changes = proposed(wanted)
    if not changes:
        return None
    return Proposed(
        submission_id=submission.id,
        version=submission.version,
        file_name=submission.file_name,
        content=submission.content,
        earlier=earlier_changes(submission),
        changes=changes,
    )


def earlier_changes(submission: SubmissionRow) -> tuple[CellChange, ...]:
    """Cells that were corrected since its file came."""
    before: dict[str, Any] = (submission.understood or {}).get(CORRECTED, {})
    return _CHANGES.validate_python(before.get("changes", []))


def offered(session: Session, facts: InputFacts) -> Proposed | None:
    """What the letter about the latest version offered; nothing where it wasn't sent back."""
    latest = submissions.latest_submission(session, facts.input_id)
    if latest is None or latest.state != "sent_back":
        return None
    found = submissions.findings_of(session, latest.id)
    return proposals(latest, [row for row in found if row.severity != "note"])


def correct(tools: Tools, facts: InputFacts, wanted: Proposed) -> Sent:
    """The version as it would have come, checked like any other. The file's bytes stay as sent."""
    changes = (*wanted.earlier, *wanted.changes)
    checked = tools.apart(
        read_and_check,
        wanted.file_name,
        wanted.content,
        facts.files,
        facts.region,
        "",
        None,
        Said(changes=changes, confirmed=facts.layouts),
    )
    sent = from_checked(wanted.file_name, wanted.content, graded(checked, facts.severities))
    return with_changes(sent, wanted.version, changes)


def with_changes(sent: Sent, version: int, changes: tuple[CellChange, ...]) -> Sent:
    """Says which version it corrects, and every cell that is other than the file has it."""
    plain = _CHANGES.dump_python(changes, mode="json")
    understood = sent.understood | {CORRECTED: {"version": version, "changes": plain}}
    return replace(sent, understood=understood)
