"""A planning problem as plain frozen values: what a company directory holds."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from planning.company_network import (
    Alternate,
    Lane,
    Routing,
    Scheduled,
    Setup,
    Source,
    Substitute,
)
from planning.company_records import (
    Account,
    BudgetLine,
    Elasticity,
    FinanceLine,
    Movement,
    PastForecast,
    Rate,
)
from planning.company_streams import Override, StreamLine, Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A finished product. Quantities elsewhere are in its base unit (`units`)."""

    sku: str
    name: str
    family: str
    core: bool
    units_per_case: int
    price_eur: Decimal
    variable_cost_eur: Decimal
    """Per unit: components, energy and regular labour."""
    resource: str
    hours_per_1000_units: Decimal
    safety_stock_units: int
    units_per_pallet: int | None = None
    """For files that count pallets."""
    kg_per_unit: Decimal | None = None
    """For files that count kilograms or tonnes."""
    launch: date | None = None
    """First day it is sold; None where it isn't new."""
    discontinued: date | None = None
    """From this day on it isn't sold any more."""
    shelf_life_weeks: int | None = None
    """What is older at a week's end is written off; None keeps for ever."""
    max_cover_weeks: int | None = None
    """Of demand to come, the most that is wanted on stock; None sets no limit."""


def family_code(family: str) -> str:
    """A family's name as a code: small letters and digits, joined by underscores.

    >>> family_code("Oat Bars"), family_code("Müsli & Co.")
    ('oat_bars', 'müsli_co')
    """
    return "_".join("".join(c if c.isalnum() else " " for c in family.casefold()).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    code: str
    name: str
    owner: str
    """Key of the person who submits the region's forecast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Customer tier; rank 1 is served first."""

    code: str
    name: str
    rank: int
    service_floor_pct: Decimal
    """Contractual least share of demand shipped over the horizon; never lowered by a lever."""
    waits_weeks: int | None = None
    """How long its customers wait for what isn't there; None: what isn't shipped is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    code: str
    name: str
    skus: tuple[str, ...]
    tiers: tuple[str, ...]
    starts: date
    weeks: int
    uplift_pct: Decimal
    dip_pct: Decimal | None = None
    """How far below the usual the month after it falls; None where nobody said."""
    cannibalisation_pct: Decimal | None = None
    """What the rest of the family loses meanwhile; None where nobody said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    code: str
    name: str
    unit: str
    supplier: str
    lead_time_weeks: int
    unit_cost_eur: Decimal
    expedite_lead_time_weeks: int | None
    expedite_premium_eur: Decimal
    """Per unit of the component, on top of its cost."""
    expedite_max_per_week: int
    min_order_quantity: int | None = None
    order_multiple: int | None = None
    """If set, orders are whole multiples of it and no smaller than `min_order_quantity`."""
    order_cost_eur: Decimal | None = None
    """Of placing an order at all, whatever its size; None costs nothing."""
    resource: str | None = None
    """The line that makes it in the house, `lead_time_weeks` before it is used; None is bought."""
    hours_per_1000_units: Decimal | None = None
    """On that line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BomLine:
    sku: str
    """An item, or a component made in the house."""
    component: str
    qty_per_unit: Decimal
    scrap_pct: Decimal
    starts: date | None = None
    """The first day it is used; None: it always was."""
    ends: date | None = None
    """From this day on it isn't used any more."""

    def holds_on(self, day: date) -> bool:
        return (self.starts is None or self.starts <= day) and (
            self.ends is None or day < self.ends
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    code: str
    name: str
    plant: str
    hours_per_week: int
    """In a week of five working days; a closed day takes a fifth away."""
    overtime_hours_per_week: int
    overtime_premium_eur_per_hour: Decimal
    frozen_weeks: int | None = None
    """Of the plan's first weeks: the line makes what is scheduled, nothing else."""
    slushy_weeks: int | None = None
    """After them: the line makes what is scheduled, give or take `slushy_change_pct`."""
    slushy_change_pct: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """On hand at the plan's start. `code` is a SKU or a component."""

    code: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSupply:
    """A confirmed receipt already on its way. `code` is a SKU or a component."""

    code: str
    quantity: int
    arrives: date
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    key: str
    name: str
    email: str
    role: str
    title: str
    timezone: str
    manager: str | None
    language: str | None = None
    """In which letters to them are written; None: English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """Who answers for a family (by its code), a component or a resource."""

    kind: str
    code: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """The most a person, or each holder of a role, may approve in a cycle. None: every gate."""

    person: str | None
    role: str | None
    gate: str | None
    limit_eur: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandLine:
    """Units of one SKU asked for by one tier of one region in one calendar month."""

    region: str
    sku: str
    tier: str
    month: date
    """First day of the month."""
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Everything one cycle plans with. Keys are unique within each tuple."""

    slug: str
    name: str
    currency: str
    timezone: str
    plan_start: date
    """The Monday the first planning week begins."""
    horizon_weeks: int
    holding_pct_per_year: Decimal
    """Cost of carrying a euro of stock for a year, in percent."""
    items: tuple[Item, ...]
    regions: tuple[Region, ...]
    tiers: tuple[Tier, ...]
    promotions: tuple[Promotion, ...]
    components: tuple[Component, ...]
    bom: tuple[BomLine, ...]
    resources: tuple[Resource, ...]
    stock: tuple[Stock, ...]
    open_supply: tuple[OpenSupply, ...]
    people: tuple[Person, ...]
    history: tuple[DemandLine, ...]
    """Orders of past months (sell-in)."""
    forecast: tuple[DemandLine, ...]
    """The agreed forecast; the last cycle's where this cycle's inputs aren't in yet."""
    closed_days: tuple[date, ...] = ()
    """Weekdays on which neither plant nor customers work."""
    owners: tuple[Owned, ...] = ()
    authority: tuple[Authority, ...] = ()
    fiscal_pattern: str = ""
    """`4-4-5`, `4-5-4` or `5-4-4`; empty where months are the calendar's."""
    fiscal_year_starts: tuple[date, ...] = ()
    """First days of fiscal years, each 52 or 53 weeks after the one before."""
    frozen_weeks: int = 0
    """Of the plan's first weeks: in them a forecast isn't changed any more."""
    orders: tuple[DemandLine, ...] = ()
    """What customers have already ordered for months to come."""
    finance: tuple[FinanceLine, ...] = ()
    past_forecasts: tuple[PastForecast, ...] = ()
    weekly_weeks: int = 0
    """So many weeks are planned week by week, the rest by month; 0: all of them by week."""
    collect_days: int = 0
    """From the end of the week a unit ships in until its customer pays."""
    pay_days: int = 0
    """From the day an order arrives until its supplier is paid."""
    routings: tuple[Routing, ...] = ()
    sources: tuple[Source, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    schedule: tuple[Scheduled, ...] = ()
    rates: tuple[Rate, ...] = ()
    accounts: tuple[Account, ...] = ()
    movements: tuple[Movement, ...] = ()
    elasticities: tuple[Elasticity, ...] = ()
    lanes: tuple[Lane, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    setups: tuple[Setup, ...] = ()
    streams: tuple[StreamLine, ...] = ()
    weights: tuple[Weight, ...] = ()
    overrides: tuple[Override, ...] = ()

    @property
    def planned_from(self) -> "Company":
        """Without who works here and what months that are over were like: no plan hangs on it."""
        plain = replace(self, people=(), owners=(), authority=(), history=(), past_forecasts=())
        return replace(plain, finance=(), budget=())

    @property
    def recipe(self) -> tuple[BomLine, ...]:
        """What holds on the plan's first day: planned with throughout."""
        return tuple(line for line in self.bom if line.holds_on(self.plan_start))
