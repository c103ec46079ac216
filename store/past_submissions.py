"""What regions said in earlier cycles, as past forecasts: each number with its lag."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from planning.company import PastForecast
from store.tables.cycles import CycleRow
from store.tables.inputs import InputRequestRow, SubmissionRow, SubmittedLineRow
from store.tables.people import PersonRow

STREAM = "regional"
YEAR = 12


def past_submissions(
    session: Session, company_id: int, region: str, before_cycle: int
) -> tuple[PastForecast, ...]:
    """Accepted numbers of cycles before this one. The cycle's own month is one month ahead."""
    cycle = session.get_one(CycleRow, before_cycle)
    rows = session.execute(
        select(SubmittedLineRow, CycleRow.month, PersonRow.key)
        .join(SubmissionRow, SubmissionRow.id == SubmittedLineRow.submission_id)
        .join(InputRequestRow, InputRequestRow.id == SubmissionRow.input_request_id)
        .join(CycleRow, CycleRow.id == InputRequestRow.cycle_id)
        .join(PersonRow, PersonRow.id == SubmissionRow.sender_id)
        .where(
            SubmittedLineRow.company_id == company_id,
            SubmittedLineRow.region == region,
            SubmissionRow.state == "accepted",
            CycleRow.month < cycle.month,
            SubmittedLineRow.month >= CycleRow.month,
        )
        .order_by(SubmittedLineRow.id)
    )
    return tuple(
        PastForecast(
            stream=STREAM,
            person=person,
            region=line.region,
            sku=line.sku,
            tier=line.tier,
            month=line.month,
            lag_months=(line.month.year - made.year) * YEAR + line.month.month - made.month + 1,
            units=line.units,
        )
        for line, made, person in rows
    )
