"""Keeps a database as this version leaves it: `python -m tests.keep_database NAME`.

Halden Foods' cycle waits at its trade-off. A later version must be able to decide it, which
tests/failure/test_kept_databases.py shows for every database kept. Keep one before each release
that changes tables or graphs.
"""

import gzip
import subprocess
import sys
import tempfile
from pathlib import Path

from sqlalchemy.engine import URL

from runtime import database
from tests.databases import fresh_database, make_template
from tests.graphs.chapters import live_to
from tests.processes import ROOT
from tests.servers import tool

KEPT = ROOT / "tests" / "kept"


def keep(name: str, server: URL) -> Path:
    with fresh_database(server) as url:
        live_to("trade_off", url)
        dumped = subprocess.run(
            [tool("pg_dump"), "--no-owner", f"--dbname={database.plain(url)}"],
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
    kept = KEPT / f"{name}.sql.gz"
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(gzip.compress(dumped, mtime=0))
    return kept


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="sopwith-keep-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        server = database.embedded(home / "database")
        make_template(server)
        kept = keep(sys.argv[1], server)
        print(f"{kept}: {kept.stat().st_size:,} bytes")
