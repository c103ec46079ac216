"""The queue: Procrastinate on our PostgreSQL. Jobs are few, dull, and carry ids only."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from procrastinate import App, JobContext, PsycopgConnector, SyncPsycopgConnector
from procrastinate.connector import BaseConnector
from procrastinate.jobs import Job, Status
from procrastinate.retry import RetryStrategy
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool
from sqlalchemy.orm import Session

from mail.mailbox import FolderMailbox, Mailbox

if TYPE_CHECKING:
    from runtime.office import Office

ADVANCE = "advance"
DELIVER = "deliver"
SWEEP = "sweep"
HAND_OVER = "hand_over"
READ_MAIL = "read_mail"
SIGN_HEADS = "sign_heads"
KEEP_FINISHED_HOURS = 24
AGAIN = RetryStrategy(max_attempts=30, wait=1)
MINUTE_S = 60


def deferring_queue() -> App:
    """The queue as routes and nodes see it: jobs go in on the caller's own connection."""
    return App(connector=SyncPsycopgConnector())


def defer_advance(queue: App, session: Session, case_id: str, company_id: int) -> None:
    """Queue the case's next step; it exists if and only if the transaction commits."""
    connection = session.connection().connection.driver_connection
    queue.configure_task(ADVANCE, lock=case_id, connection=connection).defer(
        case_id=case_id, company_id=company_id
    )


def defer_delivery(queue: App, session: Session, effect_id: int, company_id: int) -> None:
    """Queue one attempt to deliver an effect."""
    connection = session.connection().connection.driver_connection
    queue.configure_task(DELIVER, lock=f"effect:{effect_id}", connection=connection).defer(
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
    from runtime import advancing, delivering, sweeping, troubles  # noqa: PLC0415 they need this module's names

    queue = App(connector=connector)

    @queue.task(name=ADVANCE, retry=AGAIN, pass_context=True)
    def advance(context: JobContext, case_id: str, company_id: int) -> None:
        last = partial(_is_last, context.job)
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
        """Give a dead worker's jobs to the living, and forget what is long done."""
        manager = context.app.job_manager
        stalled_s = office.settings.heartbeat_s * 3
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=stalled_s):
            if job.task_name == ADVANCE:
                await asyncio.to_thread(troubles.note_death, office, job, final=_is_last(job))
            if _is_last(job):
                await manager.finish_job(job, Status.FAILED, delete_job=False)
            else:
                await manager.retry_job(job)
        if timestamp % 600 < office.settings.sweep_s:
            await manager.delete_old_jobs(nb_hours=KEEP_FINISHED_HOURS, include_failed=True)

    _sign_heads(queue, office)
    if office.settings.mailbox is not None:
        _read_mail_from(FolderMailbox(office.settings.mailbox), queue, office)
    return queue


def _is_last(job: Job, error: Exception | None = None) -> bool:
    """Whether the job isn't tried again after this attempt."""
    return AGAIN.get_retry_decision(exception=error or Exception(), job=job) is None


def _read_mail_from(mailbox: Mailbox, queue: App, office: "Office") -> None:
    from runtime import receiving  # noqa: PLC0415 it needs this module's names

    @queue.periodic(cron=every(office.settings.sweep_s))
    @queue.task(name=READ_MAIL, queueing_lock=READ_MAIL)
    def read_mail(timestamp: int) -> None:  # noqa: ARG001 the queue passes it
        receiving.receive_all(office, mailbox)


def _sign_heads(queue: App, office: "Office") -> None:
    from runtime import signing_heads  # noqa: PLC0415 it needs this module's names

    @queue.periodic(cron=every(office.settings.heads_s))
    @queue.task(name=SIGN_HEADS, queueing_lock=SIGN_HEADS, lock=SIGN_HEADS)
    def sign_heads(timestamp: int) -> None:  # noqa: ARG001 the queue passes it
        signing_heads.sign_heads(office)


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
            concurrency=concurrency,
            update_heartbeat_interval=office.settings.heartbeat_s,
            stalled_worker_timeout=office.settings.heartbeat_s * 3,
            fetch_job_polling_interval=2.0,
            install_signal_handlers=False,
        )
