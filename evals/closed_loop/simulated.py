"""One month of Halden Foods with people drawn from a seed, on a playbook: in simulation only."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy.engine import URL

from agents.ask import BuiltIn
from evals.recording.recording import Recording, read, write
from evals.recording.taking import take
from evals.reliving.settling import end_now, is_closed, next_due, settle
from gates.playbook import Playbook
from mail.mailbox import FolderMailbox
from planning.company import Company
from planning.directory import read_company, write_company
from runtime.demo import BEGINS, MONTH
from runtime.demo_acting import People
from runtime.demo_drawn import Drawn
from runtime.halden_files import as_loaded
from runtime.loading import load_files
from runtime.office import Office
from runtime.opening import open_cycle
from runtime.scratch import TurnedClock, live_on, scratch_office
from store import cycles, recorded
from store.proving import prove

BEFORE = timedelta(hours=1)
LONGEST = timedelta(weeks=16)
"""A cycle that still hasn't closed is ended, as a later month's opening would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """What a month came to."""

    recording: Recording
    broken: tuple[str, ...]
    """Promises that don't hold over its rows."""


def simulate(book: Playbook, seed: str, url: URL, out: Path) -> Simulated:
    """Live it in an empty, migrated database. The same seed draws the same people on any playbook.

    They depend on the seed and on what they are asked about, never on what came before: common
    random numbers, so that a difference is the playbook's.
    """
    clock = TurnedClock(BEGINS - BEFORE)
    with scratch_office(url, clock, BuiltIn(), lambda _model, _temperature: None) as office:
        company_id = load_files(office, write_company(as_loaded()))
        live_on(office, company_id, book)
        clock.at = BEGINS
        cycle_id = open_cycle(office, company_id, month=MONTH)
        with _people(office, company_id, seed) as people:
            _live(office, clock, people, cycle_id)
        with office.sessions(company_id) as session:
            write(take(session, recorded.cycle_row(session, cycle_id)), out)
            broken = [one.promise for one in prove(session, company_id) if not one.holds]
    return Simulated(recording=read(out), broken=tuple(broken))


@contextmanager
def _people(office: Office, company_id: int, seed: str) -> Iterator[People]:
    def known() -> Company:
        with office.sessions(company_id) as session:
            return read_company(cycles.company_files(session, company_id))

    yield People(
        office=office,
        company_id=company_id,
        cast=Drawn(seed=seed, company=known),
        mailbox=FolderMailbox(office.settings.home / "mailbox"),
    )


def _live(office: Office, clock: TurnedClock, people: People, cycle_id: int) -> None:
    company_id, until = people.company_id, clock.at + LONGEST
    settle(office, company_id)
    while not is_closed(office, company_id, cycle_id):
        if not people.act():
            moments = (next_due(office), people.next_moment())
            nearest = min((at for at in moments if at is not None), default=until)
            clock.at = max(clock.at, min(nearest, until))
            if clock.at >= until:
                end_now(office, company_id, cycle_id)
        settle(office, company_id)
