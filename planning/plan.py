"""A supply plan as frozen values: what is made, bought, stocked and shipped in every week.

Every tuple of numbers has one entry per planning week. Stock is counted at the end of the week;
orders stand in the week they are placed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesLine:
    sku: str
    tier: str
    demand_units: tuple[int, ...]
    shipped_units: tuple[int, ...]

    @property
    def lost_units(self) -> tuple[int, ...]:
        return tuple(
            asked - shipped
            for asked, shipped in zip(self.demand_units, self.shipped_units, strict=True)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    sku: str
    regular_units: tuple[int, ...]
    overtime_units: tuple[int, ...]
    stock_units: tuple[int, ...]

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
class Plan:
    weeks: tuple[date, ...]
    """The Monday of each planning week."""
    sales: tuple[SalesLine, ...]
    items: tuple[ItemLine, ...]
    components: tuple[ComponentLine, ...]
    resources: tuple[ResourceLine, ...]

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
