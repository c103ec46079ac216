"""The options of the Halden Foods trade-off, with their numbers and charts."""

from datetime import date
from decimal import Decimal

from gates.brief import (
    Chart,
    Metric,
    Option,
    Point,
)

WEEKS = ("45", "46", "47", "48", "49", "50", "51", "52", "53", "01", "02")
STOCK = {
    "do_nothing": (62, 60, 59, 58, 56, 48, 38, 27, 17, 8, 2),
    "limit": (62, 60, 59, 58, 56, 51, 45, 38, 32, 27, 25),
    "build_early": (62, 62, 68, 76, 84, 78, 66, 54, 44, 36, 31),
    "lower": (62, 60, 60, 62, 63, 56, 47, 38, 31, 26, 22),
    "mix": (62, 61, 63, 67, 70, 63, 53, 43, 35, 29, 26),
}
LOAD = {
    "do_nothing": (88, 90, 91, 92, 94, 98, 99, 99, 97, 95, 92),
    "limit": (88, 90, 90, 91, 92, 94, 95, 95, 94, 92, 90),
    "build_early": (92, 95, 104, 108, 110, 100, 99, 98, 96, 94, 92),
    "lower": (88, 90, 93, 95, 96, 98, 99, 99, 97, 95, 93),
    "mix": (90, 93, 98, 103, 104, 99, 98, 97, 95, 94, 92),
}
SERVICE = {
    "do_nothing": ("92.6", "93.4", "94.5"),
    "limit": ("99.1", "97.4", "95.3"),
    "build_early": ("99.8", "99.4", "99.0"),
    "lower": ("98.6", "96.2", "86.4"),
    "mix": ("99.2", "97.8", "91.0"),
}
METRICS = (
    Metric(key="units", label="Units sold", unit="k cases", better="higher", decimals=1),
    Metric(key="t1", label="Service, tier 1", unit="%", better="higher", decimals=1),
    Metric(key="t2", label="Service, tier 2", unit="%", better="higher", decimals=1),
    Metric(key="t3", label="Service, tier 3", unit="%", better="higher", decimals=1),
    Metric(key="revenue", label="Revenue", unit="€k", better="higher", decimals=0),
    Metric(key="cost", label="Extra cost", unit="€k", better="lower", decimals=0),
    Metric(
        key="margin",
        label="Margin after cost",
        unit="€k",
        better="higher",
        decimals=0,
        emphasis=True,
    ),
    Metric(key="cash", label="Working capital", unit="€k", better="lower", decimals=0),
)
VALUES = {
    "do_nothing": ("401.8", 8311, 48, 3306, 1920),
    "limit": ("401.8", 8419, 22, 3440, 1940),
    "build_early": ("423.4", 8776, 61, 3488, 2104),
    "lower": ("400.3", 8340, 19, 3371, 1902),
    "mix": ("409.4", 8533, 38, 3439, 2008),
}
OPTIONS = (
    ("do_nothing", "Do nothing", "The promotion runs unmanaged", None, ""),
    (
        "limit",
        "Limit promotion",
        "Top accounts only",
        date(2026, 11, 20),
        "a tier 1 account leaves",
    ),
    (
        "build_early",
        "Build early",
        "Expedite syrup, overtime on line 4",
        date(2026, 11, 6),
        "uplift stays under 11 %",
    ),
    ("lower", "Lower non-core", "Move syrup from 14 SKUs", date(2026, 11, 23), "tier 3 walks away"),
    ("mix", "Mix", "Small pre-build, five SKUs cut", date(2026, 11, 13), "both of the above"),
)


def _charts(key: str) -> tuple[Chart, ...]:
    lowest = min(STOCK[key])
    peak = max(LOAD[key])
    under = [f"tier {tier}" for tier, value in enumerate(SERVICE[key], 1) if Decimal(value) < 95]
    return (
        Chart(
            key="stock",
            label="Oat Bars stock",
            note="k cases, safety stock 24",
            kind="line",
            unit="k cases",
            limit=Decimal(24),
            limit_is_floor=True,
            points=tuple(
                Point(label=week, value=Decimal(value))
                for week, value in zip(WEEKS, STOCK[key], strict=True)
            ),
            caption=f"{lowest} in week {WEEKS[STOCK[key].index(lowest)]}",
            caption_is_bad=lowest < 24,
        ),
        Chart(
            key="load",
            label="Line 4 load",
            note="% of standard hours, overtime up to 110",
            kind="bars",
            unit="%",
            limit=Decimal(100),
            limit_is_floor=False,
            points=tuple(
                Point(label=week, value=Decimal(value), over=Decimal(max(value - 100, 0)))
                for week, value in zip(WEEKS, LOAD[key], strict=True)
            ),
            caption=f"{peak} in week {WEEKS[LOAD[key].index(peak)]}",
            caption_is_bad=False,
        ),
        Chart(
            key="service",
            label="Service by tier",
            note="%, floor 95",
            kind="dots",
            unit="%",
            limit=Decimal(95),
            limit_is_floor=True,
            points=tuple(
                Point(label=f"T{tier}", value=Decimal(value))
                for tier, value in enumerate(SERVICE[key], 1)
            ),
            caption=f"{', '.join(under)} under 95" if under else "all above 95",
            caption_is_bad=bool(under),
        ),
    )


def _values(key: str) -> dict[str, Decimal]:
    units, revenue, cost, margin, cash = VALUES[key]
    tiers = {f"t{tier}": Decimal(value) for tier, value in enumerate(SERVICE[key], 1)}
    rest = {"revenue": revenue, "cost": cost, "margin": margin, "cash": cash}
    return {"units": Decimal(units), **tiers, **{k: Decimal(v) for k, v in rest.items()}}


def option(key: str) -> Option:
    _, name, summary, choose_by, breaks_if = next(row for row in OPTIONS if row[0] == key)
    return Option(
        key=key,
        name=name,
        summary=summary,
        values=_values(key),
        choose_by=choose_by,
        breaks_if=breaks_if,
        charts=_charts(key),
    )
