"""A process that answers and works, as `sopwith serve` does: it decides once and goes on working.

`python -m tests.decide_stage DATABASE_URL HOME COMPANY_ID REQUEST_ID BRIEF_SHA256 [POINTS]`
"""

import asyncio
import sys
from pathlib import Path
from uuid import UUID

from sqlalchemy.engine import make_url

from runtime.deciding import Answer, record_ballot
from runtime.working import keep_working
from store.tables.gates import RequestRow
from tests import stage
from tests.processes import wait_until


async def work_and_decide(company_id: int, request: RequestRow) -> None:
    await asyncio.gather(keep_working(office), asyncio.to_thread(decide, company_id, request))


def decide(company_id: int, request: RequestRow) -> None:
    wait_until(lambda: office.bell.hangs)
    answer = Answer(company_id=company_id, person_key="ines", request_id=request.id)
    record_ballot(office, answer, stage.ballot(request))


if __name__ == "__main__":
    url, home, company, request_id, brief, *points = sys.argv[1:]
    office = stage.office_at(
        make_url(url), home=Path(home), failpoint=",".join(points), heartbeat_s=0.5, sweep_s=1
    )
    asyncio.run(work_and_decide(int(company), RequestRow(id=UUID(request_id), brief_sha256=brief)))
