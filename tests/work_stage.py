"""A worker process on the stage: `python -m tests.work_stage DATABASE_URL HOME [POINTS]`."""

import sys
from pathlib import Path

from sqlalchemy.engine import make_url

from runtime.working import work
from tests.stage import office_at

if __name__ == "__main__":
    url, home, *points = sys.argv[1:]
    office = office_at(
        make_url(url), home=Path(home), failpoint=",".join(points), heartbeat_s=0.5, sweep_s=1
    )
    work(office, concurrency=1)
