"""Whose an input is while its owner is away: their substitute's, where one was set."""

from datetime import datetime

from sqlalchemy.orm import Session

from gates.delegating import Delegation, DelegationKind
from gates.people import agent
from store import cases, delegations, ledger, people
from store.cycles import input_case
from store.people import Addressee
from store.reading_people import OWED
from store.tables.cycles import CaseRow
from store.tables.inputs import InputRequestRow

CHECKER = agent("input_checker")


def answers_for(session: Session, asked: InputRequestRow, at: datetime) -> Addressee:
    """The owner; or who stands in for them now and until the deadline, as long as it is owed.

    Whoever is back before the deadline keeps it. A substitute who is away too isn't asked.
    """
    owner = people.by_id(session, asked.owner_id)
    if asked.state not in OWED:
        return owner
    receiver = _substitute(session, asked, owner.key, at)
    if receiver is None or _substitute(session, asked, receiver, at) is not None:
        return owner
    return people.by_key(session, asked.company_id, receiver)


def hand_over(session: Session, asked: InputRequestRow, at: datetime) -> None:
    """To whoever answers for it now. Where that is its owner, nothing changes."""
    owner, now = people.by_id(session, asked.owner_id), answers_for(session, asked, at)
    if now.person_id == owner.person_id:
        return
    asked.owner_id = now.person_id
    ledger.append(
        session,
        ledger.in_case(asked.company_id, input_case(asked.id)),
        at=at,
        kind="input_handed_over",
        actor=CHECKER,
        subject=f"input:{asked.id}",
        facts={"from": owner.key, "to": now.key, "why": "out of office"},
    )


def watch_absences(session: Session, case: CaseRow, key: str, at: datetime) -> None:
    """Ring the input's case when an absence of this person begins. The same one twice is one."""
    for one in delegations.unrevoked(session, case.company_id, [key]):
        if one.kind is DelegationKind.OUT_OF_OFFICE and one.starts_at > at:
            cases.add_wait(session, case=case, key=f"away/{one.id}", due_at=one.starts_at)


def _substitute(session: Session, asked: InputRequestRow, key: str, at: datetime) -> str | None:
    given = delegations.unrevoked(session, asked.company_id, [key])
    return next((one.receiver for one in given if _holds(one, asked, at)), None)


def _holds(one: Delegation, asked: InputRequestRow, at: datetime) -> bool:
    away = one.kind is DelegationKind.OUT_OF_OFFICE and one.starts_at <= at < one.ends_at
    return away and (one.ends_at > asked.due_at or asked.due_at <= at)
