"""What people sent for a cycle: each region's numbers as they came first and as they were taken."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from planning.company import DemandLine
from planning.forecast_added import Sent
from store import inputs, people, submissions
from store.tables.inputs import SubmissionRow


def sent_for(session: Session, cycle_id: int) -> tuple[Sent, ...]:
    """Of the regions whose numbers were accepted."""
    return tuple(_sent(session, cycle_id))


def _sent(session: Session, cycle_id: int) -> Iterator[Sent]:
    for asked in inputs.inputs_of(session, cycle_id):
        taken = submissions.accepted_submission(session, asked.id)
        if taken is None:
            continue
        versions = (_lines(session, one) for one in submissions.versions_of(session, asked.id))
        yield Sent(
            region=asked.region,
            person=people.by_id(session, taken.sender_id).key,
            first=next((lines for lines in versions if lines), ()),
            accepted=_lines(session, taken),
        )


def _lines(session: Session, version: SubmissionRow) -> tuple[DemandLine, ...]:
    return tuple(
        DemandLine(
            region=line.region, sku=line.sku, tier=line.tier, month=line.month, units=line.units
        )
        for line in submissions.lines_of(session, version.id)
    )
