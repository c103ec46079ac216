"""What the benchmark of pages found: a table, what grew with the past, and a picture of it."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.curve import drawn
from benchmarks.web_measured import Line

AIMS_MS = {"inbox": 100, "busiest inbox": 100, "decision page": 150, "decide": 100}


def report(lines: Sequence[Line], picture: Path | None) -> bool:
    """Print it all; whether every aim is met."""
    print(f"\n{'':16}{'past':>9}{'work ms':>9}{'p50 ms':>9}{'p95 ms':>9}{'aim':>7}")
    for line in lines:
        aim = AIMS_MS[line.what]
        met = "met" if line.p95_ms < aim else "missed"
        told = f"{line.work_ms:>9.1f}{line.p50_ms:>9.1f}{line.p95_ms:>9.1f}"
        print(f"{line.what:16}{line.past:>9,}{told}{aim:>7}  {met}")
    print("\np95 with the longest past over p95 with the shortest:")
    for what in AIMS_MS:
        of = [line.p95_ms for line in lines if line.what == what]
        print(f"{what:16}{of[-1] / of[0]:>6.2f}")
    if picture is not None:
        picture.write_text(growth(lines))
    return all(line.p95_ms < AIMS_MS[line.what] for line in lines)


def growth(lines: Sequence[Line]) -> str:
    ways = {
        what: [(line.past, line.p95_ms) for line in lines if line.what == what] for what in AIMS_MS
    }
    title = "Milliseconds at the 95th percentile by number of past requests"
    return drawn(title, ways, across="past requests", up="p95 ms")
