"""What is being computed at this moment, and how far it is."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.in_hand import InHandRow

SHOWN_FOR = timedelta(minutes=5)
"""Whatever said nothing for longer has died: the next attempt begins anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HowFar:
    stage: str
    what: str
    done: int
    out_of: int
    at: datetime


def say(session: Session, company_id: int, case_id: str, how_far: HowFar) -> None:
    """The newest replaces the one before."""
    values = asdict(how_far)
    session.execute(
        insert(InHandRow)
        .values(company_id=company_id, case_id=case_id, **values)
        .on_conflict_do_update(index_elements=["case_id"], set_=values)
    )


def over(session: Session, case_id: str) -> None:
    session.execute(delete(InHandRow).where(InHandRow.case_id == case_id))


def of_company(session: Session, company_id: int, *, at: datetime) -> Sequence[InHandRow]:
    return session.scalars(
        select(InHandRow)
        .where(InHandRow.company_id == company_id, InHandRow.at > at - SHOWN_FOR)
        .order_by(InHandRow.id)
    ).all()
