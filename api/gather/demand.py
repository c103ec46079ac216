"""The demand signal of a cycle, level by level, from what came in and what people said."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from api import formats
from api.gather.demand_said import forms_of, override_rows, weight_rows
from api.tongue import Say, say
from api.views.decision import Viewer
from api.views.demand import Crumb, DemandRow, DemandView, NumberRow
from api.views.frame import State
from graphs.accepted import accepted_lines
from graphs.demand_said import company_said
from planning.baseline import restore_consolidated
from planning.company import Company, DemandLine, family_code
from planning.company_streams import Weight
from planning.consolidation import Consolidated, Line, consolidate, line_key
from planning.plain_values import restore
from planning.weighing_streams import LineKey
from runtime.saying_demand import MAY_SAY
from store import baselines, demand_said, inputs
from store.demand_said import DemandSaid
from store.tables.cycles import CycleRow

MONTHS_SHOWN = 6
ROWS_SHOWN = 200
DRAFT = State(word=Say("Not frozen yet"), icon="open")
FROZEN = State(word=Say("Frozen"), icon="lock", tone="good")
EVERY = Say("All products")


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What of it is looked at; nothing is everything."""

    region: str = ""
    family: str = ""
    sku: str = ""
    since: str = ""
    """The first month shown, `2026-12`."""

    def href(self, **other: str) -> str:
        asked = {"region": self.region, "family": self.family, "sku": self.sku} | other
        told = urlencode({name: value for name, value in asked.items() if value})
        return f"/demand?{told}" if told else "/demand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Read once for a page."""

    cycle: CycleRow
    whole: Consolidated
    sent: dict[LineKey, int]
    inputs: dict[str, int]
    """Region to its input."""
    said: list[DemandSaid]
    frozen: bool

    @property
    def company(self) -> Company:
        return self.whole.company


def signal_of(session: Session, cycle: CycleRow) -> Signal:
    company, accepted = company_said(session, cycle), accepted_lines(session, cycle.id)
    frozen = baselines.frozen(session, cycle.id)
    if frozen is None:
        whole = consolidate(company, accepted)
    else:
        weights = restore(tuple[Weight, ...], frozen.content.get("weights", []))
        whole = restore_consolidated(replace(company, weights=weights), frozen.content)
    return Signal(
        cycle=cycle,
        whole=whole,
        sent=_sent(line for lines in accepted.values() for line in lines),
        inputs={one.region: one.id for one in inputs.inputs_of(session, cycle.id)},
        said=demand_said.standing(session, cycle.id),
        frozen=frozen is not None,
    )


def _sent(lines: Iterator[Line]) -> dict[LineKey, int]:
    units: dict[LineKey, int] = defaultdict(int)
    for line in lines:
        units[line.region, line.sku, line.tier, line.month] += line.units
    return dict(units)


def demand_view(signal: Signal, where: Where, viewer: Viewer, message: str = "") -> DemandView:
    company = signal.company
    lines = [line for line in company.forecast if where.region in {"", line.region}]
    every = sorted({line.month for line in lines})
    first = next((at for at, month in enumerate(every) if f"{month:%Y-%m}" >= where.since), 0)
    months = every[first : first + MONTHS_SHOWN]
    items = {item.sku: item for item in company.items}
    mine = [line for line in lines if line.month in months and line.sku in items]
    may = viewer.role in MAY_SAY and not signal.frozen and signal.cycle.closed_at is None
    return DemandView(
        title=say("Demand of {month}", month=formats.month(signal.cycle.month)),
        state=FROZEN if signal.frozen else DRAFT,
        crumbs=tuple(_crumbs(company, where)),
        here=_here(company, where),
        regions=_regions(company, where),
        region=where.region,
        months=tuple(formats.month(month) for month in months),
        earlier=_since(where, every, first - MONTHS_SHOWN),
        later=_since(where, every, first + MONTHS_SHOWN),
        rows=() if where.sku in items else _rows(company, where, mine, months),
        numbers=tuple(_numbers(signal, where, mine)) if where.sku in items else (),
        weights=weight_rows(company, signal.said, viewer),
        overrides=override_rows(company, signal.whole, signal.said, viewer),
        forms=forms_of(company, signal.cycle, every, (where.region, where.family, where.sku))
        if may
        else None,
        message=message,
    )


