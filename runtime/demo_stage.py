"""Everything a demo stands on, opened and closed in order."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mail.mailbox import FolderMailbox
from runtime.company_files import save_company
from runtime.demo import ZONE, Story
from runtime.demo_acting import People
from runtime.demo_cast import Scripted
from runtime.demo_child import Child
from runtime.demo_database import fresh
from runtime.demo_report import Report, report
from runtime.demo_telling import Teller
from runtime.halden import halden_foods
from runtime.halden_files import as_loaded, files_of
from runtime.loading import load_directory
from runtime.office import Office, open_office
from runtime.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    office: Office
    company_id: int
    story: Story
    folder: Path

    def report(self) -> Report:
        folder, restarts = self.folder / "ledger", self.story.child.restarts
        return report(self.office, self.company_id, folder, restarts=restarts)


@contextmanager
def open_stage(
    *, command: tuple[str, ...], hands_off: frozenset[str], say: Callable[[str], None]
) -> Iterator[Stage]:
    """A fresh database with the company loaded the way anybody's is, people, and a worker."""
    settings = fresh(Settings())
    office = open_office(settings.model_copy(update={"failpoint": ""}), {})
    child = Child(command=command, settings=settings)
    try:
        folder = settings.home
        save_company(as_loaded(), folder / "halden-foods")
        company_id = load_directory(office, folder / "halden-foods")
        yield Stage(
            office=office,
            company_id=company_id,
            folder=folder,
            story=Story(
                office=office,
                company_id=company_id,
                people=People(
                    office=office,
                    company_id=company_id,
                    cast=Scripted(files=files_of(halden_foods())),
                    mailbox=FolderMailbox(folder / "mailbox"),
                    hands_off=hands_off,
                ),
                child=child,
                teller=Teller(office=office, company_id=company_id, zone=ZONE, say=say),
            ),
        )
    finally:
        child.stop()
        office.close()
