"""Versions of an input as they came: kept, read back, and whether they may stand."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.submitted import Line, NewFinding, NewSubmission
from store.tables.inputs import FindingRow, SubmissionRow, SubmittedLineRow


def add_submission(session: Session, company_id: int, new: NewSubmission) -> SubmissionRow:
    """Keep a version. The same message twice is one version."""
    if new.message_id is not None and (found := _of_message(session, new)) is not None:
        return found
    version = session.scalar(
        select(func.count())
        .select_from(SubmissionRow)
        .where(SubmissionRow.input_request_id == new.input_id)
    )
    row = SubmissionRow(
        company_id=company_id,
        input_request_id=new.input_id,
        version=(version or 0) + 1,
        file_name=new.file_name,
        sha256=new.sha256,
        content=new.content,
        sender_id=new.sender_id,
        channel=new.channel,
        message_id=new.message_id,
        received_at=new.received_at,
        late=new.late,
        state=new.state,
        understood=new.understood,
    )
    session.add(row)
    session.flush()
    return row


def _of_message(session: Session, new: NewSubmission) -> SubmissionRow | None:
    return session.scalar(
        select(SubmissionRow).where(
            SubmissionRow.input_request_id == new.input_id,
            SubmissionRow.message_id == new.message_id,
        )
    )


def add_lines(session: Session, submission: SubmissionRow, lines: Iterable[Line]) -> None:
    values = [
        {
            "company_id": submission.company_id,
            "submission_id": submission.id,
            "region": line.region,
            "sku": line.sku,
            "tier": line.tier,
            "month": line.month,
            "units": line.units,
            "sheet": line.sheet,
            "cell_row": line.cell_row,
            "cell_column": line.cell_column,
        }
        for line in lines
    ]
    if values:
        session.execute(insert(SubmittedLineRow), values)


def add_findings(
    session: Session, submission: SubmissionRow, findings: Iterable[NewFinding]
) -> None:
    session.add_all(
        FindingRow(
            company_id=submission.company_id,
            submission_id=submission.id,
            rule=new.rule,
            severity=new.severity,
            sheet=new.sheet,
            cell_row=new.cell_row,
            cell_column=new.cell_column,
            observed=new.observed,
            expected=new.expected,
            message=new.message,
            kind=new.kind,
            fix=new.fix,
            impact_units=new.impact_units,
            impact_eur=new.impact_eur,
            correction=new.correction,
            state="open",
        )
        for new in findings
    )
    session.flush()


def latest_submission(session: Session, input_id: int) -> SubmissionRow | None:
    return session.scalar(
        select(SubmissionRow)
        .where(SubmissionRow.input_request_id == input_id)
        .order_by(SubmissionRow.version.desc())
        .limit(1)
    )


def versions_of(session: Session, input_id: int) -> Sequence[SubmissionRow]:
    """Oldest first."""
    return session.scalars(
        select(SubmissionRow)
        .where(SubmissionRow.input_request_id == input_id)
        .order_by(SubmissionRow.version)
    ).all()


def of_version(session: Session, input_id: int, version: int) -> SubmissionRow | None:
    return session.scalar(
        select(SubmissionRow).where(
            SubmissionRow.input_request_id == input_id, SubmissionRow.version == version
        )
    )


def versions_since(session: Session, input_id: int, since: datetime, *, channel: str) -> int:
    """How many versions came this way since then."""
    count = session.scalar(
        select(func.count())
        .select_from(SubmissionRow)
        .where(
            SubmissionRow.input_request_id == input_id,
            SubmissionRow.channel == channel,
            SubmissionRow.received_at > since,
        )
    )
    return count or 0


def accepted_submission(session: Session, input_id: int) -> SubmissionRow | None:
    return session.scalar(
        select(SubmissionRow).where(
            SubmissionRow.input_request_id == input_id, SubmissionRow.state == "accepted"
        )
    )


def lines_of(session: Session, submission_id: int) -> list[Line]:
    rows = session.scalars(
        select(SubmittedLineRow)
        .where(SubmittedLineRow.submission_id == submission_id)
        .order_by(SubmittedLineRow.id)
    )
    return [
        Line(
            region=row.region,
            sku=row.sku,
            tier=row.tier,
            month=row.month,
            units=row.units,
            sheet=row.sheet,
            cell_row=row.cell_row,
            cell_column=row.cell_column,
        )
        for row in rows
    ]


def findings_of(session: Session, submission_id: int) -> Sequence[FindingRow]:
    return session.scalars(
        select(FindingRow)
        .where(FindingRow.submission_id == submission_id)
        .order_by(FindingRow.impact_eur.desc().nulls_last(), FindingRow.id)
    ).all()


def blocked(session: Session, submission_id: int) -> bool:
    """Whether a finding that must be fixed or waived still stands open."""
    count = session.scalar(
        select(func.count())
        .select_from(FindingRow)
        .where(
            FindingRow.submission_id == submission_id,
            FindingRow.severity == "blocking",
            FindingRow.state == "open",
        )
    )
    return bool(count)
