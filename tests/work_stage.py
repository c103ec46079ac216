"""What a worker process on the stage does."""

from pathlib import Path

from sqlalchemy.engine import URL

from runtime.working import work
from tests.stage import office_at


def work_on(url: URL, home: Path, *points: str) -> None:
    """Work until told to stop, or dead at one of the points."""
    office = office_at(url, home=home, failpoint=",".join(points), heartbeat_s=0.5, sweep_s=1)
    work(office, concurrency=1)
