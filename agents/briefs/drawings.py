"""The small charts of an option: stock promoted, load of the tight line, service, cash."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from gates.brief import Chart, Point
from planning import written
from planning.calendar_weeks import WEEK
from planning.company import Company, Resource
from planning.constraints import Constraint, ConstraintKind
from planning.levers import next_promotion
from planning.metrics import service_key
from planning.options import SolvedOption
from planning.periods import periods_of
from planning.plan_money import stock_value_by_week

AFTERMATH_WEEKS = 4
"""Shown after a promotion ends."""
TENTH = Decimal("0.1")
HUNDRED = Decimal(100)
THOUSAND = Decimal(1000)


def charts(
    company: Company, constraints: Sequence[Constraint], option: SolvedOption
) -> tuple[Chart, ...]:
    weeks = shown_weeks(company)
    return (
        _stock(company, _skus(company, constraints), option, weeks),
        _load(_line(company, constraints), option, weeks),
        _service(company, option),
        _cash(company, option, weeks),
    )


def shown_weeks(company: Company) -> int:
    """Planning periods from the plan's start until four weeks after the promotion; all without."""
    promotion, periods = next_promotion(company), periods_of(company)
    if promotion is None:
        return len(periods)
    ends = (promotion.starts - company.plan_start) // WEEK + promotion.weeks
    return sum(period.first < ends + AFTERMATH_WEEKS for period in periods)


def _skus(company: Company, constraints: Sequence[Constraint]) -> tuple[str, ...]:
    """What is promoted; without a promotion what is short; else everything."""
    promotion = next_promotion(company)
    if promotion is not None:
        return promotion.skus
    short = tuple(dict.fromkeys(sku for one in constraints for sku in one.skus))
    return short or tuple(item.sku for item in company.items)


def _line(company: Company, constraints: Sequence[Constraint]) -> Resource:
    """The line that is short, else the one that makes most of the items drawn."""
    full = {one.code for one in constraints if one.kind is not ConstraintKind.COMPONENT}
    makes = [item.resource for item in company.items if item.sku in _skus(company, constraints)]
    return max(company.resources, key=lambda line: (line.code in full, makes.count(line.code)))


def family_of(company: Company, skus: Collection[str]) -> str:
    """The families of some items by name."""
    return written.listed(list(dict.fromkeys(i.family for i in company.items if i.sku in skus)))


def _stock(company: Company, skus: Sequence[str], option: SolvedOption, weeks: int) -> Chart:
    items = [item for item in company.items if item.sku in skus]
    units = [
        sum(option.plan.item(item.sku).stock_units[week] for item in items) for week in range(weeks)
    ]
    safety = _thousand(sum(item.safety_stock_units for item in items))
    points = [_thousand(value) for value in units]
    lowest = min(points)
    return Chart(
        key="stock",
        label=f"{family_of(company, skus)} stock",
        note=f"k units, safety stock {safety}",
        kind="line",
        unit="k units",
        limit=safety,
        limit_is_floor=True,
        points=_by_week(option, points),
        caption=f"{lowest} in week {_week(option, points.index(lowest))}",
        caption_is_bad=lowest < safety,
    )


def _load(line: Resource, option: SolvedOption, weeks: int) -> Chart:
    hours = option.plan.resource(line.code)
    load = [Decimal(str(value)).quantize(TENTH) for value in hours.load_pct[:weeks]]
    most = HUNDRED
    if line.hours_per_week:
        most += HUNDRED * line.overtime_hours_per_week / line.hours_per_week
    highest = max(load)
    return Chart(
        key="load",
        label=f"{line.name.split(',')[0]} load",
        note=f"% of regular hours, overtime up to {most.normalize():f}",
        kind="bars",
        unit="%",
        limit=HUNDRED,
        limit_is_floor=False,
        points=tuple(
            Point(
                label=_week(option, at),
                value=value,
                over=max(value - HUNDRED, Decimal(0)),
            )
            for at, value in enumerate(load)
        ),
        caption=f"{highest} in week {_week(option, load.index(highest))}",
        caption_is_bad=False,
    )


def _service(company: Company, option: SolvedOption) -> Chart:
    """Against the first tier's contract; a tier is bad when it is below its own."""
    tiers = sorted(company.tiers, key=lambda tier: tier.rank)
    values = {tier.code: option.metrics[service_key(tier.code)] for tier in tiers}
    under = [tier.name for tier in tiers if values[tier.code] < tier.service_floor_pct]
    lowest = min(tiers, key=lambda tier: values[tier.code])
    floor = tiers[0].service_floor_pct
    scope = "promotion weeks" if company.promotions else "whole plan"
    return Chart(
        key="service",
        label="Service by tier",
        note=f"%, {scope}; line at the {floor.normalize():f} % {tiers[0].name} are promised",
        kind="dots",
        unit="%",
        limit=floor,
        limit_is_floor=True,
        points=tuple(
            Point(label=f"T{tier.rank}", value=values[tier.code].quantize(TENTH)) for tier in tiers
        ),
        caption=f"{written.listed(under)} below contract"
        if under
        else f"lowest {written.pct(values[lowest.code])}",
        caption_is_bad=bool(under),
    )


def _cash(company: Company, option: SolvedOption, weeks: int) -> Chart:
    """What stands in stock at the end of each week, at cost."""
    values = [
        (eur / THOUSAND).quantize(Decimal(1))
        for eur in stock_value_by_week(company, option.plan)[:weeks]
    ]
    highest = max(values)
    return Chart(
        key="cash",
        label="Cash in stock",
        note="€k, finished goods and components at cost",
        kind="line",
        unit="€k",
        limit=None,
        limit_is_floor=False,
        points=_by_week(option, values),
        caption=f"{highest} in week {_week(option, values.index(highest))}",
        caption_is_bad=False,
    )


def _by_week(option: SolvedOption, values: Sequence[Decimal]) -> tuple[Point, ...]:
    return tuple(Point(label=_week(option, at), value=value) for at, value in enumerate(values))


def _week(option: SolvedOption, at: int) -> str:
    return written.week(option.plan.weeks[at])


def _thousand(units: int) -> Decimal:
    return (Decimal(units) / 1000).quantize(TENTH)
