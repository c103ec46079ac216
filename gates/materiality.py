"""Material change: how far a signed number may move before the approval is stale, and for whom.

Every number is of a kind, kinds have tolerances, and seats stand for kinds. A move inside its
tolerance is noted; one beyond it is asked again, of the seats that stand for it and nobody else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from gates.brief import Brief, Chart
from gates.people import Role

HUNDRED = Decimal(100)


class Kind(StrEnum):
    """What a number is about."""

    VOLUME = "volume"
    REVENUE = "revenue"
    SERVICE = "service"
    MARGIN = "margin"
    CASH = "cash"
    STOCK = "stock"
    CAPACITY = "capacity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """A move is inside when it is at most `pct` percent of what was signed, or at most `points`.

    `points` is in the number's own unit: percentage points where it is a percentage.
    """

    pct: Decimal = Decimal(0)
    points: Decimal = Decimal(0)

    def allows(self, signed: Decimal, now: Decimal) -> bool:
        """|now - signed| <= max(pct / 100 * |signed|, points)

        >>> Tolerance(pct=Decimal(2)).allows(Decimal(1000), Decimal(980))
        True
        >>> Tolerance(points=Decimal("0.5")).allows(Decimal("98.0"), Decimal("97.4"))
        False
        """
        return abs(now - signed) <= max(self.pct / HUNDRED * abs(signed), self.points)


def _usual() -> dict[Kind, Tolerance]:
    return {
        Kind.VOLUME: Tolerance(pct=Decimal(1), points=Decimal(10)),
        Kind.REVENUE: Tolerance(pct=Decimal(1)),
        Kind.SERVICE: Tolerance(points=Decimal("0.5")),
        Kind.MARGIN: Tolerance(pct=Decimal(1)),
        Kind.CASH: Tolerance(pct=Decimal(3)),
        Kind.STOCK: Tolerance(pct=Decimal(5)),
        Kind.CAPACITY: Tolerance(points=Decimal(3)),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerances:
    """By kind. A kind without one tolerates nothing."""

    by_kind: dict[Kind, Tolerance] = field(default_factory=_usual)

    def of(self, kind: Kind) -> Tolerance:
        return self.by_kind.get(kind, Tolerance())


STANDS_FOR: Mapping[Role, frozenset[Kind]] = MappingProxyType(
    {
        Role.SALES_LEAD: frozenset({Kind.VOLUME, Kind.REVENUE, Kind.SERVICE}),
        Role.DEMAND_MANAGER: frozenset({Kind.VOLUME}),
        Role.OPERATIONS_LEAD: frozenset({Kind.CAPACITY, Kind.STOCK}),
        Role.PLANT_PLANNER: frozenset({Kind.CAPACITY, Kind.STOCK}),
        Role.PROCUREMENT: frozenset({Kind.STOCK}),
        Role.FINANCE_LEAD: frozenset({Kind.MARGIN, Kind.CASH}),
        Role.FINANCE_ANALYST: frozenset({Kind.MARGIN, Kind.CASH}),
    }
)
"""Who isn't listed stands for all of them, as does whoever is accountable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number somebody approves."""

    key: str
    label: str
    unit: str
    decimals: int
    kind: Kind
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One number as signed and as it is now; None where one of them doesn't exist."""

    key: str
    label: str
    unit: str
    decimals: int
    kind: Kind
    signed: Decimal | None
    now: Decimal | None
    material: bool


def figures_of(brief: Brief, choice: str | None) -> tuple[Figure, ...]:
    """The numbers of the option an answer named, else of the one the brief recommends."""
    key = brief.settles_on(choice)
    option = next((one for one in brief.options if one.key == key), None)
    if option is None:
        return ()
    metrics = tuple(
        Figure(
            key=metric.key,
            label=metric.label,
            unit=metric.unit,
            decimals=metric.decimals,
            kind=kind_of(metric.key),
            value=option.values[metric.key],
        )
        for metric in brief.metrics
        if metric.key in option.values
    )
    drawn = (_drawn(chart) for chart in option.charts if chart.key in _DRAWN and chart.points)
    return (*metrics, *drawn)


def kind_of(metric: str) -> Kind:
    """The kind of a number of the registry in `planning.metrics`."""
    if metric.startswith("service_"):
        return Kind.SERVICE
    return _KINDS.get(metric, Kind.MARGIN)


_KINDS = MappingProxyType(
    {
        "units_sold_units": Kind.VOLUME,
        "lost_units": Kind.VOLUME,
        "excluded_units": Kind.VOLUME,
        "revenue_eur": Kind.REVENUE,
        "working_capital_peak_eur": Kind.CASH,
    }
)
_DRAWN = MappingProxyType({"stock": Kind.STOCK, "load": Kind.CAPACITY})


def _drawn(chart: Chart) -> Figure:
    """Of a drawn line its end on the bad side: the lowest stock, the highest load."""
    values = [point.value for point in chart.points]
    kind = _DRAWN[chart.key]
    return Figure(
        key=chart.key,
        label=f"{chart.label}, {'lowest' if chart.limit_is_floor else 'highest'}",
        unit=chart.unit,
        decimals=1,
        kind=kind,
        value=min(values) if chart.limit_is_floor else max(values),
    )


def compare(
    signed: Sequence[Figure], now: Sequence[Figure], tolerances: Tolerances
) -> tuple[Move, ...]:
    """Every number that moved, in the order it was signed; what appeared or went is material."""
    before = {figure.key: figure for figure in signed}
    after = {figure.key: figure for figure in now}
    return tuple(
        _move(before.get(key), after.get(key), tolerances)
        for key in dict.fromkeys([*before, *after])
        if _value(before.get(key)) != _value(after.get(key))
    )


def _value(figure: Figure | None) -> Decimal | None:
    return None if figure is None else figure.value


def _move(signed: Figure | None, now: Figure | None, tolerances: Tolerances) -> Move:
    shown = signed or now
    assert shown is not None
    inside = (
        signed is not None
        and now is not None
        and tolerances.of(shown.kind).allows(signed.value, now.value)
    )
    return Move(
        key=shown.key,
        label=shown.label,
        unit=shown.unit,
        decimals=shown.decimals,
        kind=shown.kind,
        signed=_value(signed),
        now=_value(now),
        material=not inside,
    )


ROUNDING = Tolerances(
    by_kind={
        **dict.fromkeys(Kind, Tolerance(pct=Decimal("0.02"))),
        Kind.VOLUME: Tolerance(pct=Decimal("0.02"), points=Decimal(10)),
        Kind.SERVICE: Tolerance(points=Decimal("0.02")),
        Kind.CAPACITY: Tolerance(points=Decimal("0.02")),
    }
)
"""What a plan in whole units may come to otherwise when it is solved anew on the same facts."""


def beyond_rounding(moves: Iterable[Move]) -> tuple[Move, ...]:
    """Moves that anybody would notice; what appeared or went always is."""
    return tuple(
        move
        for move in moves
        if move.signed is None
        or move.now is None
        or not ROUNDING.of(move.kind).allows(move.signed, move.now)
    )


def material(moves: Iterable[Move]) -> tuple[Move, ...]:
    return tuple(move for move in moves if move.material)


def stands_for(role: Role, *, accountable: bool) -> frozenset[Kind]:
    """The kinds of number a seat answers for."""
    return frozenset(Kind) if accountable else STANDS_FOR.get(role, frozenset(Kind))


def concerns(moves: Iterable[Move], role: Role, *, accountable: bool) -> bool:
    """Whether something a seat answers for moved beyond its tolerance."""
    mine = stands_for(role, accountable=accountable)
    return any(move.kind in mine for move in material(moves))
