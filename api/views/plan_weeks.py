"""One item, component or line of the plan by week, and one week of it taken apart."""

from dataclasses import dataclass

from api.views.charts import Plot


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An option whose plan can be looked at instead."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    says: str
    href: str
    """What it is of; empty where no page shows it."""
    cells: tuple[str, ...]
    kind: str = ""
    """`total`, `bad` or empty."""
    values: tuple[float, ...] = ()
    """What the cells say, as numbers to take away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ByWeekView:
    """Every week of one thing: its drawing, and the table behind it."""

    title: str
    unit: str
    back: str
    says: str
    """What it comes to, in a sentence."""
    plot: Plot
    weeks: tuple[Week, ...]
    rows: tuple[Row, ...]
    choices: tuple[Choice, ...]
    csv: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """One week of one thing, added up."""

    title: str
    of: str
    of_href: str
    back: str
    unit: str
    rows: tuple[Row, ...]
    beside: tuple[Row, ...]
    """What is asked for and lost; part of no sum."""
    before: Week | None
    after: Week | None
