"""Several requests answered at once while others answer too: all of them, or none of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from threading import Barrier, Thread
from uuid import UUID

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.engine import URL

from gates import errors
from gates.catalogue import MISSING_INPUT
from gates.tiers import Assurance
from runtime.deciding import Answer, record_ballot
from runtime.deciding_together import Item, Undecided, record_together
from runtime.office import Office
from store import cases, ledger, requests
from store.tables.cycles import CaseRow
from store.tables.gates import DecisionRow, RequestRow
from store.tables.people import PersonRow
from tests import stage

ROUNDS, EACH = 6, 5


@dataclass(frozen=True, slots=True)
class Scene:
    office: Office
    company_id: int

    def ask(self) -> list[UUID]:
        option = stage.brief().options[0]
        ways = tuple(replace(option, key=key, name=key) for key in ("wait", "go"))
        made = []
        for _ in range(EACH):
            row = stage.case_row(self.office, self.company_id)
            with self.office.sessions(self.company_id) as session:
                cases.open_case(session, row)
                request = requests.open_request(
                    session,
                    case=session.get_one(CaseRow, row.id),
                    key="missing",
                    gate=MISSING_INPUT,
                    brief=stage.brief(gate="missing_input", options=ways),
                    at=stage.NOW,
                )
                made.append(request.id)
        return made

    def items(self, ids: Sequence[UUID], choice: str) -> list[Item]:
        with self.office.sessions(self.company_id) as session:
            found = [session.get_one(RequestRow, one) for one in ids]
        return [
            Item(
                request_id=one.id,
                ballot=stage.ballot(one, choice=choice, assurance=Assurance.SESSION),
            )
            for one in found
        ]

    def together(self, ids: Sequence[UUID], choice: str) -> int:
        items = self.items(ids, choice)
        return len(record_together(self.office, self.company_id, "ines", items))

    def one(self, request_id: UUID) -> None:
        (item,) = self.items([request_id], "go")
        whom = Answer(company_id=self.company_id, person_key="ines", request_id=request_id)
        record_ballot(self.office, whom, item.ballot)

    def decided(self, ids: Sequence[UUID]) -> list[DecisionRow]:
        with self.office.sessions(self.company_id) as session:
            rows = select(DecisionRow).where(DecisionRow.request_id.in_(ids))
            return list(session.scalars(rows))


@pytest.fixture
def scene(empty_database: URL) -> Iterator[Scene]:
    office = stage.office_at(
        empty_database, now=lambda: stage.NOW, secret_key=SecretStr("long enough for a test, this")
    )
    company_id = stage.set_up_company(office)
    with office.sessions(company_id) as session:
        session.query(PersonRow).filter_by(key="ines").one().role = "sop_lead"
    yield Scene(office, company_id)
    office.close()


def at_once(*doing: Callable[[], object]) -> list[str]:
    """What each of them came to: a refusal's name, or nothing."""
    barrier, said = Barrier(len(doing)), [""] * len(doing)

    def run(number: int) -> None:
        barrier.wait()
        try:
            doing[number]()
        except (errors.Refusal, Undecided) as refused:
            said[number] = type(refused).__name__

    threads = [Thread(target=run, args=(number,)) for number in range(len(doing))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def test_racing_answers_leave_all_of_a_selection_or_none(scene: Scene) -> None:
    for number in range(ROUNDS):
        ids = scene.ask()
        backwards = ids[::-1] if number % 2 else ids[1:]
        said = at_once(
            partial(scene.together, ids, "wait"),
            partial(scene.together, backwards, "go"),
            partial(scene.one, ids[number % EACH]),
        )
        made = scene.decided(ids)
        whole = [len(ids) if said[0] == "" else 0, len(backwards) if said[1] == "" else 0]
        assert len(made) == sum(whole) + (said[2] == ""), said
        assert len({row.request_id for row in made}) == len(made)
        assert any(one == "" for one in said), "somebody came first"
    with scene.office.sessions(scene.company_id) as session:
        told = sum(
            b'"kind":"decided"' in one.content for one in ledger.links(session, scene.company_id)
        )
        assert told == session.query(DecisionRow).count()


def test_the_same_selection_twice_is_one_decision_each(scene: Scene) -> None:
    ids = scene.ask()
    items = scene.items(ids, "wait")

    def send() -> None:
        record_together(scene.office, scene.company_id, "ines", items)

    assert at_once(send, send) == ["", ""]
    assert len(scene.decided(ids)) == EACH


def test_another_companys_request_among_them_decides_none(scene: Scene) -> None:
    ids = scene.ask()
    other = stage.set_up_company(scene.office)
    stranger = Answer(company_id=other, person_key="ines", request_id=ids[0])
    with pytest.raises(errors.NotYourDecision):
        record_together(scene.office, other, stranger.person_key, scene.items(ids, "wait"))
    assert scene.decided(ids) == []
