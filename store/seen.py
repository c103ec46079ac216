"""Who has which version of a brief before them, and who had."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, literal_column, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.among import among
from store.tables.gates import BriefRow
from store.tables.people import PersonRow
from store.tables.personal import LookRow

HERE = timedelta(seconds=60)
"""A page says every 25 seconds that it is open; two silences and nobody is there."""
STILL_NEW = timedelta(hours=1)
"""So long after somebody first saw a version, its page says what moved in it."""
INSERTED: ColumnElement[bool] = literal_column("xmax = 0")
"""Whether the row is a new one rather than an updated one."""
RING = text("select pg_notify('sopwith_news', :company || ' 0')")


def look(
    session: Session, company_id: int, request_id: UUID, person_id: int, sha256: str, at: datetime
) -> tuple[bool, bool]:
    """Note that they have it before them; says whether for the first time, and whether anew."""
    mine = (LookRow.request_id == request_id) & (LookRow.person_id == person_id)
    present = session.scalar(select(LookRow.id).where(mine, _here(at)).limit(1))
    first = session.scalar(
        insert(LookRow)
        .values(
            company_id=company_id,
            request_id=request_id,
            person_id=person_id,
            brief_sha256=sha256,
            first_at=at,
            last_at=at,
        )
        .on_conflict_do_update(
            index_elements=["request_id", "person_id", "brief_sha256"],
            set_={"last_at": at, "gone_at": None},
        )
        .returning(INSERTED)
    )
    return bool(first), present is None


def leave(session: Session, request_id: UUID, person_id: int, at: datetime) -> bool:
    """They closed the page; says whether it was open."""
    gone = session.scalars(
        update(LookRow)
        .where(
            LookRow.request_id == request_id,
            LookRow.person_id == person_id,
            LookRow.gone_at.is_(None),
        )
        .values(gone_at=at)
        .returning(LookRow.id)
    ).all()
    return bool(gone)


def is_version(session: Session, request_id: UUID, sha256: str) -> bool:
    """Whether the request ever had this brief."""
    found = select(BriefRow.id).where(BriefRow.request_id == request_id, BriefRow.sha256 == sha256)
    return session.scalar(found.limit(1)) is not None


def ring(session: Session, company_id: int) -> None:
    """Tell open pages, once this transaction is committed, that somebody came or went."""
    session.execute(RING, {"company": str(company_id)})


def looking(
    session: Session, company_id: int, request_id: UUID, at: datetime
) -> Sequence[tuple[PersonRow, datetime]]:
    """Who has it open now, and since when, whoever came first first."""
    since = func.min(LookRow.first_at)
    rows = session.execute(
        select(PersonRow, since)
        .join(LookRow, LookRow.person_id == PersonRow.id)
        .where(LookRow.company_id == company_id, LookRow.request_id == request_id, _here(at))
        .group_by(PersonRow.id)
        .order_by(since, PersonRow.id)
    )
    return [(person, first) for person, first in rows]


def looked_at(
    session: Session, company_id: int, requests: Iterable[UUID], but: int, at: datetime
) -> dict[UUID, tuple[str, ...]]:
    """Of these requests, those that others than this person have open now, with their names."""
    rows = session.execute(
        select(LookRow.request_id, PersonRow.name)
        .join(PersonRow, PersonRow.id == LookRow.person_id)
        .where(
            LookRow.company_id == company_id,
            among(LookRow.request_id, requests),
            LookRow.person_id != but,
            _here(at),
        )
        .group_by(LookRow.request_id, PersonRow.id)
        .order_by(func.min(LookRow.first_at), PersonRow.id)
    )
    found = dict[UUID, tuple[str, ...]]()
    for request_id, name in rows:
        found[request_id] = (*found.get(request_id, ()), name)
    return found


def last_seen(
    session: Session, request_id: UUID, person_id: int, *, now: str, at: datetime
) -> tuple[datetime, bytes] | None:
    """The version they had before them before the present one, and when.

    None where there is none, or where the present one isn't new to them any more.
    """
    mine = and_(LookRow.request_id == request_id, LookRow.person_id == person_id)
    known = session.scalar(select(LookRow.first_at).where(mine, LookRow.brief_sha256 == now))
    if known is not None and known < at - STILL_NEW:
        return None
    found = session.execute(
        select(LookRow.last_at, BriefRow.content)
        .join(
            BriefRow,
            (BriefRow.request_id == LookRow.request_id) & (BriefRow.sha256 == LookRow.brief_sha256),
        )
        .where(mine, LookRow.brief_sha256 != now)
        .order_by(LookRow.last_at.desc())
        .limit(1)
    ).one_or_none()
    return (found[0], found[1]) if found else None


def _here(at: datetime) -> ColumnElement[bool]:
    return and_(LookRow.last_at > at - HERE, LookRow.gone_at.is_(None))
