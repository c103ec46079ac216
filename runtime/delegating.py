"""Letting another person decide, and taking it back. Both are events with a name."""

from dataclasses import replace
from typing import cast

from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.chain import Channel
from gates.delegating import Delegation, DelegationKind, check_delegation
from gates.errors import DelegationIsOver, NotYourDelegation
from gates.people import Role, person
from graphs.input_stand_in import watch_absences
from runtime.office import Office
from runtime.open_inputs import ring_input
from store import delegations, inputs, ledger
from store.cycles import input_case
from store.directory import directory_of
from store.ledger import Occasion
from store.people import person_by_key
from store.tables.cycles import CaseRow

MAY_DELEGATE_FOR_OTHERS = frozenset({Role.SOP_LEAD, Role.ADMIN})
"""Somebody ill can't name a substitute; these may, and the event says that it was they."""


def delegate(
    office: Office, company_id: int, by: str, wanted: Delegation, *, reason: str = ""
) -> Delegation:
    """Let `wanted.receiver` answer for `wanted.giver`. Raises a `Refusal` where it can't be.

    A substitute is asked for the inputs that whoever is away still owes: at once, or when the
    absence begins.
    """
    at = office.now()
    with office.sessions(company_id) as session:
        people = frozenset(one.key for one in directory_of(session, company_id).members)
        check_delegation(wanted, people=people, made_at=at)
        role = _allowed(session, company_id, by, wanted.giver)
        made = replace(
            wanted,
            id=delegations.add(session, company_id, wanted, reason=reason.strip(), made_at=at),
        )
        ledger.append(
            session,
            _occasion(company_id),
            at=at,
            kind="delegated",
            actor=person(by, role),
            subject=f"delegation:{made.id}",
            facts=_facts(made) | {"reason": reason.strip()},
        )
        if made.kind is DelegationKind.OUT_OF_OFFICE:
            for owed in inputs.owed_by(session, company_id, made.giver):
                if case := session.get(CaseRow, input_case(owed.id)):
                    watch_absences(session, case, made.giver, at)
                ring_input(office, session, owed)
    return made


def revoke(office: Office, company_id: int, by: str, delegation_id: int) -> None:
    """End a delegation now. What was decided under it stays decided."""
    at = office.now()
    with office.sessions(company_id) as session:
        row = delegations.locked(session, company_id, delegation_id)
        if row is None:
            raise NotYourDelegation
        giver = delegations.giver_of(session, row)
        role = _allowed(session, company_id, by, giver)
        if row.revoked_at is not None or row.ends_at <= at:
            raise DelegationIsOver
        row.revoked_at = at
        ledger.append(
            session,
            _occasion(company_id),
            at=at,
            kind="delegation_revoked",
            actor=person(by, role),
            subject=f"delegation:{row.id}",
            facts={"giver": giver},
        )


def _occasion(company_id: int) -> Occasion:
    """A delegation is no part of a case: it stands beside all of them."""
    return Occasion(company_id=company_id, channel=Channel.WEB, case_id=None, brief_sha256=None)


def _allowed(session: Session, company_id: int, by: str, giver: str) -> Role:
    role = Role(person_by_key(session, company_id, by).role)
    if by != giver and role not in MAY_DELEGATE_FOR_OTHERS:
        raise NotYourDelegation
    return role


def _facts(one: Delegation) -> dict[str, Json]:
    return {
        "kind": one.kind.value,
        "giver": one.giver,
        "receiver": one.receiver,
        "gates": cast("Json", sorted(one.gates)),
        "request": one.request,
        "starts_at": one.starts_at.isoformat(),
        "ends_at": one.ends_at.isoformat(),
        "limit_eur": None if one.limit_eur is None else str(one.limit_eur),
    }
