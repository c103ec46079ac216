"""The page of one job's words: instructions, a letter's text, and both tried on recorded cases."""

from dataclasses import dataclass
from typing import Literal

from api.views.frame import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of two texts side by side."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsEntry:
    """One text to be edited, held against the active version's."""

    name: str
    label: str
    hint: str
    value: str
    rows: int
    diff: tuple[Piece, ...]
    """Empty where it is the active version's."""
    wrong: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChoice:
    key: str
    label: str
    about: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedColumn:
    """What one version makes of the case, and what that took."""

    title: str
    lines: tuple[str, ...]
    by: str
    took: str
    fallback: str
    """Why the model's answer wasn't used; empty where it was, or none was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedView:
    state: State
    mail: str
    """The mail that was read; empty of a letter."""
    columns: tuple[TriedColumn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsView:
    job: str
    title: str
    others: tuple[tuple[str, str, bool], ...]
    """Every job: its address, its title, and whether it is this one."""
    of: str
    of_short: str
    of_href: str
    carried: str
    """The whole of the version's language as it is being edited."""
    speaks: str
    """Who speaks here: a model, or our own rules alone."""
    nodes: tuple[tuple[str, str], ...]
    """The steps that ask for it."""
    entries: tuple[WordsEntry, ...]
    text_of: str
    """Whose letter's text it is, as kind, language and tone."""
    cases: tuple[CaseChoice, ...]
    tried: TriedView | None
    why: str
    message: str = ""
