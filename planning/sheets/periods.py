"""What stretch of days a header or cell means: a month, an ISO week, a fiscal period."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from planning.calendar_weeks import WEEK
from planning.fiscal_calendar import FiscalCalendar
from planning.sheets.grid import Cell
from planning.sheets.months import PLAIN, parse_day, parse_month

WEEK_WORD = r"(?:weeks?|wk|w|kw|cw|woche|semana|semaine|sem|s|vecka|v|uge|uke|viikko|settimana)"
YEAR = r"(20\d\d|\d\d)"
THEN_YEAR = r"(?:[-/ .,']*(?=20\d\d)|[-/ .,']+)" + YEAR
"""A year of two digits stands apart: `KW 2026` isn't week 20 of 2026."""
WEEK_YEAR = re.compile(rf"{WEEK_WORD}[ .]*(\d{{1,2}}){THEN_YEAR}")
YEAR_WEEK = re.compile(rf"(20\d\d)[-/ .]*{WEEK_WORD}[ .]*(\d{{1,2}})")
WEEK_OF = re.compile(r"(?:week|w/c|wc|woche|wk)(?: (?:of|from|commencing|starting|ab|vom))? (.+)")
PERIOD_WORD = r"(?:periode?|per|p)"
PERIOD_YEAR = re.compile(rf"{PERIOD_WORD}[ .]*(\d{{1,2}})[-/ .,']*(?:fy|gj)?[ ']*{YEAR}")
YEAR_PERIOD = re.compile(rf"(?:fy|gj)?[ ']*{YEAR}[-/ .]*{PERIOD_WORD}[ .]*(\d{{1,2}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from `first` up to and without `ends`."""

    first: date
    ends: date

    @property
    def is_month(self) -> bool:
        return self == month_span(self.first)

    def overlaps(self, other: "Span") -> bool:
        return self.first < other.ends and other.first < self.ends


def parse_span(cell: Cell, fiscal: FiscalCalendar | None = None) -> Span | None:
    """The days a header or cell stands for, or None where it names none.

    `P05` is a fiscal period where the company has a fiscal calendar, else the fifth month.

    >>> said = ("Nov 2026", "2026-W46", "KW 46/26", "w/c 9.11.2026")
    >>> [str(parse_span(each).first) for each in said]
    ['2026-11-01', '2026-11-09', '2026-11-09', '2026-11-09']
    """
    if isinstance(cell, str):
        return _span_in(cell, fiscal)
    return _month_of(cell)


@lru_cache(maxsize=4096)
def _span_in(cell: str, fiscal: FiscalCalendar | None) -> Span | None:
    text = " ".join(cell.lower().translate(PLAIN).split())
    found = week_span(text) or (fiscal_span(text, fiscal) if fiscal else None)
    return found or _month_of(cell)


def _month_of(cell: Cell) -> Span | None:
    month = parse_month(cell)
    return None if month is None else month_span(month)


def month_span(day: date) -> Span:
    first = day.replace(day=1)
    return Span(first=first, ends=(first + timedelta(days=31)).replace(day=1))


def week_span(text: str) -> Span | None:
    if match := WEEK_YEAR.fullmatch(text):
        return iso_week(full_year(match[2]), int(match[1]))
    if match := YEAR_WEEK.fullmatch(text):
        return iso_week(int(match[1]), int(match[2]))
    if match := WEEK_OF.fullmatch(text):
        first = parse_day(match[1])
        return Span(first=first, ends=first + WEEK) if first else None
    return None


def iso_week(year: int, week: int) -> Span | None:
    """ISO 8601: weeks begin on Monday, and week 1 holds the year's first Thursday."""
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return Span(first=monday, ends=monday + WEEK)


def fiscal_span(text: str, fiscal: FiscalCalendar) -> Span | None:
    if match := PERIOD_YEAR.fullmatch(text):
        found = fiscal.period(full_year(match[2]), int(match[1]))
    elif match := YEAR_PERIOD.fullmatch(text):
        found = fiscal.period(full_year(match[1]), int(match[2]))
    else:
        return None
    return Span(first=found[0], ends=found[1]) if found else None


def full_year(digits: str) -> int:
    """Two digits mean this century."""
    return int(digits) if len(digits) > 2 else 2000 + int(digits)  # noqa: PLR2004
