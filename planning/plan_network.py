"""What a plan does beyond an item's own line and a component's own supplier.

Every tuple of numbers has one entry per planning period.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLine:
    """Made of an item on another line than its own; part of what its `ItemLine` says is made."""

    sku: str
    resource: str
    regular_units: tuple[int, ...]
    overtime_units: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupLine:
    """How often a line is set up for an item: once in each period in which it makes any."""

    sku: str
    resource: str
    setups: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedLine:
    """Of what a line makes that isn't the item's own, the units that go to one region."""

    sku: str
    resource: str
    region: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLine:
    """An item that isn't sold at its list price throughout."""

    sku: str
    price_eur: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedLine:
    """Ordered of a component from another supplier, in the period the order is placed."""

    component: str
    supplier: str
    ordered: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SwappedLine:
    """Of a component, what its alternate goes in for, in the component's unit."""

    component: str
    alternate: str
    quantity: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoodInLine:
    """Shipped of a substitute for an item; part of what the item's `SalesLine` says is shipped."""

    sku: str
    substitute: str
    tier: str
    units: tuple[int, ...]
