"""Appending to the ledger and reading it back."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.chain import BEGINNING, Link, event_content, link_hash
from gates.people import Actor
from store.driver import driver
from store.tables.ledger import LedgerEventRow, LedgerHeadRow

HEAD_LOCKED = "select seq, sha256 from ledger_head where company_id = %s for update"
APPEND = """
    with event as (insert into ledger_event (company_id, seq, at, kind, content, sha256)
                   values (%(company)s, %(seq)s, %(at)s, %(kind)s, %(content)s, %(sha256)s))
    update ledger_head set seq = %(seq)s, sha256 = %(sha256)s where company_id = %(company)s
"""


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
    """Add one event and return its number. The last thing a transaction does with rows others lock.

    The head row is locked until the transaction ends, so numbers are gap-free and in
    commit order; a database sequence is neither. Append last in a transaction: everybody
    else who writes this company's history waits for the lock.
    """
    connection = driver(session)
    last = connection.execute(HEAD_LOCKED, [company_id]).fetchone()
    if last is None:
        raise NoResultFound
    seq: int = last[0] + 1
    content = event_content(
        seq=seq, at=at, kind=kind, actor=actor, subject=subject, facts=facts or {}
    )
    connection.execute(
        APPEND,
        {
            "company": company_id,
            "seq": seq,
            "at": at,
            "kind": kind,
            "content": content,
            "sha256": link_hash(last[1], content),
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
    found = session.execute(
        select(LedgerEventRow.seq, LedgerEventRow.content, LedgerEventRow.sha256)
        .where(LedgerEventRow.company_id == company_id)
        .order_by(LedgerEventRow.seq)
        .execution_options(yield_per=1000)
    )
    with found as rows:  # a reader may stop at the first break
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
