"""Appending to the ledger and reading it back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from psycopg import Connection, Cursor
from psycopg.rows import class_row
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.chain import BEGINNING, Channel, Context, Link, event_content, link_hash
from gates.people import Actor, ActorKind, Role
from store.driver import driver
from store.tables.gates import RequestRow
from store.tables.ledger import LedgerEventRow, LedgerHeadRow


class NoSuchCase(LookupError):
    """An event names a case that isn't there: open the case before writing its history."""


HEAD_LOCKED = """
    select h.seq, h.sha256, c.playbook, c.kind || '/' || c.graph_version as graph,
           p.name, p.role
    from ledger_head h
    left join work_case c on c.company_id = h.company_id and c.id = %(case)s
    left join person p on p.company_id = h.company_id and p.key = %(person)s
    where h.company_id = %(company)s
    for update of h
"""
TOLD = """
    select from ledger_event where company_id = %s and kind = %s
    and convert_from(content, 'UTF8')::jsonb ->> 'subject' = %s limit 1
"""
APPEND = """
    with event as (insert into ledger_event (company_id, seq, at, kind, content, sha256)
                   values (%(company)s, %(seq)s, %(at)s, %(kind)s, %(content)s, %(sha256)s))
    update ledger_head set seq = %(seq)s, sha256 = %(sha256)s where company_id = %(company)s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Of what an event is part. Nothing has a default, so that nothing is forgotten.

    `over` and `in_case` make the usual ones.
    """

    company_id: int
    channel: Channel
    case_id: str | None
    """Playbook and graph version are this case's; None where it concerns no case."""
    brief_sha256: str | None


def in_case(company_id: int, case_id: str) -> Occasion:
    """Work on a case that concerns no brief."""
    return Occasion(
        company_id=company_id, channel=Channel.WORKER, case_id=case_id, brief_sha256=None
    )


def over(request: RequestRow) -> Occasion:
    """Work on a request's case that follows from its brief, as that stands now."""
    return Occasion(
        company_id=request.company_id,
        channel=Channel.WORKER,
        case_id=request.case_id,
        brief_sha256=request.brief_sha256,
    )


def append(
    session: Session,
    occasion: Occasion,
    *,
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
    last = _locked(connection, occasion, actor)
    seq = last.seq + 1
    content = event_content(
        seq=seq,
        at=at,
        kind=kind,
        actor=last.known(actor),
        subject=subject,
        facts=facts or {},
        context=Context(
            channel=occasion.channel,
            playbook=last.playbook,
            graph=last.graph,
            brief_sha256=occasion.brief_sha256,
        ),
    )
    connection.execute(
        APPEND,
        {
            "company": occasion.company_id,
            "seq": seq,
            "at": at,
            "kind": kind,
            "content": content,
            "sha256": link_hash(last.sha256, content),
        },
    )
    return seq


def is_told(session: Session, company_id: int, subject: str, kind: str) -> bool:
    """Whether an event of this kind about a subject is in the history."""
    found = driver(session).execute(TOLD, [company_id, kind, subject]).fetchone()
    return found is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The chain's end, now ours, with what the next event carries: a row of `HEAD_LOCKED`."""

    seq: int
    sha256: str
    playbook: str | None
    graph: str | None
    name: str | None
    role: str | None

    def known(self, actor: Actor) -> Actor:
        """The actor as the directory names them now."""
        return replace(actor, name=self.name, role=Role(self.role)) if self.role else actor


def _locked(connection: Connection[Any], occasion: Occasion, actor: Actor) -> Last:
    who = actor.key if actor.kind is ActorKind.PERSON else None
    asked = {"company": occasion.company_id, "case": occasion.case_id, "person": who}
    reader: Cursor[Last] = connection.cursor(row_factory=class_row(Last))
    last = reader.execute(HEAD_LOCKED, asked).fetchone()
    if last is None:
        raise NoResultFound
    if occasion.case_id is not None and last.playbook is None:
        raise NoSuchCase(occasion.case_id)
    return last


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


def links_after(session: Session, company_id: int, seq: int) -> Sequence[Link]:
    """The events after a number, in order."""
    rows = session.execute(
        select(LedgerEventRow.seq, LedgerEventRow.content, LedgerEventRow.sha256)
        .where(LedgerEventRow.company_id == company_id, LedgerEventRow.seq > seq)
        .order_by(LedgerEventRow.seq)
    )
    return [Link(seq=row.seq, content=row.content, sha256=row.sha256) for row in rows]


def hashes(session: Session, company_id: int, upto: int | None = None) -> Sequence[str]:
    """The events' hashes in order, all or the first so many."""
    wanted = select(LedgerEventRow.sha256).where(LedgerEventRow.company_id == company_id)
    return session.scalars(wanted.order_by(LedgerEventRow.seq).limit(upto)).all()


def head(session: Session, company_id: int) -> Link:
    """The number and hash the chain should end with."""
    row = session.execute(
        select(LedgerHeadRow.seq, LedgerHeadRow.sha256).where(
            LedgerHeadRow.company_id == company_id
        )
    ).one()
    return Link(seq=row.seq, content=b"", sha256=row.sha256)
