"""What regions said in earlier cycles, as past forecasts: each number with its lag."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planning.company_records import PastForecast
from store.tables.cycles import CycleRow
from store.tables.inputs import InputRequestRow, SubmissionRow, SubmittedLineRow
from store.tables.people import PersonRow

STREAM = "regional"
YEAR = 12


def past_forecasts(
    session: Session, company_id: int, before_cycle: int
) -> tuple[PastForecast, ...]:
    """Of every region that was asked for one."""
    regions = session.scalars(
        select(InputRequestRow.region)
        .where(InputRequestRow.company_id == company_id)
        .distinct()
        .order_by(InputRequestRow.region)
    ).all()
    return tuple(
        one
        for region in regions
        for one in past_submissions(session, company_id, region, before_cycle)
    )


def past_submissions(
    session: Session, company_id: int, region: str, before_cycle: int
) -> tuple[PastForecast, ...]:
    """Accepted numbers of cycles before this one. The cycle's own month is one month ahead.

    The days or weeks of a month are added up: each number is one month's.
    """
    cycle = session.get_one(CycleRow, before_cycle)
    line = SubmittedLineRow
    number = (CycleRow.month, PersonRow.key, line.sku, line.tier, line.month)
    rows = session.execute(
        select(*number, func.sum(line.units))
        .join(SubmissionRow, SubmissionRow.id == line.submission_id)
        .join(InputRequestRow, InputRequestRow.id == SubmissionRow.input_request_id)
        .join(CycleRow, CycleRow.id == InputRequestRow.cycle_id)
        .join(PersonRow, PersonRow.id == SubmissionRow.sender_id)
        .where(
            line.company_id == company_id,
            line.region == region,
            SubmissionRow.state == "accepted",
            CycleRow.month < cycle.month,
            line.month >= CycleRow.month,
        )
        .group_by(*number, SubmissionRow.id)
        .order_by(SubmissionRow.id, line.sku, line.tier, line.month)
    )
    return tuple(
        PastForecast(
            stream=STREAM,
            person=person,
            region=region,
            sku=sku,
            tier=tier,
            month=month,
            lag_months=(month.year - made.year) * YEAR + month.month - made.month + 1,
            units=int(units),
        )
        for made, person, sku, tier, month, units in rows
    )
