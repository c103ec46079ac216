"""What a decision costs: commits, WAL and processor time, read before and after."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from psycopg import Connection
from sqlalchemy.engine import URL

from runtime.database import plain

KEPT = """
    select sum(size) from (
        select pg_column_size(c.*) as size from checkpoints c where thread_id = any(%(ids)s)
        union all
        select pg_column_size(b.*) from checkpoint_blobs b where thread_id = any(%(ids)s)
        union all
        select pg_column_size(w.*) from checkpoint_writes w where thread_id = any(%(ids)s)
    ) as kept
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    commits: float
    """Of transactions that wrote; reading ones flush nothing."""
    wal_bytes: float
    python_ms: float
    database_ms: float

    def since(self, before: "Costs", decisions: int) -> "Costs":
        """Costs of one decision."""
        return Costs(
            commits=(self.commits - before.commits) / decisions,
            wal_bytes=(self.wal_bytes - before.wal_bytes) / decisions,
            python_ms=(self.python_ms - before.python_ms) / decisions,
            database_ms=(self.database_ms - before.database_ms) / decisions,
        )


class Meter:
    def __init__(self, url: URL, home: Path) -> None:
        self._connection = Connection.connect(plain(url), autocommit=True)
        self._postmaster = int((home / "database" / "postmaster.pid").read_text().split()[0])

    def read(self, processes: Sequence[int]) -> Costs:
        """The counters now; `processes` are the Python processes that work on decisions."""
        row = self._connection.execute(
            "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint,"
            " pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')"
        ).fetchone()
        assert row is not None
        backends = [pid for pid in _running() if _parent(pid) == self._postmaster]
        return Costs(
            commits=float(row[0]),
            wal_bytes=float(row[1]),
            python_ms=sum(map(_processor_ms, processes)),
            database_ms=sum(map(_processor_ms, [self._postmaster, *backends])),
        )

    def paused_bytes(self, cases: list[str]) -> float:
        """Bytes of checkpoint rows of each of these cases."""
        row = self._connection.execute(KEPT, {"ids": cases}).fetchone()
        assert row is not None
        return float(row[0]) / len(cases)

    def count(self, query: str) -> int:
        row = self._connection.execute(query.encode()).fetchone()
        assert row is not None
        return int(row[0])

    def close(self) -> None:
        self._connection.close()


def _running() -> list[int]:
    return [int(path.name) for path in Path("/proc").glob("[0-9]*")]


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except FileNotFoundError:
        return []


def _parent(pid: int) -> int:
    stat = _stat(pid)
    return int(stat[1]) if stat else 0


def _processor_ms(pid: int) -> float:
    """User and system time of a process and of its children that ended."""
    ticks = sum(map(int, _stat(pid)[11:15]))
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")
