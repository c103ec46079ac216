"""The queue: Procrastinate on our PostgreSQL. Jobs are few, dull, and carry ids only."""

from functools import partial
from typing import TYPE_CHECKING, Any

from procrastinate import App, JobContext, PsycopgConnector, SyncPsycopgConnector
from procrastinate.connector import BaseConnector
from procrastinate.jobs import Job
from procrastinate.retry import RetryStrategy
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.orm import Session

from runtime.bell import Ring

if TYPE_CHECKING:
    from runtime.office import Office

ADVANCE = "advance"
DELIVER = "deliver"
SWEEP = "sweep"
HAND_OVER = "hand_over"
READ_MAIL = "read_mail"
FETCH_MAIL = "fetch_mail"
SIGN_HEADS = "sign_heads"
PREVIEW = "preview"
KEEP_FINISHED_HOURS = 24
AGAIN = RetryStrategy(max_attempts=30, wait=1)
MINUTE_S = 60

WORK = "default"
RUNG = "rung"
"""Jobs somebody rings the bell for. No worker watches this queue; `hand_over` looks through it."""
HEAD_START_S = 1
"""How long a job is left to the bell. It holds no lock, so nothing waits behind it."""


def deferring_queue() -> App:
    """The queue as routes and nodes see it: jobs go in on the caller's own connection."""
    return App(connector=SyncPsycopgConnector())


def driver_under(session: Session) -> Any:
    """The session's own connection as the queue takes it."""
    return session.connection().connection.driver_connection


def defer_advance(queue: App, session: Session, case_id: str, company_id: int) -> None:
    """Queue the case's next step; it exists if and only if the transaction commits."""
    queue.configure_task(ADVANCE, lock=case_id, connection=driver_under(session)).defer(
        case_id=case_id, company_id=company_id
    )


def defer_rung(queue: App, session: Session, case_id: str, company_id: int) -> Ring:
    """Queue it for the bell, which is to be rung when the transaction has committed."""
    job = queue.configure_task(
        ADVANCE,
        queue=RUNG,
        schedule_in={"seconds": HEAD_START_S},
        connection=driver_under(session),
    )
    job_id = job.defer(case_id=case_id, company_id=company_id)
    return Ring(case_id=case_id, company_id=company_id, job_id=job_id)


def take_back(queue: App, connection: Any, job_id: int) -> bool:
    """Take a job out of the queue; says whether it was still there and nobody had begun it."""
    return queue.job_manager.cancel_job_by_id(job_id, delete_job=True, connection=connection)


def defer_delivery(queue: App, session: Session, effect_id: int, company_id: int) -> None:
    """Queue one attempt to deliver an effect."""
    lock = f"effect:{effect_id}"
    queue.configure_task(DELIVER, lock=lock, connection=driver_under(session)).defer(
        effect_id=effect_id, company_id=company_id
    )


def worker_queue(office: "Office", conninfo: str) -> App:
    """The queue as a worker runs it, with its tasks bound to the office."""
    connector = PsycopgConnector(
        conninfo=conninfo,
        min_size=2,
        max_size=6,
        configure=_bookkeeping,
        pool_factory=_unchecked_pool,
    )
    return with_tasks(connector, office)


async def _bookkeeping(connection: AsyncConnection[Any]) -> None:
    """The queue's own statements stand alone and don't wait for the disk.

    A server that loses the end of its log hands a job out again, and a job never trusts that
    it runs once. Jobs themselves go in by our transactions, which do wait.
    """
    await connection.set_autocommit(True)
    await connection.execute("set synchronous_commit to off")


def _unchecked_pool(**settings: Any) -> AsyncConnectionPool:
    """A pool that asks no connection whether it lives before each use.

    When the database goes away the worker ends with its listener anyway.
    """
    settings["check"] = None
    return AsyncConnectionPool(**settings)


