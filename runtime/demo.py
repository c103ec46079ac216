"""The Halden Foods cycle, lived on real components by scripted people.

This process turns the clock and plays the people. A child process does the work: the queue, the
graphs, the mail. It may be killed at any moment; then it is started again and goes on.
"""

import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from mail.mailbox import FolderMailbox
from runtime.demo_acting import People
from runtime.demo_child import Child
from runtime.demo_database import turn_clock
from runtime.demo_telling import Teller
from runtime.office import Office
from runtime.opening import open_cycle
from runtime.sweeping import sweep
from store import waiting
from store.cycles import STEPS
from store.tables.cycles import CaseRow, CycleRow

ZONE = ZoneInfo("Europe/Copenhagen")
BEGINS = datetime(2026, 11, 2, 8, 0, tzinfo=ZONE)
MONTH = date(2026, 11, 1)
POLL_S = 0.02
VISITOR_POLL_S = 0.5
STUCK_AFTER_S = 120
MOMENT = timedelta(seconds=1)
LONGEST = timedelta(days=120)
"""The story's last action is due long before; who still waits then waits for ever."""


class StoryStuck(Exception):
    """The story can't go on: what it waits for doesn't come, and the cycle isn't over."""


@dataclass(slots=True, kw_only=True)
class Story:
    """One cycle of the demo company, and everything that moves it."""

    office: Office
    company_id: int
    people: People
    child: Child
    teller: Teller
    invited: set[str] = field(default_factory=set[str])

    def live(self, *, until: str) -> None:
        """Live until the cycle reaches the step."""
        turn_clock(self.office, BEGINS)
        self.child.keep_alive()
        open_cycle(self.office, self.company_id, month=MONTH)
        while not self._reached(until):
            self.settle()
            self.teller.tell()
            if self._reached(until) or self.people.act():
                continue
            if self.people.waits_for_visitor():
                self._invite()
                time.sleep(VISITOR_POLL_S)
            elif not self._busy():  # what a visitor did a moment ago comes first
                self.jump()
        self.settle()
        self.teller.tell()

    def stay(self) -> None:
        """Keep the pages up until told to stop."""
        while True:
            self.child.keep_alive()
            time.sleep(VISITOR_POLL_S)

    def _invite(self) -> None:
        """Say once whose turn it is at the screen."""
        for question, names in self.people.left_to_visitor():
            if question not in self.invited:
                self.invited.add(question)
                self.teller.say(f"\n  Your turn: {question}\n  Sign in as {' or '.join(names)}.\n")

    def settle(self) -> None:
        """Wait until nothing is left that happens by itself."""
        deadline = time.monotonic() + STUCK_AFTER_S
        while self._busy():
            self.child.keep_alive()
            if time.monotonic() > deadline:
                raise StoryStuck(self._why())
            time.sleep(POLL_S)

    def jump(self) -> None:
        """Nothing to do now: turn the clock to the next moment at which there is."""
        now = self.office.now()
        with self.office.unfenced() as session:
            due = waiting.next_due(session, after=now)
        moments = [moment for moment in (due, self.people.next_moment()) if moment is not None]
        if not moments or now > BEGINS + LONGEST:
            raise StoryStuck(self._why())
        turn_clock(self.office, max(min(moments), now) + MOMENT)
        sweep(self.office)

    def _busy(self) -> bool:
        with self.office.unfenced() as session:
            return waiting.is_busy(session, at=self.office.now())

    def _reached(self, step: str) -> bool:
        with self.office.sessions(self.company_id) as session:
            cycle = session.query(CycleRow).one()
            return STEPS.index(cycle.step) >= STEPS.index(step)

    def _why(self) -> str:
        with self.office.sessions(self.company_id) as session:
            cases = session.query(CaseRow).filter(CaseRow.state != "done").all()
            return ", ".join(f"{case.id} is {case.state}" for case in cases)


def mailbox_of(office: Office) -> FolderMailbox:
    """Where the demo's people send their answers."""
    folder = office.settings.mailbox
    assert folder is not None
    return FolderMailbox(folder)
