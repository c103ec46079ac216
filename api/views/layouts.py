"""How a file was read: each sheet's heading, columns, unit and marks, and what was left out."""

from dataclasses import dataclass

from api.views.frame import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    value: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    letter: str
    title: str
    role: str
    word: str
    """What it is taken for."""
    why: str
    first: str
    """Its first cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutFact:
    label: str
    says: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutForm:
    """What may be said instead, and what is read so far."""

    path: str
    version: int
    sheet: str
    heading_row: int
    uom: str
    decimal_mark: str
    date_order: str
    roles: tuple[Choice, ...]
    uoms: tuple[Choice, ...]
    marks: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    fixed_roles: bool
    """Where every column is a product, nothing about the columns can be said otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutView:
    title: str
    state: State
    columns: tuple[ColumnView, ...]
    facts: tuple[LayoutFact, ...]
    asks: tuple[str, ...]
    form: LayoutForm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """The latest version's file as it was understood."""

    file: str
    version: int
    sheets: tuple[LayoutView, ...]
    left_out: tuple[LayoutFact, ...]
