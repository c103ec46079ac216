"""A case that can't go on is never silent, and goes on safely once its cause is gone."""

import asyncio
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from procrastinate.retry import RetryStrategy
from sqlalchemy import text
from sqlalchemy.engine import URL
from typer.testing import CliRunner

from gates.people import Role
from runtime import engine
from runtime.advancing import advance
from runtime.commands import application
from runtime.deciding import Answer, record_ballot
from runtime.engine import worker_queue
from runtime.office import Office
from runtime.retrying import (
    CaseInHand,
    CaseNotStuck,
    CaseUnknown,
    MayNotRetry,
    retry_case,
    retry_for,
)
from runtime.sweeping import start_case, sweep
from runtime.troubles import WORKER_DIED
from store import cases
from store.advancing import in_hand
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow
from store.tables.gates import DecisionRow, RequestRow
from store.tables.ledger import LedgerEventRow
from store.tables.people import PersonRow
from store.troubles import Trouble, TroubledCase, lost_cases, troubled_cases
from tests import stage
from tests.processes import wait_until, worker


class PrinterJam(Exception):
    """What a step raises."""


class Flag:
    """Whoever reaches this point fails until the flag is cleared."""

    def __init__(self, point: str) -> None:
        self.point: str | None = point
        self.failed = 0

    def reached(self, point: str) -> None:
        if point == self.point:
            self.failed += 1
            raise PrinterJam("Tray 2.")


@pytest.fixture
def flag() -> Flag:
    return Flag("stage.acted")


@pytest.fixture
def office(empty_database: URL, flag: Flag) -> Iterator[Office]:
    opened = replace(stage.office_at(empty_database), reached=flag.reached)
    yield opened
    opened.close()


@pytest.fixture
def company_id(office: Office) -> int:
    return stage.set_up_company(office)


@pytest.fixture
def case_id(office: Office, company_id: int) -> str:
    """Its gate is decided; the step after it fails after its work is done."""
    case = stage.case_row(office, company_id)
    start_case(office, case)
    work(office)
    request = stage.request_of(office, company_id, case.id)
    answer = Answer(company_id=company_id, person_key="ines", request_id=request.id)
    record_ballot(office, answer, stage.ballot(request))
    return case.id


def work(office: Office) -> None:
    """A real worker, until nothing is left that can be done now."""

    async def until_done() -> None:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        queue = worker_queue(office, office.conninfo)
        async with queue.open_async():
            await queue.run_worker_async(
                wait=False, concurrency=1, install_signal_handlers=False, listen_notify=False
            )
        await asyncio.to_thread(office.graphs.close)

    asyncio.run(until_done())


@contextmanager
def tried(times: int, *, wait: int = 0) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(engine, "AGAIN", RetryStrategy(max_attempts=times, wait=wait))
        yield


def fail(office: Office) -> None:
    with tried(2):
        work(office)


def failed(office: Office, company_id: int) -> str:
    """A case that failed some time ago."""
    case = stage.case_row(office, company_id)
    case.state, case.problem, case.problem_since = "failed", "It broke.", stage.NOW
    case.rings = 1
    with office.sessions(company_id) as session:
        session.add(case)
        return case.id


def case_of(office: Office, case_id: str) -> CaseRow:
    with office.unfenced() as session:
        return session.get_one(CaseRow, case_id)


def trouble_of(office: Office) -> TroubledCase:
    with office.unfenced() as session:
        (found,) = troubled_cases(session)
    return found


def events(office: Office, kind: str) -> list[dict[str, Any]]:
    with office.unfenced() as session:
        rows = session.query(LedgerEventRow).filter_by(kind=kind)
        return [json.loads(row.content) for row in rows]


def counts(office: Office) -> tuple[int, int, int]:
    with office.unfenced() as session:
        return (
            session.query(RequestRow).count(),
            session.query(DecisionRow).count(),
            session.query(EffectRow).count(),
        )


def queue_now(office: Office) -> None:
    with office.unfenced() as session:
        session.execute(text("update procrastinate_jobs set scheduled_at = null"))


