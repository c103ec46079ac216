"""A supply plan as frozen values: what is made, bought, stocked and shipped in every week.

Every tuple of numbers has one entry per planning period, which is a week unless the company plans
by month further out. Stock is counted at the end of the period; orders stand in the one they are
placed in. A tuple that a company has no use for is empty.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from operator import sub

from planning.plan_network import (
    MovedLine,
    PriceLine,
    ServedLine,
    SetupLine,
    SourcedLine,
    StoodInLine,
    SwappedLine,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesLine:
    sku: str
    tier: str
    demand_units: tuple[int, ...]
    shipped_units: tuple[int, ...]
    """Of the item itself and of what stood in for it."""
    waiting_units: tuple[int, ...] = ()
    """Asked for and not shipped yet; the tier waits for it."""

    @property
    def lost_units(self) -> tuple[int, ...]:
        """Asked for, not shipped and not waited for: D - S, plus what waited, less what waits."""
        missing = tuple(map(sub, self.demand_units, self.shipped_units))
        if not self.waiting_units:
            return missing
        before = (0, *self.waiting_units[:-1])
        flows = zip(missing, before, self.waiting_units, strict=True)
        return tuple(short + waited - waits for short, waited, waits in flows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    sku: str
    regular_units: tuple[int, ...]
    overtime_units: tuple[int, ...]
    stock_units: tuple[int, ...]
    written_off_units: tuple[int, ...] = ()
    """Past its shelf life."""

    @property
    def made_units(self) -> tuple[int, ...]:
        return tuple(map(sum, zip(self.regular_units, self.overtime_units, strict=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentLine:
    """Quantities in the component's own unit."""

    code: str
    stock: tuple[float, ...]
    ordered: tuple[int, ...]
    expedited: tuple[int, ...]
    started: tuple[float, ...] = ()
    """Of a component made in the house, in the period its production starts."""
    started_overtime: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceLine:
    code: str
    regular_hours: tuple[float, ...]
    overtime_hours: tuple[float, ...]
    available_hours: tuple[float, ...]
    """Regular hours the week offers."""

    @property
    def load_pct(self) -> tuple[float, ...]:
        """Hours worked, overtime included, per regular hour; a week without hours shows 0."""
        return tuple(
            100 * (regular + overtime) / available if available else 0.0
            for regular, overtime, available in zip(
                self.regular_hours, self.overtime_hours, self.available_hours, strict=True
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unproven:
    """A goal that the solver ran out of time for."""

    goal: str
    gap_pct: float | None
    """By how much it may still be met better, percent; None if not even that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    weeks: tuple[date, ...]
    """The Monday on which each planning period begins."""
    sales: tuple[SalesLine, ...]
    items: tuple[ItemLine, ...]
    components: tuple[ComponentLine, ...]
    resources: tuple[ResourceLine, ...]
    moved: tuple[MovedLine, ...] = ()
    sourced: tuple[SourcedLine, ...] = ()
    swapped: tuple[SwappedLine, ...] = ()
    stood_in: tuple[StoodInLine, ...] = ()
    served: tuple[ServedLine, ...] = ()
    prices: tuple[PriceLine, ...] = ()
    setups: tuple[SetupLine, ...] = ()
    unproven: tuple[Unproven, ...] = ()
    """Empty where the plan is the best there is."""

    def item(self, sku: str) -> ItemLine:
        return next(line for line in self.items if line.sku == sku)

    def component(self, code: str) -> ComponentLine:
        return next(line for line in self.components if line.code == code)

    def resource(self, code: str) -> ResourceLine:
        return next(line for line in self.resources if line.code == code)

    def first_short(self, skus: Collection[str] | None = None) -> date | None:
        """Monday of the first week that loses more than whole units round away, of any item or of
        some.
        """
        lines = [line for line in self.sales if skus is None or line.sku in skus]
        for week, monday in enumerate(self.weeks):
            if any(line.lost_units[week] > 1 for line in lines):
                return monday
        return None
