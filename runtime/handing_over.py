"""What a dead worker had and what no bell has done goes to the living; what is long done goes."""

import asyncio
from typing import Any

from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from runtime import hearing, troubles
from runtime.bell import Ring
from runtime.engine import ADVANCE, KEEP_FINISHED_HOURS, RUNG, is_last
from runtime.office import Office

TIDY_EVERY_S = 600


async def hand_over(office: Office, manager: JobManager, timestamp: int) -> None:
    """One round of it; `timestamp` is the second this round stands for."""
    stalled_s = office.settings.heartbeat_s * 3
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=stalled_s):
        await _from_the_dead(office, manager, job)
    for job in await manager.list_jobs_async(queue=RUNG, status="todo"):
        ring = _as_ring(job)
        if _had_its_start(job, timestamp) and not office.bell.will_hear(ring.job_id):
            await asyncio.to_thread(hearing.pass_on, office, ring)
    if timestamp % TIDY_EVERY_S < office.settings.sweep_s:
        await manager.delete_old_jobs(nb_hours=KEEP_FINISHED_HOURS, include_failed=True)


async def _from_the_dead(office: Office, manager: JobManager, job: Job) -> None:
    """A case that kills its workers must not be fed to one after another for ever."""
    if job.task_name == ADVANCE:
        await asyncio.to_thread(troubles.note_death, office, job, final=is_last(job))
    if is_last(job) or not await _queued_again(manager, job):
        await manager.finish_job(job, Status.FAILED, delete_job=False)


async def _queued_again(manager: JobManager, job: Job) -> bool:
    """Not where the same is queued already: of a periodic job one waits at a time."""
    try:
        await manager.retry_job(job)
    except UniqueViolation:
        return False
    return True


def _had_its_start(job: Job, timestamp: int) -> bool:
    """Whether the bell's head start is over."""
    return job.scheduled_at is None or job.scheduled_at.timestamp() <= timestamp


def _as_ring(job: Job) -> Ring:
    assert job.id is not None
    given: Any = job.task_kwargs
    return Ring(job_id=job.id, case_id=given["case_id"], company_id=given["company_id"])
