"""A corpus from a seed: so many worlds of so many months, as recordings."""

from collections.abc import Iterator
from pathlib import Path

from evals.recording.recording import write
from evals.sim.month import live_month
from evals.sim.world import world
from gates.playbook import Playbook


def corpus(seed: str, worlds: int, months: int, book: Playbook, out: Path) -> Iterator[Path]:
    """Write each month; the same seed gives the same bytes."""
    for number in range(worlds):
        one = world(seed, number)
        for month in range(months):
            files = live_month(one, month, book)
            folder = out / one.slug / str(files.cycle["id"])
            write(files, folder)
            yield folder
