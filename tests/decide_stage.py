"""What a process that answers and works does, as `sopwith serve`: it decides once and works on."""

import asyncio
import time
from pathlib import Path
from uuid import UUID

from sqlalchemy.engine import URL

from runtime.deciding import Answer, record_ballot
from runtime.office import Office
from runtime.working import keep_working
from store.tables.gates import RequestRow
from tests import stage


def decide_at(
    url: URL, home: Path, company_id: int, request_id: UUID, brief: str, *points: str
) -> None:
    """Decide once the bell hangs; go on until told to stop, or dead at one of the points."""
    office = stage.office_at(url, home=home, failpoint=",".join(points), heartbeat_s=0.5, sweep_s=1)
    request = RequestRow(id=request_id, brief_sha256=brief)
    asyncio.run(_work_and_decide(office, company_id, request))


async def _work_and_decide(office: Office, company_id: int, request: RequestRow) -> None:
    await asyncio.gather(
        keep_working(office), asyncio.to_thread(_decide, office, company_id, request)
    )


def _decide(office: Office, company_id: int, request: RequestRow) -> None:
    while not office.bell.hangs:
        time.sleep(0.01)
    answer = Answer(company_id=company_id, person_key="ines", request_id=request.id)
    record_ballot(office, answer, stage.ballot(request))
