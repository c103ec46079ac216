"""Simulated owners of actions, and what makes each of them act. The same seed, the same people."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from graphs.own_calendar import OwnCalendar
from runtime.demo_drawn import SHARES, Temper

DAY = timedelta(days=1)
ZONES = ("Europe/Copenhagen", "Europe/Berlin", "Europe/Madrid")
FATIGUE = 0.10
"""Of every letter of the last week, by how much the next one is less likely to move anybody."""
FAR = timedelta(days=14)
"""What is due later than this is put aside, and half of it forgotten."""
BY_ITSELF = timedelta(days=9)
"""After its day, until somebody who put it aside remembers by themselves."""


@dataclass(slots=True, kw_only=True)
class Owner:
    zone: str
    letters: list[datetime] = field(default_factory=list[datetime])

    @property
    def calendar(self) -> OwnCalendar:
        return OwnCalendar(self.zone)

    def takes_in(self, at: datetime, rng: Random) -> bool:
        """Whether a letter moves them: less and less, the more they get; not while they rest."""
        recent = sum(at - 7 * DAY <= one < at for one in self.letters)
        self.letters.append(at)
        likely = 1 / (1 + FATIGUE * recent)
        return rng.random() < (likely if self.calendar.works_at(at) else likely * 0.7)


@dataclass(slots=True, kw_only=True)
class Work:
    """One action of one owner. `answers` is when the next answer comes, if any is under way."""

    key: str
    owner: Owner
    temper: Temper
    decided_at: datetime
    due_at: datetime
    rng: Random
    after: tuple["Work", ...] = ()
    """What has to be done first."""
    asked_at: datetime | None = None
    """When its turn came; it isn't asked for before."""
    chased_until: datetime = field(init=False)
    """The day it is chased by: its own, or a later one where it couldn't begin in time."""
    reminded: int = 0
    given: int = 0
    """Reminders of its day that were given, or fell into the first half of the time."""
    told_short: bool = False
    escalated: int = 0
    answers: datetime | None = None
    done_at: datetime | None = None

    def may_begin(self) -> bool:
        return self.asked_at is None and all(one.done_at is not None for one in self.after)

    def asked(self, at: datetime) -> None:
        """The letter that assigns it. Who had to wait too long gets two days."""
        self.asked_at = at
        self.chased_until = max(self.due_at, at + 2 * DAY)
        moved = self.owner.takes_in(at, self.rng)
        aside = self.due_at - at > FAR and self.rng.random() < 0.5
        if moved and not aside and self.temper not in {Temper.LATE, Temper.SILENT}:
            self.answers = at + self._days(1, 3)
        elif self.temper is not Temper.SILENT:
            self.answers = self.chased_until + BY_ITSELF + self._days(0, 5)

    def letter(self, at: datetime) -> None:
        """A reminder, or being told what is missing."""
        self.reminded += 1
        moves = self.owner.takes_in(at, self.rng)
        patient = self.temper is Temper.LATE and self.reminded < 2
        if moves and not patient and self.temper is not Temper.SILENT:
            self._sooner(at + self._days(0.3, 1))

    def pressed(self, at: datetime) -> None:
        """Somebody above them decided how to go on."""
        self.escalated += 1
        if self.rng.random() < 0.75:
            self._sooner(at + self._days(0.5, 2))

    def falls_short(self) -> bool:
        """Whether the answer that comes now isn't what was asked for."""
        return self.temper in {Temper.PARTLY, Temper.WRONG} and not self.told_short

    def _sooner(self, at: datetime) -> None:
        self.answers = min(self.answers or at, at)

    def _days(self, least: float, most: float) -> timedelta:
        return DAY * self.rng.uniform(least, most)


def drawn_temper(rng: Random) -> Temper:
    at = rng.random() * 100
    for temper, share in SHARES:
        at -= share
        if at < 0:
            return temper
    return Temper.PROMPT


CHAINED = (("first", 3, 7, ()), ("beside", 3, 5, ()), ("second", 10, 17, ("first",)),
           ("third", 21, 30, ("second", "beside")))  # fmt: skip
"""What a decision sets off in turn: days from it until each is due, from and to, and after what."""


def drawn_quarter(seed: int, begins: datetime) -> list[Work]:
    """Three cycles of a chain of four actions, one of which has slack, and of two to five alone."""
    rng = Random(f"quarter {seed}")
    owners = [Owner(zone=rng.choice(ZONES)) for _ in range(6)]
    return [
        work
        for cycle in range(3)
        for work in _cycle(rng, owners, begins + DAY * 35 * cycle, f"{seed} {cycle}")
    ]


def _cycle(rng: Random, owners: list[Owner], decided: datetime, name: str) -> list[Work]:
    found: dict[str, Work] = {}

    def add(key: str, days: int, after: tuple[str, ...] = ()) -> None:
        found[key] = Work(
            key=f"{name} {key}",
            owner=rng.choice(owners),
            temper=drawn_temper(rng),
            decided_at=decided,
            due_at=(decided + DAY * days).replace(hour=17),
            rng=Random(f"{name} {key}"),
            after=tuple(found[one] for one in after),
        )

    for key, least, most, after in CHAINED:
        add(key, rng.randint(least, most), after)
    for number in range(rng.randint(2, 5)):
        add(f"alone {number}", rng.choice((3, 5, 7, 10, 14, 21, 28)))
    return list(found.values())
