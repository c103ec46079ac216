"""Whatever is sent, its sender gets an answer, and the machine doesn't notice.

Each file goes through the reader under the limits that files are read under; many share a child.
"""

import re
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pytest

from planning.checks.reading import read_alone
from planning.sheets.refusals import FileRefused
from runtime.apart import READING, run_apart
from tests.planning.sheets.hostile_files import GENERATORS, GOOD, ODS_GOOD
from tests.planning.sheets.old_workbooks import PLAIN as OLD

MOST_MB, MOST_SECONDS, FEWEST = 512, 20, 150
BATCH = 40


class Became(NamedTuple):
    """What the reader made of one file, and what it took."""

    name: str
    answer: str
    seconds: float
    peak_mb: int
    """Of the child so far."""


def read_each(files: list[tuple[str, bytes]]) -> list[tuple[str, str, float, int]]:
    """In a child: every file answered by a refusal's words or by how many findings it has."""
    became: list[tuple[str, str, float, int]] = []
    for name, content in files:
        began = time.process_time()
        try:
            answer = f"{len(read_alone(name, content).findings)} findings"
        except FileRefused as refusal:
            answer = str(refusal)
        became.append((name, answer, time.process_time() - began, peak_mb()))
    return became


def peak_mb() -> int:
    """Of this program. `getrusage` would count in what started it."""
    status = Path("/proc/self/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) // 1024


def batches(files: Iterator[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    while some := list(islice(files, BATCH)):
        yield some


@pytest.mark.parametrize("generate", GENERATORS)
def test_every_file_is_answered_within_bounds(
    generate: Callable[[], Iterator[tuple[str, bytes]]],
) -> None:
    became = [
        Became(*each)
        for some in batches(generate())
        for each in run_apart(read_each, some, limits=READING)
    ]
    assert all(each.answer for each in became)
    assert not [each for each in became if each.seconds > MOST_SECONDS]
    assert not [each for each in became if each.peak_mb > MOST_MB]


def test_what_the_bent_ones_are_made_from_is_read() -> None:
    """Or they would be refused for what they always were."""
    for name, content in (("a.xlsx", GOOD), ("a.xls", OLD), ("a.ods", ODS_GOOD)):
        assert read_alone(name, content).mappings


def test_there_are_many_of_them_and_no_two_alike() -> None:
    names = [name for generate in GENERATORS for name, _ in generate()]
    assert len(names) == len(set(names))
    assert len(names) >= FEWEST