def test_its_error_is_noted_at_the_first_failure_and_forgotten_when_it_moves(
    office: Office, case_id: str, flag: Flag
) -> None:
    with tried(30, wait=60):
        work(office)
    case = case_of(office, case_id)
    assert case.problem == "In the step “act”: PrinterJam: Tray 2."
    assert case.problem_since is not None
    assert office.now() - case.problem_since < timedelta(minutes=1)
    assert trouble_of(office).trouble is Trouble.TRIES_AGAIN
    with pytest.raises(CaseNotStuck):
        retry_case(office, company_id=case.company_id, case_id=case_id)
    flag.point = None
    queue_now(office)
    work(office)
    case = case_of(office, case_id)
    assert (case.state, case.problem, case.problem_since) == ("done", None, None)
    assert (events(office, "case_failed"), counts(office)) == ([], (1, 1, 1))


def test_when_its_attempts_are_spent_it_fails_and_stands_still(
    office: Office, case_id: str, flag: Flag
) -> None:
    fail(office)
    assert (case_of(office, case_id).state, flag.failed) == ("failed", 3)
    assert trouble_of(office).trouble is Trouble.FAILED
    (told,) = events(office, "case_failed")
    assert told["facts"] == {"error": "PrinterJam", "step": "act"}
    with office.unfenced() as session:
        assert not lost_cases(session)
        cases.ring(session, case_id)
        office.defer(session, case_id, case_of(office, case_id).company_id)
    work(office)
    assert flag.failed == 3, "something that happens to it doesn't set it going by itself"


def test_since_when_is_the_first_failure(office: Office, case_id: str) -> None:
    with tried(30, wait=60):
        work(office)
    first = case_of(office, case_id).problem_since
    queue_now(office)
    fail(office)
    case = case_of(office, case_id)
    assert (case.state, case.problem_since) == ("failed", first)


def test_retried_it_goes_on_where_it_failed_and_nothing_is_done_twice(
    office: Office, company_id: int, case_id: str, flag: Flag
) -> None:
    fail(office)
    flag.point = None
    retry_case(office, company_id=company_id, case_id=case_id)
    assert trouble_of(office).trouble is Trouble.TRIES_AGAIN, "shown until it moves"
    work(office)
    case = case_of(office, case_id)
    assert (case.state, case.problem) == ("done", None)
    assert counts(office) == (1, 1, 1)
    assert len(events(office, "case_retried")) == 1


def test_retried_before_its_cause_is_gone_it_fails_again(
    office: Office, company_id: int, case_id: str
) -> None:
    fail(office)
    retry_case(office, company_id=company_id, case_id=case_id)
    fail(office)
    assert case_of(office, case_id).state == "failed"
    assert len(events(office, "case_failed")) == 2


def test_what_happened_to_it_while_it_stood_still_is_seen_afterwards(
    office: Office, company_id: int
) -> None:
    """It fails while a gate of it is open, and is decided meanwhile."""
    broken = replace(office, reached=Flag("stage.asked").reached)
    case = stage.case_row(office, company_id)
    start_case(office, case)
    fail(broken)
    request = stage.request_of(office, company_id, case.id)
    answer = Answer(company_id=company_id, person_key="ines", request_id=request.id)
    record_ballot(broken, answer, stage.ballot(request))
    work(broken)
    assert case_of(office, case.id).state == "failed"
    whole = replace(office, reached=lambda _: None)
    retry_case(whole, company_id=company_id, case_id=case.id)
    work(whole)
    assert (case_of(office, case.id).state, counts(office)) == ("done", (1, 1, 1))


@pytest.mark.parametrize("role", list(Role))
def test_only_an_admin_or_the_lead_may(office: Office, company_id: int, role: Role) -> None:
    case_id = failed(office, company_id)
    with office.sessions(company_id) as session:
        session.query(PersonRow).filter_by(key="marta").one().role = role.value
    if role in {Role.ADMIN, Role.SOP_LEAD}:
        retry_for(office, company_id=company_id, person_key="marta", case_id=case_id)
        (event,) = events(office, "case_retried")
        assert (event["actor"]["kind"], event["actor"]["key"]) == ("person", "marta")
    else:
        with pytest.raises(MayNotRetry):
            retry_for(office, company_id=company_id, person_key="marta", case_id=case_id)
        assert case_of(office, case_id).state == "failed"


def test_refused_where_there_is_nothing_to_retry(
    office: Office, company_id: int, case_id: str, flag: Flag
) -> None:
    flag.point = None
    work(office)
    refusals: list[tuple[Callable[[], None], type[Exception]]] = [
        (lambda: retry_case(office, company_id=company_id, case_id=case_id), CaseNotStuck),
        (lambda: retry_case(office, company_id=company_id, case_id="cycle:none"), CaseUnknown),
        (lambda: retry_case(office, company_id=company_id + 1, case_id=case_id), CaseUnknown),
    ]
    for attempt, refusal in refusals:
        with pytest.raises(refusal):
            attempt()
    assert events(office, "case_retried") == []


