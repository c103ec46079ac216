"""The life of a decision through the real database and the real graph, without a worker."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL

from gates.errors import AlreadyDecided, AuthorCannotDecide, BriefMoved, NotYourDecision
from runtime.advancing import advance
from runtime.deciding import Answer, record_ballot
from runtime.office import Office
from runtime.sweeping import reconcile, start_case
from store import ledger
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow
from store.tables.gates import RequestRow
from tests import stage


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = stage.office_at(empty_database)
    yield opened
    opened.close()


@pytest.fixture
def asked(office: Office) -> tuple[int, RequestRow]:
    company_id = stage.set_up_company(office)
    case = stage.case_row(office, company_id)
    start_case(office, case)
    advance(office, case.id, company_id)
    return company_id, stage.request_of(office, company_id, case.id)


def answer(company_id: int, request: RequestRow, who: str = "ines") -> Answer:
    return Answer(company_id=company_id, person_key=who, request_id=request.id)


def effects(office: Office, company_id: int) -> list[EffectRow]:
    with office.sessions(company_id) as session:
        return session.query(EffectRow).all()


def test_a_decision_moves_the_case_and_its_effect_follows(
    office: Office, asked: tuple[int, RequestRow]
) -> None:
    company_id, request = asked
    assert effects(office, company_id) == []
    receipt = record_ballot(office, answer(company_id, request), stage.ballot(request))
    assert receipt.closed
    advance(office, request.case_id, company_id)
    (effect,) = effects(office, company_id)
    assert effect.content["choice"] == "build_early"
    with office.sessions(company_id) as session:
        assert session.get_one(CaseRow, request.case_id).state == "done"


def test_advancing_again_changes_nothing(office: Office, asked: tuple[int, RequestRow]) -> None:
    company_id, request = asked
    record_ballot(office, answer(company_id, request), stage.ballot(request))
    for _ in range(3):
        advance(office, request.case_id, company_id)
    assert len(effects(office, company_id)) == 1


def test_ringing_an_undecided_gate_leaves_it_waiting(
    office: Office, asked: tuple[int, RequestRow]
) -> None:
    company_id, request = asked
    with office.sessions(company_id) as session:
        stage_case = session.get_one(CaseRow, request.case_id)
        stage_case.rings += 1
    advance(office, request.case_id, company_id)
    assert effects(office, company_id) == []


def test_the_same_ballot_twice_is_one_decision(
    office: Office, asked: tuple[int, RequestRow]
) -> None:
    company_id, request = asked
    ballot = stage.ballot(request)
    first = record_ballot(office, answer(company_id, request), ballot)
    again = record_ballot(office, answer(company_id, request), ballot)
    assert again.repeated
    assert again.decision == first.decision


def test_a_second_answer_is_refused(office: Office, asked: tuple[int, RequestRow]) -> None:
    company_id, request = asked
    record_ballot(office, answer(company_id, request), stage.ballot(request))
    with pytest.raises(AlreadyDecided):
        record_ballot(office, answer(company_id, request), stage.ballot(request))


def test_a_brief_that_moved_is_refused(office: Office, asked: tuple[int, RequestRow]) -> None:
    company_id, request = asked
    seen = stage.ballot(request)
    with office.sessions(company_id) as session:
        row = session.get_one(RequestRow, request.id)
        moved = stage.brief(question="Approve building half of it early?")
        assert stage.redraft(session, row, moved, stage.NOW)
    with pytest.raises(BriefMoved):
        record_ballot(office, answer(company_id, request), seen)


@pytest.mark.parametrize("who", ["henrik", "nobody"])
def test_who_has_no_seat_is_refused(
    office: Office, asked: tuple[int, RequestRow], who: str
) -> None:
    company_id, request = asked
    with pytest.raises(NotYourDecision):
        record_ballot(office, answer(company_id, request, who), stage.ballot(request))


def test_an_author_who_got_a_seat_is_refused(office: Office, asked: tuple[int, RequestRow]) -> None:
    company_id, request = asked
    with office.sessions(company_id) as session:
        row = session.get_one(RequestRow, request.id)
        stage.redraft(session, row, stage.brief(authors=("ines",)), stage.NOW)
    now = stage.request_of(office, company_id, request.case_id)
    with pytest.raises(AuthorCannotDecide):
        record_ballot(office, answer(company_id, now), stage.ballot(now))


def test_another_company_sees_nothing(office: Office, asked: tuple[int, RequestRow]) -> None:
    _, request = asked
    other = stage.set_up_company(office)
    with pytest.raises(NotYourDecision):
        record_ballot(office, answer(other, request), stage.ballot(request))
    with office.sessions(other) as session:
        assert session.execute(text("select count(*) from request")).scalar() == 0


def test_a_refused_decision_leaves_nothing_behind(
    office: Office, asked: tuple[int, RequestRow]
) -> None:
    company_id, request = asked
    before = _counts(office, company_id)
    with pytest.raises(NotYourDecision):
        record_ballot(office, answer(company_id, request, "henrik"), stage.ballot(request))
    assert _counts(office, company_id) == before


def _counts(office: Office, company_id: int) -> tuple[int, int, int]:
    with office.unfenced() as session:
        jobs = session.execute(text("select count(*) from procrastinate_jobs")).scalar()
        decided = session.execute(text("select count(*) from decision")).scalar()
        return int(jobs or 0), int(decided or 0), ledger.head(session, company_id).seq


def test_start_up_queues_what_nobody_looked_at(
    office: Office, asked: tuple[int, RequestRow]
) -> None:
    company_id, request = asked
    record_ballot(office, answer(company_id, request), stage.ballot(request))
    with office.unfenced() as session:
        session.execute(text("delete from procrastinate_jobs"))
    assert reconcile(office) == 1
    advance(office, request.case_id, company_id)
    assert reconcile(office) == 0
