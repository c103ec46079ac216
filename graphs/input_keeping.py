"""Keeping what a region sent: the version as it came, its lines with their cells, its findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from gates.canonical import sha256
from gates.people import person
from graphs.tools import Tools
from planning.checks.check import Checked
from planning.checks.finding import Finding
from planning.consolidation import AcceptedLine
from planning.sheets.lines import SubmittedLine
from planning.sheets.mapping import Mapping
from store import inputs, ledger, people, submissions
from store.submitted import Line, NewFinding, NewSubmission
from store.tables.effects import MessageRow
from store.tables.inputs import InputRequestRow, SubmissionRow

_MAPPINGS = TypeAdapter(tuple[Mapping, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A version ready to be kept."""

    file_name: str
    content: bytes
    lines: tuple[Line, ...]
    findings: tuple[NewFinding, ...]
    understood: dict[str, Any]


def from_checked(name: str, content: bytes, checked: Checked) -> Sent:
    return Sent(
        file_name=name,
        content=content,
        lines=tuple(map(_line, checked.lines)),
        findings=tuple(map(_finding, checked.findings)),
        understood={"mappings": _MAPPINGS.dump_python(checked.mappings, mode="json")},
    )


def from_words(text: str, lines: Iterable[AcceptedLine], reading: dict[str, Any]) -> Sent:
    return Sent(
        file_name="the reply itself",
        content=text.encode(),
        lines=tuple(map(_line, lines)),
        findings=(),
        understood={"reading": reading},
    )


def _line(line: SubmittedLine | AcceptedLine) -> Line:
    """What was said in words stands in no cell: row and column 0."""
    cell = line.source
    return Line(
        region=line.region,
        sku=line.sku,
        tier=line.tier,
        month=line.month,
        units=line.units,
        sheet=cell.sheet if cell else "",
        cell_row=cell.row if cell else 0,
        cell_column=cell.column if cell else 0,
    )


def _finding(found: Finding) -> NewFinding:
    cell = found.source
    return NewFinding(
        rule=found.rule,
        severity=found.severity.value,
        sheet=cell.sheet if cell else None,
        cell_row=cell.row if cell else None,
        cell_column=cell.column if cell else None,
        observed=found.observed,
        expected=found.expected,
        message=found.message,
        kind=found.kind,
        fix=found.fix,
        impact_units=found.impact_units,
        impact_eur=found.impact_eur,
    )


def keep(
    tools: Tools, session: Session, asked: InputRequestRow, message: MessageRow, sent: Sent
) -> None:
    """Add the version, with everything that was found in it."""
    submission = submissions.add_submission(
        session,
        asked.company_id,
        NewSubmission(
            input_id=asked.id,
            file_name=sent.file_name,
            sha256=sha256(sent.content),
            content=sent.content,
            sender_id=message.sender_id or asked.owner_id,
            channel="mail",
            message_id=message.message_id,
            received_at=message.received_at,
            late=message.received_at > asked.due_at,
            state="received",
            understood=sent.understood,
        ),
    )
    submissions.add_lines(session, submission, sent.lines)
    submissions.add_findings(session, submission, sent.findings)
    _write_history(tools, session, submission, sent)
    if asked.state not in inputs.SETTLED:
        asked.state = "received"


def _write_history(tools: Tools, session: Session, submission: SubmissionRow, sent: Sent) -> None:
    sender = people.by_id(session, submission.sender_id)
    ledger.append(
        session,
        company_id=submission.company_id,
        at=tools.now(),
        kind="submitted",
        actor=person(sender.key, sender.role),
        subject=f"input:{submission.input_request_id}",
        facts={
            "version": submission.version,
            "file": submission.file_name,
            "sha256": submission.sha256,
            "lines": len(sent.lines),
            "findings": [f"{one.rule}:{one.severity}" for one in sent.findings],
            "late": submission.late,
        },
    )
