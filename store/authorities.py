"""Limits of authority, and what a cycle has used of them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, LiteralString

from psycopg import Cursor
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gates.authority import ANY, Limit, Purse, Spent
from gates.people import Role
from store.driver import driver
from store.tables.people import AuthorityRow, PersonRow

LIMITS: LiteralString = """
    select p.key, a.role, a.gate, a.limit_eur
    from authority a left join person p on p.id = a.person_id
    where a.company_id = %s order by a.id
"""
LIMITS_LOCKED: LiteralString = LIMITS + " for update of a"
SPENT = """
    with latest as (
        select distinct on (case_id, gate) id, gate, outcome from request r
        where cycle_id = %s
        and not exists (select from request n
                        where n.reopens = r.id and n.outcome <> 'withdrawn')
        order by case_id, gate, opened_at desc, id
    )
    select p.key, l.gate, d.amount_eur, d.delegation_id
    from latest l
    join decision d on d.request_id = l.id and d.ended_at is null and d.amount_eur > 0
    join person p on p.id = coalesce(d.on_behalf_of_id, d.person_id)
    where coalesce(l.outcome, 'approved') in ('approved', 'answered')
"""


def purse_of(session: Session, company_id: int, cycle_id: int, *, delegated: bool = False) -> Purse:
    """Limits and what stands against them; `delegated` asks for the latter in any case.

    The limits stay locked until the transaction ends, so that two approvals at once can't both
    use the same room. Of the rounds of one matter (a case's gate) only the last one counts: what
    was sent back commits nothing, and what was looked at again counts where that was decided.
    """
    limits = _limits(session, company_id, lock=True)
    return purse_with(session, limits, cycle_id, delegated=delegated)


def purse_with(
    session: Session, limits: tuple[Limit, ...], cycle_id: int, *, delegated: bool
) -> Purse:
    """The same with limits that are locked already."""
    return Purse(limits=limits, spent=spent_in(session, cycle_id) if limits or delegated else ())


def purse_shown(session: Session, company_id: int, cycle_id: int | None) -> Purse:
    """The same to look at: nothing is locked. Without a cycle nothing is used."""
    limits = _limits(session, company_id)
    return Purse(limits=limits, spent=spent_in(session, cycle_id) if cycle_id else ())


def _limits(session: Session, company_id: int, *, lock: bool = False) -> tuple[Limit, ...]:
    asked = LIMITS_LOCKED if lock else LIMITS
    return limits_read(driver(session).execute(asked, [company_id]))


def limits_read(rows: Cursor[Any]) -> tuple[Limit, ...]:
    """What `LIMITS` or `LIMITS_LOCKED` found."""
    return tuple(
        Limit(
            person=person or ANY,
            role=Role(role) if role else None,
            gate=gate,
            limit_eur=amount,
        )
        for person, role, gate, amount in rows
    )


def spent_in(session: Session, cycle_id: int) -> tuple[Spent, ...]:
    """Approvals of the cycle that stand, by whose authority they used."""
    rows = driver(session).execute(SPENT, [cycle_id]).fetchall()
    return tuple(
        Spent(person=person, gate=gate, amount_eur=Decimal(amount), delegation=delegation)
        for person, gate, amount, delegation in rows
    )


def set_limits(session: Session, company_id: int, limits: Sequence[Limit]) -> None:
    """Replace the company's limits."""
    ids = {
        row.key: row.id
        for row in session.scalars(select(PersonRow).where(PersonRow.company_id == company_id))
    }
    session.execute(delete(AuthorityRow).where(AuthorityRow.company_id == company_id))
    session.add_all(
        AuthorityRow(
            company_id=company_id,
            person_id=ids[limit.person] if limit.person else None,
            role=limit.role.value if limit.role else None,
            gate=limit.gate,
            limit_eur=limit.limit_eur,
        )
        for limit in limits
    )
