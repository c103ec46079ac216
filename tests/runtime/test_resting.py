"""What a case's place says of its rest: the pauses it was left at, or nothing when in doubt."""

from collections.abc import Iterator

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.types import StateSnapshot
from sqlalchemy import text
from sqlalchemy.engine import URL

from runtime import case_saver
from runtime.advancing import advance
from runtime.checkpoints import Graphs
from runtime.deciding import Answer, record_ballot
from runtime.office import Office
from runtime.sweeping import start_case
from tests import stage


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = stage.office_at(empty_database)
    yield opened
    opened.close()


@pytest.fixture(params=[0.0, 60.0], ids=["written as it goes", "written at its rest"])
def at_rest(
    office: Office, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> RunnableConfig:
    monkeypatch.setattr(case_saver, "MOMENT_S", request.param)
    case = stage.case_row(office, stage.set_up_company(office))
    start_case(office, case)
    advance(office, case.id, case.company_id)
    return {"configurable": {"thread_id": case.id}}


def test_a_case_that_rests_says_at_which_pauses(office: Office, at_rest: RunnableConfig) -> None:
    said = office.graphs.rest_of(at_rest)
    assert said
    assert said == office.graphs.look_at("cycle", at_rest).interrupts


def test_from_there_it_goes_on_without_a_look(
    office: Office, at_rest: RunnableConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(*_given: object) -> StateSnapshot:
        raise AssertionError

    case_id = at_rest["configurable"]["thread_id"]
    with office.unfenced() as session:
        company_id = session.scalars(text("select company_id from work_case")).one()
    request = stage.request_of(office, company_id, case_id)
    answer = Answer(company_id=company_id, person_key="ines", request_id=request.id)
    record_ballot(office, answer, stage.ballot(request))
    monkeypatch.setattr(Graphs, "look_at", look)
    advance(office, case_id, company_id)
    with office.unfenced() as session:
        state = session.scalars(text("select state from work_case")).one()
    assert state == "done"


ANOTHER_WROTE = """
    insert into checkpoint_writes (thread_id, checkpoint_ns, checkpoint_id, task_id, task_path,
                                   idx, channel, type, blob)
    select thread_id, checkpoint_ns, checkpoint_id, 'another', '', 0, 'case_id', type, blob
    from checkpoint_writes where channel = '__interrupt__'
"""
"""A sibling's result, or the answer a worker was about to pass on when it died."""
NEVER_SAID = "update checkpoints set metadata = metadata - 'sopwith_rests'"
"""A place written in the middle of a step, or before places said it."""


@pytest.mark.parametrize("doubt", [ANOTHER_WROTE, NEVER_SAID], ids=["another wrote", "never said"])
def test_in_doubt_it_says_nothing(office: Office, at_rest: RunnableConfig, doubt: str) -> None:
    with office.unfenced() as session:
        assert session.execute(text(doubt)).rowcount > 0  # type: ignore[attr-defined] # a cursor's
    assert office.graphs.rest_of(at_rest) is None


def test_a_case_that_never_began_says_nothing(office: Office) -> None:
    assert office.graphs.rest_of({"configurable": {"thread_id": "cycle:none"}}) is None