def with_tasks(connector: BaseConnector, office: "Office") -> App:
    from runtime import (  # noqa: PLC0415 they need this module's names
        advancing,
        delivering,
        handing_over,
        sweeping,
        troubles,
    )

    queue = App(connector=connector)

    @queue.task(name=ADVANCE, retry=AGAIN, pass_context=True)
    def advance(context: JobContext, case_id: str, company_id: int) -> None:
        last = partial(is_last, context.job)
        with troubles.problems_noted(office, case_id, company_id, is_last=last):
            advancing.advance(office, case_id, company_id)

    @queue.task(name=DELIVER, retry=AGAIN)
    def deliver(effect_id: int, company_id: int) -> None:
        delivering.deliver(office, effect_id, company_id)

    @queue.periodic(cron=every(office.settings.sweep_s))
    @queue.task(name=SWEEP, queueing_lock=SWEEP)
    def sweep(timestamp: int) -> None:  # noqa: ARG001 the queue passes it
        sweeping.sweep(office)

    @queue.periodic(cron=every(office.settings.sweep_s))
    @queue.task(name=HAND_OVER, queueing_lock=HAND_OVER, pass_context=True)
    async def hand_over(context: JobContext, timestamp: int) -> None:
        """Give the living what a dead worker had or no bell has done; forget what is long done."""
        await handing_over.hand_over(office, context.app.job_manager, timestamp)

    _sign_heads(queue, office)
    _read_mail(queue, office)
    _preview(queue, office)
    return queue


def is_last(job: Job, error: Exception | None = None) -> bool:
    """Whether the job isn't tried again after this attempt."""
    return AGAIN.get_retry_decision(exception=error or Exception(), job=job) is None


def _read_mail(queue: App, office: "Office") -> None:
    from runtime import mailboxes, receiving  # noqa: PLC0415 they need this module's names

    if on_disk := mailboxes.on_disk(office.settings):

        @queue.periodic(cron=every(office.settings.sweep_s))
        @queue.task(name=READ_MAIL, queueing_lock=READ_MAIL)
        def read_mail(timestamp: int) -> None:  # noqa: ARG001 the queue passes it
            receiving.receive_from(office, on_disk)

    if on_server := mailboxes.on_server(office.settings):

        @queue.periodic(cron=every(office.settings.imap_s))
        @queue.task(name=FETCH_MAIL, queueing_lock=FETCH_MAIL, lock=FETCH_MAIL)
        def fetch_mail(timestamp: int) -> None:  # noqa: ARG001 the queue passes it
            receiving.receive_from(office, on_server)


def _sign_heads(queue: App, office: "Office") -> None:
    from runtime import signing_heads  # noqa: PLC0415 it needs this module's names

    @queue.periodic(cron=every(office.settings.heads_s))
    @queue.task(name=SIGN_HEADS, queueing_lock=SIGN_HEADS, lock=SIGN_HEADS)
    def sign_heads(timestamp: int) -> None:  # noqa: ARG001 the queue passes it
        signing_heads.sign_heads(office)


def _preview(queue: App, office: "Office") -> None:
    from runtime import evaluating  # noqa: PLC0415 it needs this module's names

    @queue.task(name=PREVIEW, retry=AGAIN)
    def preview(run_id: int, company_id: int) -> None:
        evaluating.carry_out(office, run_id, company_id)


def every(seconds: int) -> str:
    """As a schedule of the queue; from a minute on in whole minutes.

    >>> every(2), every(150)
    ('* * * * * */2', '*/2 * * * *')
    """
    return f"* * * * * */{seconds}" if seconds < MINUTE_S else f"*/{seconds // MINUTE_S} * * * *"


async def run_worker(office: "Office", conninfo: str, *, concurrency: int = 2) -> None:
    """Work until cancelled or told to stop by a signal."""
    queue = worker_queue(office, conninfo)
    async with queue.open_async():
        await queue.run_worker_async(
            queues=[WORK],
            concurrency=concurrency,
            update_heartbeat_interval=office.settings.heartbeat_s,
            stalled_worker_timeout=office.settings.heartbeat_s * 3,
            fetch_job_polling_interval=2.0,
            install_signal_handlers=False,
        )
