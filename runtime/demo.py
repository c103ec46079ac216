"""The Halden Foods cycle, lived on real components by scripted people.

This process turns the clock and plays the people. A child process does the work: the queue, the
graphs, the mail. It may be killed at any moment; then it is started again and goes on.
"""

import time
from collections.abc import Callable
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
from runtime.sample import wants_again
from runtime.sweeping import sweep
from store import cycles, waiting
from store.cycles import STEPS
from store.tables.cycles import CaseRow

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


class BeginAgain(Exception):
    """Somebody at the screen wants the story from its first day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happens to the company at a moment, whatever anybody does."""

    at: datetime
    does: Callable[[], None]


@dataclass(slots=True, kw_only=True)
class Story:
    """The demo company's cycles, and everything that moves them."""

    office: Office
    company_id: int
    people: People
    child: Child
    teller: Teller
    happenings: list[Happening] = field(default_factory=list[Happening])
    """What the world does by itself, soonest first."""
    invited: set[str] = field(default_factory=set[str])

    def live(
        self,
        *,
        until: str,
        begins: datetime = BEGINS,
        month: date = MONTH,
        ends: datetime | None = None,
    ) -> None:
        """Live a month's cycle until it reaches the step, or until a moment."""
        turn_clock(self.office, max(begins, self.office.now()) if self._lived() else begins)
        self.child.keep_alive()
        open_cycle(self.office, self.company_id, month=month)
        while not self._over(until, ends):
            self._heed()
            self.settle()
            self.teller.tell()
            if self._over(until, ends) or self.people.act() or self._happens():
                continue
            if self.people.waits_for_visitor():
                self._invite()
                time.sleep(VISITOR_POLL_S)
            elif not self._busy():  # what a visitor did a moment ago comes first
                self.jump(ends or begins + LONGEST)
        self.settle()
        self.teller.tell()

    def _happens(self) -> bool:
        """What the world does now, if anything."""
        if not self.happenings or self.happenings[0].at > self.office.now():
            return False
        self.happenings.pop(0).does()
        return True

    def _over(self, until: str, ends: datetime | None) -> bool:
        return self._reached(until) or (ends is not None and self.office.now() >= ends)

    def stay(self) -> None:
        """Keep the pages up until told to stop."""
        while True:
            self._heed()
            self.child.keep_alive()
            time.sleep(VISITOR_POLL_S)

    def _heed(self) -> None:
        """Raises BeginAgain where a page asked for it."""
        if wants_again(self.office.settings):
            raise BeginAgain

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

    def jump(self, latest: datetime = BEGINS + LONGEST) -> None:
        """Nothing to do now: turn the clock to the next moment at which there is."""
        now = self.office.now()
        with self.office.unfenced() as session:
            due = waiting.next_due(session, after=now)
        happens = self.happenings[0].at if self.happenings else None
        found = (due, self.people.next_moment(), happens)
        moments = [moment for moment in found if moment is not None]
        if not moments or now > latest:
            raise StoryStuck(self._why())
        turn_clock(self.office, min(max(min(moments), now), max(latest, now)) + MOMENT)
        sweep(self.office)

    def _busy(self) -> bool:
        with self.office.unfenced() as session:
            return waiting.is_busy(session, at=self.office.now())

    def _reached(self, step: str) -> bool:
        with self.office.sessions(self.company_id) as session:
            cycle = cycles.newest(session, self.company_id)
            return cycle is not None and STEPS.index(cycle.step) >= STEPS.index(step)

    def _lived(self) -> bool:
        with self.office.sessions(self.company_id) as session:
            return cycles.newest(session, self.company_id) is not None

    def _why(self) -> str:
        with self.office.sessions(self.company_id) as session:
            cases = session.query(CaseRow).filter(CaseRow.state != "done").all()
            return ", ".join(f"{case.id} is {case.state}" for case in cases)


def mailbox_of(office: Office) -> FolderMailbox:
    """Where the demo's people send their answers."""
    folder = office.settings.mailbox
    assert folder is not None
    return FolderMailbox(folder)
