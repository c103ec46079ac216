"""A delegate answers for a seat on the real tables: both are named, and limits hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import URL

from gates import errors
from gates.authority import Limit
from gates.delegating import Delegation, DelegationKind
from gates.people import Role
from runtime.advancing import advance
from runtime.deciding import Answer, Receipt, record_ballot
from runtime.delegating import delegate, revoke
from runtime.office import Office
from runtime.sweeping import start_case
from store import authorities, ledger, proving
from store.tables.gates import DecisionRow, RequestRow
from store.tables.people import PersonRow
from tests import stage


@dataclass(frozen=True, slots=True)
class Scene:
    """Requests of the trade-off that wait for Ines, each in a case of its own."""

    office: Office
    company_id: int
    requests: tuple[RequestRow, ...]

    def answer(self, who: str, number: int = 0, **said: Any) -> Receipt:
        request = self.requests[number]
        whom = Answer(company_id=self.company_id, person_key=who, request_id=request.id)
        return record_ballot(self.office, whom, stage.ballot(request, **said))

    def let(self, giver: str, receiver: str, **changes: Any) -> Delegation:
        now = self.office.now()
        said: dict[str, Any] = {
            "id": 0,
            "kind": DelegationKind.DELEGATION,
            "giver": giver,
            "receiver": receiver,
            "gates": frozenset({"trade_off"}),
            "request": None,
            "starts_at": now - timedelta(hours=1),
            "ends_at": now + timedelta(days=1),
            "limit_eur": None,
        }
        return delegate(self.office, self.company_id, giver, Delegation(**(said | changes)))

    def limit(self, person: str, eur: int) -> None:
        with self.office.sessions(self.company_id) as session:
            limits = [Limit(person=person, gate="trade_off", limit_eur=Decimal(eur))]
            authorities.set_limits(session, self.company_id, limits)

    def decisions(self) -> list[tuple[str, str | None]]:
        """Who answered, and for whom."""
        with self.office.sessions(self.company_id) as session:
            names = {row.id: row.key for row in session.scalars(select(PersonRow))}
            rows = session.scalars(select(DecisionRow).order_by(DecisionRow.decided_at))
            return [(names[r.person_id], names.get(r.on_behalf_of_id or 0)) for r in rows]

    def broken(self) -> list[str]:
        with self.office.sessions(self.company_id) as session:
            return [p.promise for p in proving.prove(session, self.company_id) if not p.holds]


@pytest.fixture
def scene(empty_database: URL) -> Iterator[Scene]:
    office = stage.office_at(empty_database)
    company_id = stage.set_up_company(office)
    requests = []
    for _ in range(3):
        case = stage.case_row(office, company_id)
        start_case(office, case)
        advance(office, case.id, company_id)
        requests.append(stage.request_of(office, company_id, case.id))
    yield Scene(office, company_id, tuple(requests))
    office.close()


def test_a_delegate_answers_and_both_are_on_the_record(scene: Scene) -> None:
    scene.let("ines", "jonas")
    receipt = scene.answer("jonas")
    assert receipt.closed
    assert scene.decisions() == [("jonas", "ines")]
    with scene.office.sessions(scene.company_id) as session:
        told = [link.content.decode() for link in ledger.links(session, scene.company_id)]
    decided = next(text for text in told if '"kind":"decided"' in text)
    assert '"key":"jonas"' in decided
    assert '"seat":"ines"' in decided
    assert scene.broken() == []


def test_the_seat_is_answered_once_whoever_comes_first(scene: Scene) -> None:
    scene.let("ines", "jonas")
    scene.answer("jonas")
    with pytest.raises(errors.AlreadyDecided):
        scene.answer("ines")


def test_a_revoked_delegation_counts_at_once(scene: Scene) -> None:
    given = scene.let("ines", "jonas")
    scene.answer("jonas")
    revoke(scene.office, scene.company_id, "ines", given.id)
    with pytest.raises(errors.NotYourDecision):
        scene.answer("jonas", 1)
    with pytest.raises(errors.DelegationIsOver):
        revoke(scene.office, scene.company_id, "ines", given.id)
    assert scene.broken() == []


def test_what_was_received_is_not_passed_on(scene: Scene) -> None:
    scene.let("ines", "jonas")
    scene.let("jonas", "priya")
    with pytest.raises(errors.NotYourDecision):
        scene.answer("priya")


def test_an_author_gets_no_say_by_delegation(scene: Scene) -> None:
    scene.let("ines", "marta")
    with pytest.raises(errors.AuthorCannotDecide):
        scene.answer("marta")


def test_nobody_gives_away_what_is_not_theirs(scene: Scene) -> None:
    wanted = scene.let("ines", "jonas")
    with pytest.raises(errors.NotYourDelegation):
        delegate(scene.office, scene.company_id, "priya", wanted)
    with pytest.raises(errors.NotYourDelegation):
        revoke(scene.office, scene.company_id, "priya", wanted.id)
    with pytest.raises(errors.NobodyByThatName):
        scene.let("ines", "nobody")


def test_a_limit_is_used_up_by_oneself_and_by_delegates_together(scene: Scene) -> None:
    """Each request commits €182k; Ines may approve €400k in the cycle."""
    scene.limit("ines", 400_000)
    scene.let("ines", "jonas")
    scene.let("ines", "priya")
    scene.answer("ines", 0)
    scene.answer("jonas", 1)
    with pytest.raises(errors.OverAuthority, match="€182,000; €36,000"):
        scene.answer("priya", 2)
    assert len(scene.decisions()) == 2


def test_a_delegation_has_a_limit_of_its_own(scene: Scene) -> None:
    scene.let("ines", "jonas", limit_eur=Decimal(200_000))
    scene.answer("jonas", 0)
    with pytest.raises(errors.OverDelegation):
        scene.answer("jonas", 1)


def test_two_approvals_at_once_cannot_use_the_same_room(scene: Scene) -> None:
    scene.limit("ines", 200_000)
    start = Barrier(2)
    refused: list[type[BaseException]] = []

    def approve(number: int) -> None:
        start.wait()
        try:
            scene.answer("ines", number)
        except errors.OverAuthority as over:
            refused.append(type(over))

    both = [Thread(target=approve, args=(number,)) for number in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert refused == [errors.OverAuthority]
    assert len(scene.decisions()) == 1


def test_who_lacks_authority_is_joined_by_somebody_above(scene: Scene) -> None:
    with scene.office.sessions(scene.company_id) as session:
        limits = [
            Limit(role=Role.COO, limit_eur=Decimal(1_000)),
            Limit(role=Role.GENERAL_MANAGER, limit_eur=Decimal(10_000_000)),
        ]
        authorities.set_limits(session, scene.company_id, limits)
        session.scalars(
            select(PersonRow).where(PersonRow.key == "ines")
        ).one().manager_key = "henrik"
    case = stage.case_row(scene.office, scene.company_id)
    start_case(scene.office, case)
    advance(scene.office, case.id, scene.company_id)
    request = stage.request_of(scene.office, scene.company_id, case.id)
    joined = Scene(scene.office, scene.company_id, (request,))
    with pytest.raises(errors.OverAuthority):
        joined.answer("ines")
    assert joined.answer("henrik").closed
