"""What each column is taken for, and why: proposed by the reader, confirmed by a person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planning.sheets.date_order import DateOrder
from planning.sheets.lines import Problem, StatedTotal, SubmittedLine, Uom
from planning.sheets.numerals import DecimalMark
from planning.sheets.periods import Span


class Shape(StrEnum):
    WIDE_MONTHS = "wide months"
    """A row per SKU and tier, a column per month."""
    WIDE_PERIODS = "wide weeks or periods"
    """A row per SKU and tier, a column per week or fiscal period; months may follow."""
    LONG = "long"
    """A row per number."""
    WIDE_DAYS = "wide days"
    """A row per day, a column per SKU."""


class Role(StrEnum):
    REGION = "region"
    FAMILY = "family"
    SKU = "sku"
    TIER = "tier"
    MONTH = "month"
    QUANTITY = "quantity"
    UOM = "unit of measure"
    DAY = "day"
    COMMENT = "comment"
    TOTAL = "total"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedColumn:
    index: int
    """Counted from 0 within the grid."""
    title: str
    role: Role
    why: str
    samples: tuple[str, ...] = ()
    """Its first cells, cut: what a person recognises a column by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What the sheet doesn't say and its sender has to. `index` is the column it is about."""

    index: int
    observed: str
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A column that holds the numbers of one month, week or fiscal period."""

    index: int
    title: str
    span: Span

    @property
    def month(self) -> date:
        """The first it touches."""
        return self.span.first.replace(day=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How one sheet is read. Everything a person would want to see before trusting it."""

    file: str
    sheet: str
    shape: Shape
    header: int
    """Index of the header row within the grid, from 0."""
    columns: tuple[MappedColumn, ...]
    periods: tuple[Period, ...]
    uom: Uom
    """Where no column says otherwise."""
    uom_why: str
    decimal_mark: DecimalMark
    decimal_why: str
    date_order: DateOrder = DateOrder.NOT_NEEDED
    date_why: str = ""
    doubts: tuple[Doubt, ...] = ()
    first_row: int = 1
    """Where the grid begins in the sheet, counted from 1."""
    first_column: int = 1
    shape_id: str = ""
    """Digest of what the heading row says besides months: sheets alike are read alike."""
    confirmed_by: str = ""
    """Name of who said that this shape is to be read so; empty where it is our proposal."""
    confirmed_on: date | None = None

    def column(self, role: Role) -> MappedColumn | None:
        return next((column for column in self.columns if column.role is role), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """One sheet, read by its mapping. Without a mapping it held no table we know."""

    file: str
    sheet: str
    mapping: Mapping | None
    lines: tuple[SubmittedLine, ...]
    problems: tuple[Problem, ...]
    totals: tuple[StatedTotal, ...]
