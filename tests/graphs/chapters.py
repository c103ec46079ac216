"""A cycle lived up to a gate once a run, and copied for every test that begins there."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.engine import URL

from gates.gate import Verb
from runtime.halden import halden_foods
from runtime.halden_files import LUCIA_SAYS, DemoFile, files_of
from tests.databases import TEMPLATE, copied, drop
from tests.living import Living, lived_on, living

Files = Mapping[str, tuple[DemoFile, ...]]


def _to_monday(_life: Living, _files: Files) -> None:
    """The company is loaded, and nothing has happened yet."""


def _to_asked(life: Living, _files: Files) -> None:
    life.begin()


def _to_baseline(life: Living, files: Files) -> None:
    for person in ("erik", "franka"):
        life.answer(life.mails(person)[0], "Attached.", files[person][1])
    life.answer(life.mails("lucia")[0], LUCIA_SAYS)


def _to_reviews(life: Living, _files: Files) -> None:
    life.decide("baseline", "aiko")


def _to_trade_off(life: Living, _files: Files) -> None:
    for person in ("marta", "jonas"):
        life.decide("review", person, choice="build_early")
    life.decide("review", "priya", Verb.DISSENT, choice="limit_promotion", reason="Less cash.")


def _to_lock(life: Living, _files: Files) -> None:
    life.decide("trade_off", "ines", choice="build_early")


def _to_signed(life: Living, _files: Files) -> None:
    life.decide("executive_lock", "henrik")


def _to_execution(life: Living, _files: Files) -> None:
    life.wait(minutes=30)


CHAPTERS: Mapping[str, Callable[[Living, Files], None]] = {
    "monday": _to_monday,
    "asked": _to_asked,
    "baseline": _to_baseline,
    "reviews": _to_reviews,
    "trade_off": _to_trade_off,
    "lock": _to_lock,
    "signed": _to_signed,
    "execution": _to_execution,
}
"""The cycle up to a gate, each chapter on top of the one before."""


def live_to(name: str, url: URL) -> None:
    """Live a new cycle in an empty database up to the end of a chapter."""
    files = files_of(halden_foods())
    with living(url) as life:
        for chapter in list(CHAPTERS)[: list(CHAPTERS).index(name) + 1]:
            CHAPTERS[chapter](life, files)


class Chapters:
    """Databases of a cycle, each lived on from a copy of the one before when first asked for."""

    def __init__(self, server: URL, files: Files) -> None:
        self._server, self._files = server, files
        self._lived: dict[str, tuple[str, int, datetime]] = {}

    @contextmanager
    def open(self, name: str) -> Iterator[Living]:
        of, company_id, at = self._chapter(name)
        mine = copied(self._server, of)
        try:
            with lived_on(self._server.set(database=mine), company_id, at) as life:
                yield life
        finally:
            drop(self._server, mine)

    def _chapter(self, name: str) -> tuple[str, int, datetime]:
        if name not in self._lived:
            names = list(CHAPTERS)
            before = names[names.index(name) - 1] if name != names[0] else None
            self._lived[name] = self._live(name, self._chapter(before) if before else None)
        return self._lived[name]

    def _live(
        self, name: str, before: tuple[str, int, datetime] | None
    ) -> tuple[str, int, datetime]:
        mine = copied(self._server, before[0] if before else TEMPLATE)
        url = self._server.set(database=mine)
        with living(url) if before is None else lived_on(url, *before[1:]) as life:
            CHAPTERS[name](life, self._files)
            return mine, life.company_id, life.clock.at

    def drop(self) -> None:
        for name, _, _ in self._lived.values():
            drop(self._server, name)
