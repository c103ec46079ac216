"""What a dead worker had in hand goes to the living, whatever else it had."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL

from runtime.engine import ADVANCE, SIGN_HEADS, worker_queue
from runtime.handing_over import hand_over
from runtime.office import Office
from tests import stage

DEAD = "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour')"
JOB = """
    insert into procrastinate_jobs
      (task_name, queue_name, lock, queueing_lock, status, worker_id, args)
    values
      (:task, 'default', :lock, :queueing_lock, cast(:status as procrastinate_job_status),
       :worker, cast(:args as jsonb))
"""


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = stage.office_at(empty_database)
    yield opened
    opened.close()


def _job(office: Office, task: str, worker: int | None, **more: str | None) -> None:
    given = {"lock": task, "queueing_lock": None, "args": "{}"} | more
    status = "todo" if worker is None else "doing"
    with office.unfenced() as session:
        session.execute(text(JOB), given | {"task": task, "worker": worker, "status": status})


def _jobs(office: Office) -> list[tuple[str, str]]:
    query = text("select task_name, status::text from procrastinate_jobs order by id")
    with office.unfenced() as session:
        return [(task, status) for task, status in session.execute(query)]


async def _hand_over(office: Office) -> None:
    queue = worker_queue(office, office.conninfo)
    async with queue.open_async():
        await hand_over(office, queue.job_manager, timestamp=1)


def test_a_periodic_job_that_waits_again_already_holds_nothing_up(office: Office) -> None:
    with office.unfenced() as session:
        dead = session.scalar(text(f"{DEAD} returning id"))
    case = '{"case_id": "cycle:x", "company_id": 1}'
    _job(office, SIGN_HEADS, dead, queueing_lock=SIGN_HEADS)
    _job(office, SIGN_HEADS, None, queueing_lock=SIGN_HEADS)
    _job(office, ADVANCE, dead, args=case)
    asyncio.run(_hand_over(office))
    assert _jobs(office) == [(SIGN_HEADS, "failed"), (SIGN_HEADS, "todo"), (ADVANCE, "todo")]


def test_a_periodic_job_is_tried_again_where_none_waits(office: Office) -> None:
    with office.unfenced() as session:
        dead = session.scalar(text(f"{DEAD} returning id"))
    _job(office, SIGN_HEADS, dead, queueing_lock=SIGN_HEADS)
    asyncio.run(_hand_over(office))
    assert _jobs(office) == [(SIGN_HEADS, "todo")]
