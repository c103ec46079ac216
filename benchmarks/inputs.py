"""A million forecast rows checked and consolidated, side by side: `make bench`.

2,000 items × 20 regions × 25 months from one CSV, each way in a process of its own, by turns.
  floor    polars reads the file and adds the regions up; no row is looked at
  ours     the product's own way for a long file: every rule for a file by itself
           (`planning/columns/`), and the demand signal with the rows of each figure
  pandera  polars reads the file, pandera validates lazily what it can express of those rules:
           columns, types, blanks, months, negative numbers, whole numbers, numbers that stand
           twice; then the same adding up
The file has faults in it: both validating ways have to find them, or the run fails.
"""

import resource
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import polars as pl

from benchmarks import region

ITEMS, REGIONS, MONTHS = 2_000, 20, 25
ROUNDS = 7
NEGATIVE, TWICE = 40, 30
"""Rows of each fault, so few that telling them takes no time of its own."""
MB = 1024


def main(rounds: int = ROUNDS) -> None:
    with tempfile.TemporaryDirectory(prefix="sopwith-bench-") as given:
        path = Path(given) / "forecast.csv"
        path.write_text(rows(), encoding="utf-8")
        size = path.stat().st_size
        told = [{way: _apart(way, path) for way in WAYS} for _ in range(rounds)]
    print(f"{ITEMS * REGIONS * MONTHS:,} rows, {size / 1e6:.0f} MB, {rounds} rounds")
    print(f"\n{'':10}{'seconds':>10}{'least':>10}{'× floor':>20}{'most MB':>10}")
    for way in WAYS:
        seconds = [one[way][0] for one in told]
        ratios = [one[way][0] / one["floor"][0] for one in told]
        most = max(one[way][1] for one in told)
        spread = f"{median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
        print(f"{way:10}{median(seconds):10.3f}{min(seconds):10.3f}{spread:>20}{most:10.0f}")
    faster = [one["pandera"][0] / one["ours"][0] for one in told]
    print(f"\npandera / ours {median(faster):.2f} ({min(faster):.2f}-{max(faster):.2f})")
    region.main()


def rows() -> str:
    """In the order an export has: by region and item, month by month; the faults all over it."""
    rng = Random(7)
    lines = [
        f"region-{region:02},SKU-{item:05},{2027 + month // 12}-{month % 12 + 1:02},"
        f"{rng.randint(50, 5000)}"
        for region in range(REGIONS)
        for item in range(ITEMS)
        for month in range(MONTHS)
    ]
    places = rng.sample(range(1, len(lines)), NEGATIVE + TWICE)
    for at, place in enumerate(places):
        key, _, number = lines[place].rpartition(",")
        if at < NEGATIVE:
            lines[place] = f"{key},-{number}"
        else:
            lines.append(f"{key},{int(number) + 1}")
    return "\n".join(["Region,SKU,Month,Units", *lines]) + "\n"


def floor(path: Path) -> None:
    read = pl.read_csv(path)
    read.group_by("SKU", "Month").agg(pl.col("Units").sum())


def ours(path: Path) -> None:
    from planning.checks.reading import long_file  # noqa: PLC0415 each way pays for its own
    from planning.columns.check import check_long  # noqa: PLC0415
    from planning.columns.signal import demand_signal  # noqa: PLC0415

    long = long_file(path.name, path.read_bytes())
    assert long is not None
    found = check_long(long)
    signal = demand_signal(long)
    by_rule = [finding.rule for finding in found.findings]
    assert by_rule.count("R40") == NEGATIVE
    assert by_rule.count("R21") == TWICE
    assert len(by_rule) == NEGATIVE + TWICE
    assert signal.height == ITEMS * MONTHS


def pandera(path: Path) -> None:
    schema, errors = _schema()
    read = pl.read_csv(path, infer_schema=False)
    typed = read.with_columns(pl.col("Units").cast(pl.Int64, strict=False))
    cases = 0
    try:
        schema.validate(typed, lazy=True)
    except errors as found:
        cases = len(found.failure_cases)
    assert cases >= NEGATIVE + 2 * TWICE, cases
    typed.group_by("SKU", "Month").agg(pl.col("Units").sum())


def _schema() -> tuple[Any, Any]:
    """A table of its own is only needed here, so it is looked up where it is used."""
    pa: Any = import_module("pandera.polars")
    month = pa.Check.str_matches(r"^20\d\d-(0[1-9]|1[0-2])$")
    columns = {
        "Region": pa.Column(str, nullable=False),
        "SKU": pa.Column(str, nullable=False),
        "Month": pa.Column(str, month, nullable=False),
        "Units": pa.Column(pl.Int64, pa.Check.ge(0), nullable=False),
    }
    errors: Any = import_module("pandera.errors").SchemaErrors
    return pa.DataFrameSchema(columns, unique=["Region", "SKU", "Month"]), errors


WAYS = {"floor": floor, "ours": ours, "pandera": pandera}


def _apart(way: str, path: Path) -> tuple[float, float]:
    """Seconds and the most memory of a process that does nothing else; imports aren't counted."""
    command = [sys.executable, "-m", "benchmarks.inputs", way, str(path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), float(said[1])


def _one(way: str, path: Path) -> None:
    import_module("planning.checks.reading" if way == "ours" else "polars")
    if way == "pandera":
        _schema()
    pl.DataFrame({"a": [1, 2]}).group_by("a").agg(pl.len())  # threads are started
    began = time.perf_counter()
    WAYS[way](path)
    seconds = time.perf_counter() - began
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB)


if __name__ == "__main__":
    match sys.argv[1:]:
        case [way, path]:
            _one(way, Path(path))
        case given:
            main(*map(int, given))
