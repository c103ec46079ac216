"""Every version that came for the inputs of a cycle, without what is in it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables.inputs import InputRequestRow, SubmissionRow


class Arrival(NamedTuple):
    input_id: int
    version: int
    sha256: str
    received_at: datetime
    state: str


def arrivals(session: Session, company_id: int, cycle_id: int) -> Sequence[Arrival]:
    """Oldest first, input by input."""
    row = SubmissionRow
    found = session.execute(
        select(row.input_request_id, row.version, row.sha256, row.received_at, row.state)
        .join(InputRequestRow, InputRequestRow.id == row.input_request_id)
        .where(row.company_id == company_id, InputRequestRow.cycle_id == cycle_id)
        .order_by(row.input_request_id, row.version)
    )
    return [Arrival(*one) for one in found]
