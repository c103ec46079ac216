"""A case: a company, the demand asked of it, and the rules its supply plan follows."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from planning.company import Company, Resource
from planning.demand import DemandRow, agreed_demand


class Allocation(StrEnum):
    """Who goes without when there isn't enough."""

    PRIORITY = "priority"
    """Tiers in order of rank: the first tier's core items are the last to go short."""
    FAIR_SHARE = "fair_share"
    """First come, first served: the earlier week first, then every item and tier alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expedite:
    """Leave to expedite a component, up to a quantity ordered per week."""

    component: str
    max_per_week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prebuild:
    """Stock wanted of a SKU at the end of a week on top of its safety stock."""

    sku: str
    week: int
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLimit:
    """The most of a component that may be ordered in a week."""

    component: str
    week: int
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repriced:
    """An item's price, higher by a share from a planning period on."""

    sku: str
    period: int
    raise_pct: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDemand:
    """What another line may make of an item for one region, from a planning period on."""

    sku: str
    resource: str
    region: str
    period: int
    most_units: int
    """What the region asks for from then on."""
    extra_cost_eur: Decimal
    """Per unit, for the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyRules:
    """What a plan may do. The defaults are normal supply, managed by customer tier."""

    allocation: Allocation = Allocation.PRIORITY
    overtime: bool = False
    overtime_most_hours: int | None = None
    """If set, the most overtime a line works in a week, where its own limit isn't lower."""
    expedite: tuple[Expedite, ...] = ()
    prebuild: tuple[Prebuild, ...] = ()
    order_limits: tuple[OrderLimit, ...] = ()
    non_core_floor_pct: Decimal | None = None
    """If set, non-core items go short before any core item, down to this share of their demand."""
    sourced: tuple[str, ...] = ()
    """Components whose other suppliers may be used, beside the standing ones."""
    routed: tuple[str, ...] = ()
    """Lines that may make what they don't make as a rule."""
    swapped: tuple[str, ...] = ()
    """Components that an alternate may go in for, beside the standing ones."""
    stood_in: tuple[str, ...] = ()
    """Items that a substitute may be shipped for, beside the standing ones."""

    repriced: tuple[Repriced, ...] = ()
    """Several of one item multiply."""
    moved_demand: tuple[MovedDemand, ...] = ()

    def overtime_on(self, line: Resource) -> Resource:
        """The line with the overtime it may work."""
        if self.overtime_most_hours is None:
            return line
        most = min(line.overtime_hours_per_week, self.overtime_most_hours)
        return replace(line, overtime_hours_per_week=most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What one run of the supply model is given."""

    company: Company
    demand: tuple[DemandRow, ...]
    """One row per SKU and tier, in the company's order."""
    rules: SupplyRules


def agreed_case(company: Company) -> Case:
    """The agreed demand under normal supply: no overtime, nothing expedited."""
    return Case(company=company, demand=agreed_demand(company), rules=SupplyRules())
