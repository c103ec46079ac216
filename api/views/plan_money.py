"""A plan in money: cash and stock by month, and from another revenue to its own in four steps."""

from dataclasses import dataclass

from api.views.charts import Plot
from api.views.numbers import PartView
from api.views.plan_weeks import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """One calendar month; the addresses take its sums apart."""

    month: str
    cells: tuple[str, ...]
    """Collected, paid to suppliers, paid for making."""
    net: str
    net_href: str
    stock: str
    """Empty in months after the plan's last week."""
    stock_href: str
    at_risk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    name: str
    eur: str
    formula: str
    """Empty for the two ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStepsView:
    item: str
    units_before: str
    units_after: str
    before: str
    price: str
    units: str
    rate: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayView:
    key: str
    title: str
    months: str
    steps: tuple[StepView, ...]
    items: tuple[ItemStepsView, ...]
    read_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMoneyView:
    option: str
    choices: tuple[Choice, ...]
    back: str
    currency: str
    plots: tuple[Plot, ...]
    months: tuple[MonthRow, ...]
    has_risk: bool
    ways: tuple[WayView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthNumberView:
    """One sum of a month, taken apart."""

    title: str
    option: str
    value: str
    unit: str
    formula: str
    back: str
    parts: tuple[PartView, ...]
