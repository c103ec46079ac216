"""The database server dies and loses what nobody waited for; decisions and effects don't suffer."""

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import URL

from runtime.advancing import advance
from runtime.deciding import Answer, record_ballot
from runtime.office import Office
from runtime.sweeping import reconcile, start_case
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow
from store.tables.gates import DecisionRow, RequestRow
from tests import stage
from tests.servers import data_folder, own_server, pg_ctl

CASES = 8


@pytest.fixture
def crashing() -> Iterator[URL]:
    with own_server() as url:
        yield url


def _decided(office: Office, company_id: int) -> list[str]:
    cases = [stage.case_row(office, company_id) for _ in range(CASES)]
    for case in cases:
        start_case(office, case)
        advance(office, case.id, company_id)
        request = stage.request_of(office, company_id, case.id)
        answer = Answer(company_id=company_id, person_key="ines", request_id=request.id)
        record_ballot(office, answer, stage.ballot(request))
        advance(office, case.id, company_id)
    return [case.id for case in cases]


def test_what_was_lost_is_done_again_and_nothing_twice(crashing: URL) -> None:
    office = stage.office_at(crashing)
    company_id = stage.set_up_company(office)
    cases = _decided(office, company_id)
    data = data_folder(crashing)
    office.close()
    pg_ctl(data, "restart", "-m", "immediate")
    office = stage.office_at(crashing)
    with office.sessions(company_id) as session:
        assert session.query(DecisionRow).count() == CASES
        assert session.query(CaseRow).filter_by(state="done").count() < CASES
    assert reconcile(office) >= 1
    for case_id in cases:
        advance(office, case_id, company_id)
    with office.sessions(company_id) as session:
        assert session.query(CaseRow).filter_by(state="done").count() == CASES
        assert session.query(RequestRow).count() == CASES
        assert session.query(EffectRow).count() == CASES
    office.close()
