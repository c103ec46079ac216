"""One version of an input beside the one before it, for who wants to see what was changed."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from planning.version_changes import Key, monthly
from store.submissions import lines_of
from store.tables.inputs import SubmissionRow
from store.tables.people import PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRecord:
    row: SubmissionRow
    sender: str
    units: dict[Key, int]
    before: dict[Key, int] | None
    """The version before it; None where it is the first."""


def version_record(
    session: Session, company_id: int, input_id: int, version: int
) -> VersionRecord | None:
    found = session.execute(
        select(SubmissionRow, PersonRow.name)
        .join(PersonRow, PersonRow.id == SubmissionRow.sender_id)
        .where(
            SubmissionRow.company_id == company_id,
            SubmissionRow.input_request_id == input_id,
            SubmissionRow.version == version,
        )
    ).one_or_none()
    if found is None:
        return None
    row, sender = found
    former = session.scalar(
        select(SubmissionRow.id).where(
            SubmissionRow.input_request_id == input_id, SubmissionRow.version == version - 1
        )
    )
    return VersionRecord(
        row=row,
        sender=sender,
        units=_units(session, row.id),
        before=_units(session, former) if former is not None else None,
    )


def _units(session: Session, submission_id: int) -> dict[Key, int]:
    lines = lines_of(session, submission_id)
    return monthly(((line.sku, line.tier, line.month), line.units) for line in lines)
