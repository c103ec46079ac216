"""What somebody who answers finds, in one round trip: the request held, themselves, the limits."""

from dataclasses import dataclass
from typing import LiteralString
from uuid import UUID

from sqlalchemy.orm import Session

from gates.authority import Limit
from gates.people import Role
from store.answering import Locked, ask, found
from store.authorities import LIMITS_LOCKED, limits_read
from store.cases import FENCE
from store.driver import driver

PERSON: LiteralString = "select id, key, role from person where company_id = %s and key = %s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerer:
    """Who answers, as the directory has them now."""

    id: int
    key: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """All that deciding needs, held against every other decider until the transaction ends."""

    request: Locked
    who: Answerer | None
    limits: tuple[Limit, ...]


def take(session: Session, company_id: int, person_key: str, request_id: UUID) -> Floor | None:
    """Fence the transaction to the company, and hold its request; None where it has none such.

    The limits of authority are held too, so that two approvals at once can't both use the same
    room. Each statement sees what was committed when its lock became ours.
    """
    connection = driver(session)
    with connection.pipeline():  # the transaction's beginning goes along
        connection.execute(FENCE, [str(company_id)])
        asked = ask(connection, request_id)
        person = connection.execute(PERSON, [company_id, person_key])
        limits = connection.execute(LIMITS_LOCKED, [company_id])
    request, row = found(asked), person.fetchone()
    if request is None or request.company_id != company_id:
        return None
    who = Answerer(id=row[0], key=row[1], role=Role(row[2])) if row else None
    return Floor(request=request, who=who, limits=limits_read(limits))
