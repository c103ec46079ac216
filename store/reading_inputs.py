"""Input requests with their submissions and findings."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from store.tables.inputs import FindingRow, InputRequestRow, SubmissionRow, SubmittedLineRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRecord:
    """A submission without its bytes, which no list needs."""

    submission_id: int
    version: int
    file_name: str
    sha256: str
    state: str
    received_at: datetime
    sender: str
    late: bool
    lines: int
    findings: dict[str, int]
    """How many findings by state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRecord:
    row: InputRequestRow
    owner: PersonRow
    submissions: tuple[SubmissionRecord, ...]
    """Latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecord:
    row: FindingRow
    file_name: str
    version: int
    waived_by: str | None


def input_requests(session: Session, company_id: int, cycle_id: int) -> list[InputRecord]:
    return _records(session, _asked(company_id).where(InputRequestRow.cycle_id == cycle_id))


def input_request(session: Session, company_id: int, input_id: int) -> InputRecord | None:
    found = _records(session, _asked(company_id).where(InputRequestRow.id == input_id))
    return found[0] if found else None


def owed_by(session: Session, company_id: int, person_id: int) -> list[InputRecord]:
    mine = _asked(company_id).where(InputRequestRow.owner_id == person_id)
    return _records(session, mine)


def findings(session: Session, company_id: int, input_id: int) -> list[FindingRecord]:
    """Of the latest submission first, the gravest and dearest of it first."""
    rows = session.execute(
        select(FindingRow, SubmissionRow.file_name, SubmissionRow.version, PersonRow.name)
        .join(SubmissionRow, SubmissionRow.id == FindingRow.submission_id)
        .outerjoin(PersonRow, PersonRow.id == FindingRow.waived_by)
        .where(FindingRow.company_id == company_id, SubmissionRow.input_request_id == input_id)
        .order_by(
            SubmissionRow.version.desc(), FindingRow.impact_eur.desc().nulls_last(), FindingRow.id
        )
    )
    return [
        FindingRecord(row=row, file_name=file_name, version=version, waived_by=waived_by)
        for row, file_name, version, waived_by in rows
    ]


def input_of_finding(session: Session, company_id: int, finding_id: int) -> int | None:
    return session.scalar(
        select(SubmissionRow.input_request_id)
        .join(FindingRow, FindingRow.submission_id == SubmissionRow.id)
        .where(FindingRow.company_id == company_id, FindingRow.id == finding_id)
    )


def _asked(company_id: int) -> Select[InputRequestRow, PersonRow]:
    return (
        select(InputRequestRow, PersonRow)
        .join(PersonRow, PersonRow.id == InputRequestRow.owner_id)
        .where(InputRequestRow.company_id == company_id)
        .order_by(InputRequestRow.id)
    )


def _records(session: Session, wanted: Select[InputRequestRow, PersonRow]) -> list[InputRecord]:
    rows = session.execute(wanted).all()
    sent = _submissions(session, [row.id for row, _ in rows])
    return [
        InputRecord(row=row, owner=owner, submissions=tuple(sent[row.id])) for row, owner in rows
    ]


def _submissions(
    session: Session, inputs: Sequence[int]
) -> defaultdict[int, list[SubmissionRecord]]:
    rows = session.execute(
        select(
            SubmissionRow.input_request_id,
            SubmissionRow.id,
            SubmissionRow.version,
            SubmissionRow.file_name,
            SubmissionRow.sha256,
            SubmissionRow.state,
            SubmissionRow.received_at,
            SubmissionRow.late,
            PersonRow.name,
        )
        .join(PersonRow, PersonRow.id == SubmissionRow.sender_id)
        .where(SubmissionRow.input_request_id.in_(inputs))
        .order_by(SubmissionRow.version.desc())
    ).all()
    found_of = _finding_counts(session, (row[1] for row in rows))
    lines_of = _line_counts(session, (row[1] for row in rows))
    sent: defaultdict[int, list[SubmissionRecord]] = defaultdict(list)
    for input_id, submission_id, version, file_name, sha256, state, at, late, sender in rows:
        sent[input_id].append(
            SubmissionRecord(
                submission_id=submission_id,
                version=version,
                file_name=file_name,
                sha256=sha256,
                state=state,
                received_at=at,
                late=late,
                sender=sender,
                lines=lines_of.get(submission_id, 0),
                findings=found_of[submission_id],
            )
        )
    return sent


def _finding_counts(
    session: Session, submissions: Iterable[int]
) -> defaultdict[int, dict[str, int]]:
    rows = session.execute(
        select(FindingRow.submission_id, FindingRow.state, func.count())
        .where(FindingRow.submission_id.in_(list(submissions)))
        .group_by(FindingRow.submission_id, FindingRow.state)
    )
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for submission_id, state, amount in rows:
        found[submission_id][state] = amount
    return found


def _line_counts(session: Session, submissions: Iterable[int]) -> dict[int, int]:
    rows = session.execute(
        select(SubmittedLineRow.submission_id, func.count())
        .where(SubmittedLineRow.submission_id.in_(list(submissions)))
        .group_by(SubmittedLineRow.submission_id)
    )
    return {row[0]: row[1] for row in rows}
