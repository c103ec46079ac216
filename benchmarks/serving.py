"""The product as `sopwith serve` runs it, on the benchmark's cases.

`python -m benchmarks.serving DATABASE_URL FOLDER PORT`
"""

import sys
from pathlib import Path

from sqlalchemy.engine import make_url

from api.serve import listen, serve
from benchmarks.noting import Notes
from benchmarks.ours import office_at

if __name__ == "__main__":
    given_url, folder, port = sys.argv[1:]
    office = office_at(make_url(given_url), Notes(Path(folder)))
    with listen("127.0.0.1", int(port)) as listening:
        serve(office, listening)
