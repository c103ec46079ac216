"""Finished cycles as folders: recorded once, found again."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evals.recording.recording import NotARecording, Recording, read, write
from evals.recording.taking import take
from gates.errors import Refusal
from runtime.cli_cycle_log import NoSuchCycle
from runtime.office import Office
from store.cycles import of_month
from store.eval_runs import finished_cycles

HOME = ("evals", "recordings")


class NothingFinished(Refusal):
    """No cycle of this company is finished yet, so there is nothing to record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A recorded cycle, and whether it was recorded just now."""

    recording: Recording
    new: bool

    @property
    def says(self) -> str:
        one = self.recording
        how = "" if self.new else ", recorded before"
        return f"{one.folder}: {len(one.events)} events, root {one.cycle['root_hash']}{how}"


def kept_in(office: Office, company: str) -> Path:
    """Where a company's recordings are, unless another folder is named."""
    return office.settings.home.joinpath(*HOME, company)


def keep_month(office: Office, company_id: int, month: date, folder: Path) -> Kept:
    """Record one cycle anew. Raises `NoSuchCycle`, or `CycleStillOpen`."""
    with office.sessions(company_id) as session:
        cycle = of_month(session, company_id, month)
        if cycle is None:
            raise NoSuchCycle
        write(take(session, cycle), folder / f"{month:%Y-%m}")
    return Kept(recording=read(folder / f"{month:%Y-%m}"), new=True)


def keep_finished(office: Office, company_id: int, folder: Path) -> list[Kept]:
    """Record every finished cycle that isn't yet, oldest first. Raises `NothingFinished`."""
    with office.sessions(company_id) as session:
        months = sorted(cycle.month for cycle in finished_cycles(session, company_id))
    if not months:
        raise NothingFinished
    return list(_each(office, company_id, months, folder))


def _each(office: Office, company_id: int, months: list[date], folder: Path) -> Iterator[Kept]:
    for month in months:
        with suppress(NotARecording):
            yield Kept(recording=read(folder / f"{month:%Y-%m}"), new=False)
            continue
        yield keep_month(office, company_id, month, folder)
