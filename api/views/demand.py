"""A cycle's demand signal: how it adds up, where numbers are from, what people said of it."""

from dataclasses import dataclass

from api.views.frame import State
from api.views.layouts import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    word: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandRow:
    """One family, item or number by month; units that don't change by adding up."""

    name: str
    href: str
    units: tuple[str, ...]
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """One number, and the cells it came from."""

    region: str
    tier: str
    month: str
    units: str
    sources: tuple[str, ...]
    href: str
    """The input it came by; empty where none did."""
    told: str
    """What stands there instead of what was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    said_id: int | None
    """None: it stands in the company directory."""
    place: str
    says: str
    by: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandForms:
    """What the two forms offer."""

    cycle_id: int
    streams: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    families: tuple[Choice, ...]
    items: tuple[Choice, ...]
    tiers: tuple[Choice, ...]
    months: tuple[Choice, ...]
    region: str
    family: str
    sku: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandView:
    title: str
    state: State
    crumbs: tuple[Crumb, ...]
    here: str
    regions: tuple[Crumb, ...]
    region: str
    months: tuple[str, ...]
    earlier: str
    later: str
    rows: tuple[DemandRow, ...]
    numbers: tuple[NumberRow, ...]
    weights: tuple[SaidRow, ...]
    overrides: tuple[SaidRow, ...]
    forms: DemandForms | None
    """None where the reader may not speak of it, or it is frozen."""
    message: str = ""
