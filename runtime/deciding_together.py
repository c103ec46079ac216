"""Several requests answered in one transaction: all of them, or none and who objected."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from psycopg.errors import UniqueViolation
from sqlalchemy.orm import Session

from gates.deciding import Ballot
from gates.errors import AlreadyDecided, NotYourDecision, Refusal
from gates.together import check_together
from runtime.deciding import Answer, Receipt, record_within
from runtime.office import Office
from store.requests import gates_of, lock_in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One of the requests, with its ballot, bound to its own brief."""

    request_id: UUID
    ballot: Ballot


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Why one of them can't be answered so."""

    request_id: UUID
    refusal: Refusal


class Undecided(Exception):
    """Nothing was decided, because of some of the requests."""

    def __init__(self, objections: tuple[Objection, ...]) -> None:
        super().__init__()
        self.objections = objections


def record_together(
    office: Office, company_id: int, person_key: str, items: Sequence[Item]
) -> tuple[Receipt, ...]:
    """Decide all, or raise a `Refusal` for the whole or `Undecided` for some of it.

    Sending the same ballots again is safe.
    """
    at = office.now()
    try:
        with office.sessions(company_id) as session:
            _check(session, items)
            receipts: list[Receipt] = []
            objections: list[Objection] = []
            for item in items:
                answer = Answer(
                    company_id=company_id, person_key=person_key, request_id=item.request_id
                )
                try:
                    receipts.append(record_within(office, session, answer, item.ballot, at))
                except Refusal as refusal:
                    objections.append(Objection(request_id=item.request_id, refusal=refusal))
            if objections:
                raise Undecided(tuple(objections))
            office.reached("together.before_commit")
    except UniqueViolation as collision:
        raise AlreadyDecided from collision
    office.reached("together.committed")
    return tuple(receipts)


def _check(session: Session, items: Sequence[Item]) -> None:
    """One kind, one answer, a tier that permits it; then all of them are held.

    In one order, and before the ledger's head, so that two who answer the same ones at once
    never wait for each other.
    """
    gates = gates_of(session, [item.request_id for item in items])
    if not items or len(gates) < len(items):
        raise NotYourDecision
    names = [gate.name for gate in gates.values()]
    for gate in gates.values():
        check_together(names, gate, [item.ballot for item in items])
    lock_in_order(session, gates)
