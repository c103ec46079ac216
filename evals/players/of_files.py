"""How well files were read: M1, and numbers as they were meant."""

from evals.players.played import Played, share
from evals.players.player import Flag
from evals.players.sheets import Truth

ALIKE = 0.5


OF_COMPANY = frozenset({"R54", "R60"})


def recall(played: Played) -> float:
    found = [
        any(alike(flag, sheet.truth) for flag in read.flags)
        for sheet, read in played.read
        if sheet.truth is not None
    ]
    return share(found)


def alike(flag: Flag, truth: Truth) -> bool:
    """The same kind of problem, of mostly the same numbers: |A and B| / |A or B| at least half."""
    if flag.rule not in truth.rules or not flag.keys:
        return False
    return len(flag.keys & truth.keys) / len(flag.keys | truth.keys) >= ALIKE


def precision(played: Played) -> float:
    """Of what was flagged, what is about something planted. Nothing flagged is nothing wrong."""
    right = [
        sheet.truth is not None and bool(flag.keys & sheet.truth.keys)
        for sheet, read in played.read
        for flag in read.flags
        if flag.rule not in OF_COMPANY
    ]
    return share(right)


def read_right(played: Played) -> float:
    """Numbers nothing is wrong with, understood as they were meant."""
    return share(
        [read.units.get(key) == units for sheet, read in played.read
         for key, units in sheet.meant.items()]
    )  # fmt: skip
