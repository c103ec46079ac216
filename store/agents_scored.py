"""What agents proposed in a cycle and what people said to it: readings, and changes of its plan."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gates.catalogue import PLAN_CHANGE
from store.replies import CORRECTED
from store.tables.cycles import CaseRow
from store.tables.effects import MessageRow
from store.tables.gates import RequestRow

ADJUSTS = "adjust_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many of its proposals somebody could say something to, and how many stood."""

    proposed: int
    stood: int


def readings(session: Session, cycle_id: int) -> Counted:
    """Replies in words that were read, and those of them that no person had to read again."""
    row = session.execute(
        select(func.count(), func.count().filter(~MessageRow.reading.has_key(CORRECTED)))
        .select_from(MessageRow)
        .join(CaseRow, CaseRow.id == MessageRow.case_id)
        .where(CaseRow.cycle_id == cycle_id, MessageRow.reading.has_key("asked"))
    ).one()
    return Counted(proposed=row[0], stood=row[1])


def alarms(session: Session, cycle_id: int) -> Counted:
    """Changes people were asked about, and those of them for which they adjusted the plan."""
    row = session.execute(
        select(func.count(), func.count().filter(RequestRow.choice.startswith(ADJUSTS)))
        .select_from(RequestRow)
        .join(CaseRow, CaseRow.id == RequestRow.case_id)
        .where(
            CaseRow.cycle_id == cycle_id,
            RequestRow.gate == PLAN_CHANGE.name,
            RequestRow.outcome == "approved",
        )
    ).one()
    return Counted(proposed=row[0], stood=row[1])
