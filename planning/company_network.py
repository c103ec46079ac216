"""What a company may say of its supply network beyond one line and one supplier for each thing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """Another line, perhaps in another plant, that can make an item."""

    sku: str
    resource: str
    hours_per_1000_units: Decimal
    extra_cost_eur: Decimal
    """Per unit, on top of the item's variable cost: freight between plants, a slower line."""
    standing: bool
    """Whether a plan may use it without anybody's decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Another supplier of a component."""

    component: str
    supplier: str
    lead_time_weeks: int
    extra_cost_eur: Decimal
    """Per unit of the component, on top of its cost."""
    max_per_week: int | None
    standing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """A component that can go in for another one."""

    component: str
    alternate: str
    qty_per_unit: Decimal
    """Of the alternate, for a unit of the component."""
    standing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """An item that customers of some tiers take for another, at the other's price."""

    sku: str
    substitute: str
    tiers: tuple[str, ...]
    standing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What it takes to set a line up for an item, once in each period in which it makes any."""

    sku: str
    resource: str
    hours: Decimal
    """Of the line's regular ones."""
    cost_eur: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A way from a plant to a region that is usually served from elsewhere."""

    region: str
    plant: str
    """As resources name it."""
    extra_cost_eur: Decimal
    """Per unit: what the way costs more than the usual one."""
    notice_weeks: int
    """From the decision until the first unit can be made there for the region."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """Production of an item already released for a week, on its own line."""

    sku: str
    week: date
    """A Monday."""
    units: int
