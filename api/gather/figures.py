"""Figures of a board in words: how many of how many, and how many of them late or short."""

from api.tongue import say
from api.views.cycles import Figure


def part_of(part: int, whole: int, late: int, href: str) -> Figure:
    return with_late(say("{part} of {whole}", part=part, whole=whole), late, href)


def with_late(says: str, late: int, href: str) -> Figure:
    note = say("{late} late", late=late) if late else ""
    return Figure(says=says, href=href, note=note, tone="bad" if late else "")
