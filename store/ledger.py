"""Appending to the ledger and reading it back."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.chain import BEGINNING, Link, event_content, link_hash
from gates.people import Actor
from store.tables.ledger import LedgerEventRow, LedgerHeadRow

HEAD_LOCKED = (
    select(LedgerHeadRow.seq, LedgerHeadRow.sha256)
    .where(LedgerHeadRow.company_id == bindparam("company"))
    .with_for_update()
)
EVENT = (
    insert(LedgerEventRow)
    .values(
        company_id=bindparam("company"),
        seq=bindparam("number"),
        at=bindparam("said_at"),
        kind=bindparam("said_kind"),
        content=bindparam("bytes"),
        sha256=bindparam("hash"),
    )
    .cte("event")
)
APPEND = (
    update(LedgerHeadRow)
    .where(LedgerHeadRow.company_id == bindparam("company"))
    .values(seq=bindparam("number"), sha256=bindparam("hash"))
    .add_cte(EVENT)
)


def append(
    session: Session,
    *,
    company_id: int,
    at: datetime,
    kind: str,
    actor: Actor,
    subject: str,
    facts: dict[str, Json] | None = None,
) -> int:
    """Add one event and return its number.

    The head row is locked until the transaction ends, so numbers are gap-free and in
    commit order; a database sequence is neither. Append last in a transaction: everybody
    else who writes this company's history waits for the lock.
    """
    head = session.execute(HEAD_LOCKED, {"company": company_id}).one()
    seq: int = head.seq + 1
    content = event_content(
        seq=seq, at=at, kind=kind, actor=actor, subject=subject, facts=facts or {}
    )
    session.execute(
        APPEND,
        {
            "company": company_id,
            "number": seq,
            "said_at": at,
            "said_kind": kind,
            "bytes": content,
            "hash": link_hash(head.sha256, content),
        },
    )
    return seq


def begin(session: Session, company_id: int) -> None:
    """Give a company its empty chain. Safe to repeat."""
    session.execute(
        insert(LedgerHeadRow)
        .values(company_id=company_id, seq=0, sha256=BEGINNING)
        .on_conflict_do_nothing()
    )


def links(session: Session, company_id: int) -> Iterator[Link]:
    """Every event in order, as kept."""
    rows = session.execute(
        select(LedgerEventRow.seq, LedgerEventRow.content, LedgerEventRow.sha256)
        .where(LedgerEventRow.company_id == company_id)
        .order_by(LedgerEventRow.seq)
        .execution_options(yield_per=1000)
    )
    for row in rows:
        yield Link(seq=row.seq, content=row.content, sha256=row.sha256)


def head(session: Session, company_id: int) -> Link:
    """The number and hash the chain should end with."""
    row = session.execute(
        select(LedgerHeadRow.seq, LedgerHeadRow.sha256).where(
            LedgerHeadRow.company_id == company_id
        )
    ).one()
    return Link(seq=row.seq, content=b"", sha256=row.sha256)
