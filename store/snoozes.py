"""What somebody put aside, and until when."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gates.snoozing import Snooze
from store.tables.moves import SnoozeRow


def put_aside(
    session: Session,
    company_id: int,
    request_id: UUID,
    person_id: int,
    snooze: Snooze,
    *,
    answer_of_id: int | None,
    at: datetime,
) -> None:
    """Keep it; a newer one takes the place of the one before."""
    said = {
        "until": snooze.until.value,
        "moment": snooze.moment,
        "answer_of_id": answer_of_id,
        "brief_sha256": snooze.brief_sha256,
        "made_at": at,
    }
    session.execute(
        insert(SnoozeRow)
        .values(company_id=company_id, request_id=request_id, person_id=person_id, **said)
        .on_conflict_do_update(index_elements=["request_id", "person_id"], set_=said)
    )


def take_up(session: Session, request_id: UUID, person_id: int) -> bool:
    """End it now; says whether there was one."""
    ended = session.execute(
        delete(SnoozeRow)
        .where(SnoozeRow.request_id == request_id, SnoozeRow.person_id == person_id)
        .returning(SnoozeRow.id)
    )
    return ended.scalar() is not None
