"""Where a run of the tests keeps its files: in memory where there is room, and gone at its end.

PostgreSQL makes some six hundred files a database, and nearly every lived test has one of its own:
on a disk that is most of what such a test costs. Nothing a test looks at depends on the disk.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 3 * 1024**3
MINE = "SOPWITH_TEST_FOLDER"
"""Set by the process that began the run; those it starts use the same folder."""


def settle_in() -> Path | None:
    """Let temporary files of this process, and of all it starts, go to a folder of the run.

    Returns the folder if it was made here, for whoever ends the run to remove.
    """
    if MINE in os.environ:
        return None
    place = MEMORY if _has_room(MEMORY) else Path(tempfile.gettempdir())
    folder = Path(tempfile.mkdtemp(prefix="sw-", dir=place))
    folder.chmod(0o755)  # the database's own user passes through
    os.environ[MINE] = os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None
    return folder


def move_out(folder: Path) -> None:
    """What a server that is just stopping still holds may stay behind."""
    shutil.rmtree(folder, ignore_errors=True)


def _has_room(folder: Path) -> bool:
    return (
        os.access(folder, os.W_OK | os.X_OK)
        and not os.statvfs(folder).f_flag & os.ST_NOEXEC
        and shutil.disk_usage(folder).free >= ENOUGH_BYTES
    )
