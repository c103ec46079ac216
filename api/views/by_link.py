"""The page of one input, or action, for whoever holds the link from a letter about it."""

from dataclasses import dataclass

from api.views.actions import ActionPage
from api.views.frame import State
from api.views.inputs import FindingsView
from mail.labels import label


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    sku: str
    name: str
    tier: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridView:
    """Every number in order, over the version it was drawn from (0: last month's forecast)."""

    version: int
    months: tuple[str, ...]
    rows: tuple[GridRow, ...]
    from_: str
    """What the cells are filled from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByLinkView:
    language: str
    company: str
    path: str
    title: str
    state: State
    due: str
    findings: FindingsView
    """What the checks found, in the reader's language."""
    grid: GridView | None
    """Nothing where there are more cells than a page can hold."""
    open: bool
    """False once the baseline is frozen."""
    known: bool
    """Whether this browser's user has said who they are; before, the page only shows."""
    unchanged: str
    """What “no change” would mean."""
    formats: str
    done: str = ""
    """What was just taken; empty otherwise."""
    message: str = ""

    def t(self, words: str, **given: object) -> str:
        """One of the page's own phrases in its reader's language."""
        return label(words, self.language).format(**given)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionByLink:
    company: str
    reader: str
    language: str
    path: str
    page: ActionPage
    known: bool
    done: bool
    """Whether something was just taken."""
    message: str

    def t(self, words: str, **values: object) -> str:
        return label(words, self.language).format(**values)