def test_the_second_of_two_retries_changes_nothing(
    office: Office, company_id: int, case_id: str
) -> None:
    fail(office)
    connection = office.graphs.connection()
    with in_hand(connection, case_id, company_id), pytest.raises(CaseInHand):
        retry_case(office, company_id=company_id, case_id=case_id)
    retry_case(office, company_id=company_id, case_id=case_id)
    rings = case_of(office, case_id).rings
    with pytest.raises(CaseNotStuck):
        retry_case(office, company_id=company_id, case_id=case_id)
    assert case_of(office, case_id).rings == rings
    assert len(events(office, "case_retried")) == 1


def test_a_case_whose_job_was_lost_is_queued_by_the_next_sweep(
    office: Office, case_id: str, flag: Flag
) -> None:
    assert sweep(office) == 0, "its job waits; nothing is lost"
    with office.unfenced() as session:
        session.execute(text("update procrastinate_jobs set status = 'failed'"))
    assert trouble_of(office).trouble is Trouble.LOST
    assert sweep(office) == 1
    assert sweep(office) == 0, "it is queued once"
    flag.point = None
    work(office)
    assert (case_of(office, case_id).state, counts(office)) == ("done", (1, 1, 1))


def test_a_case_that_others_have_in_hand_is_in_no_trouble(
    office: Office, company_id: int, case_id: str, flag: Flag
) -> None:
    flag.point = None
    with in_hand(office.graphs.connection(), case_id, company_id):
        fail(office)
        assert case_of(office, case_id).problem is None
    sweep(office)
    work(office)
    assert case_of(office, case_id).state == "done"


def test_a_case_that_kills_every_worker_is_fed_to_no_more(
    office: Office, empty_database: URL, company_id: int, case_id: str, tmp_path: Path
) -> None:
    with worker(empty_database, tmp_path, "stage.acted") as doomed:
        wait_until(lambda: doomed.poll() == -9)
    with office.unfenced() as session:
        session.execute(text("update procrastinate_jobs set attempts = 30"))
    with worker(empty_database, tmp_path) as spare:
        wait_until(lambda: case_of(office, case_id).state == "failed")
        assert case_of(office, case_id).problem == WORKER_DIED
        retry_case(office, company_id=company_id, case_id=case_id)
        wait_until(lambda: case_of(office, case_id).state == "done")
        assert spare.poll() is None
    assert counts(office) == (1, 1, 1)


def test_the_message_of_a_database_error_shows_no_query(
    office: Office, company_id: int, case_id: str
) -> None:
    def reached(point: str) -> None:
        if point == "stage.acted":
            with office.sessions(company_id) as session:
                session.execute(text("select 1/0 as secret"))

    fail(replace(office, reached=reached))
    assert case_of(office, case_id).problem == ("In the step “act”: DataError: division by zero")


def run(*command: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(application(), ["case", *command])
    return result.exit_code, result.stdout.strip(), result.stderr.strip()


@pytest.fixture
def typed(empty_database: URL, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setenv("SOPWITH_DATABASE_URL", empty_database.render_as_string(hide_password=False))
    monkeypatch.setattr("graphs.builders.BUILDERS", {"cycle": stage.build})
    return run


def test_the_command_lists_and_retries(
    office: Office, company_id: int, case_id: str, typed: Callable[..., tuple[int, str, str]]
) -> None:
    assert typed("retry", case_id)[0] == 1
    fail(office)
    code, told, _ = typed("list")
    assert (code, told.split(":")[0]) == (0, "cycle")
    assert "PrinterJam: Tray 2." in told
    (listed,) = json.loads(typed("list", "--json")[1])
    assert (listed["id"], listed["trouble"]) == (case_id, "failed")
    assert typed("retry", case_id) == (0, f"{case_id} is queued again.", "")
    code, _, why = typed("retry", case_id)
    assert (code, why) == (1, "This case isn't stuck. Nothing was changed.")
    assert typed("retry", "cycle:none")[0] == 2
    assert typed("retry")[0] == 2
    fail(office)
    assert typed("retry", "--all") == (0, f"{case_id} is queued again.", "")
    assert typed("retry", "--all") == (0, "No case is stuck.", "")
    advance(replace(office, reached=lambda _: None), case_id, company_id)
    assert typed("list") == (0, "Every case goes on.", "")