def _since(where: Where, every: Sequence[date], at: int) -> str:
    """Where the months before or after are; empty where there are none."""
    if at <= -MONTHS_SHOWN or at >= len(every):
        return ""
    return where.href(since=f"{every[max(at, 0)]:%Y-%m}")


def _crumbs(company: Company, where: Where) -> Iterator[Crumb]:
    if where.family or where.sku:
        yield Crumb(word=EVERY, href=where.href(family="", sku=""))
    if where.sku:
        family = _family_of(company, where.sku)
        yield Crumb(word=family, href=where.href(family=family_code(family), sku=""))


def _here(company: Company, where: Where) -> str:
    if where.sku:
        return next((f"{i.sku} {i.name}" for i in company.items if i.sku == where.sku), where.sku)
    names = {family_code(item.family): item.family for item in company.items}
    return names.get(where.family, where.family) or EVERY


def _family_of(company: Company, sku: str) -> str:
    return next((item.family for item in company.items if item.sku == sku), "")


def _regions(company: Company, where: Where) -> tuple[Crumb, ...]:
    named = [(Say("All regions"), ""), *((one.name, one.code) for one in company.regions)]
    return tuple(
        Crumb(word=word, href=where.href(region=code), current=code == where.region)
        for word, code in named
    )


def _rows(
    company: Company, where: Where, lines: list[DemandLine], months: list[date]
) -> tuple[DemandRow, ...]:
    """The families, or the items of one, under what they add up to."""
    families = {item.sku: family_code(item.family) for item in company.items}
    if where.family:
        lines = [one for one in lines if families[one.sku] == where.family]
        codes, level = {item.sku: item.sku for item in company.items}, "sku"
        named = {item.sku: f"{item.sku} {item.name}" for item in company.items}
    else:
        codes, level = families, "family"
        named = {family_code(item.family): item.family for item in company.items}
    units: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        units[codes[line.sku]][line.month] += line.units
    whole = {month: sum(by[month] for by in units.values()) for month in months}
    return (
        _row(_here(company, where), "", whole, months, total=True),
        *(
            _row(named[code], where.href(**{level: code}), units[code], months)
            for code in list(units)[:ROWS_SHOWN]
        ),
    )


def _row(
    name: str, href: str, units: dict[date, int], months: list[date], *, total: bool = False
) -> DemandRow:
    shown = tuple(formats.number(units.get(month, 0)) for month in months)
    return DemandRow(name=name, href=href, units=shown, total=total)


def _numbers(signal: Signal, where: Where, lines: list[DemandLine]) -> Iterator[NumberRow]:
    regions = {one.code: one.name for one in signal.company.regions}
    tiers = {one.code: one.name for one in signal.company.tiers}
    for line in lines:
        if line.sku != where.sku:
            continue
        key = line_key(line)
        cells = signal.whole.lineage.get(key, ())
        asked = signal.inputs.get(line.region)
        yield NumberRow(
            region=regions.get(line.region, line.region),
            tier=tiers.get(line.tier, line.tier),
            month=formats.month(line.month),
            units=formats.number(line.units),
            sources=tuple(
                " › ".join(part for part in (cell.file, cell.sheet, cell.address) if part)
                for cell in cells
            ),
            href=f"/inputs/{asked}" if asked is not None and key in signal.sent else "",
            told=_told(line.units, signal.sent.get(key)),
        )


def _told(units: int, sent: int | None) -> str:
    if sent is None:
        return say("nothing was sent; last month’s forecast, weighed or overridden as below")
    if sent == units:
        return ""
    return say("{number} were sent; weighed or overridden as below", number=formats.number(sent))
