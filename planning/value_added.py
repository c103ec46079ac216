"""What each step of a cycle's forecast added, and what each person and agent did, on what came.

The forecast is taken step by step: naive, the last cycle's numbers, as first sent, as checked, as
signed. Each is spread over the weeks as the plan's own demand is, and held against what customers
asked for in the weeks that are reported:

    WAPE = 100 * sum |F - A| / sum A, item by item over the weeks together
    added by a step = WAPE(step before) - WAPE(step), in points
    added by a person = WAPE(signed, with last cycle's numbers in place of theirs) - WAPE(signed)
    added by the check = WAPE(signed, with what was first sent in place) - WAPE(signed)
    added by what stands in = WAPE(signed, with naive in place of last cycle's) - WAPE(signed),
        for a region that sent nothing
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from planning.actuals import Actual
from planning.company import Company, DemandLine
from planning.forecast_added import OneAdded, Sent, StepAdded, ValueAdded
from planning.forecast_held import Held, Units
from planning.track_record import naive_of
from planning.weighing_streams import LineKey

YEAR = 12


CHECKER, ANALYST = "input_checker", "demand_analyst"


def value_added(
    company: Company,
    last: Sequence[DemandLine],
    sent: Sequence[Sent],
    opened: date,
    actuals: Sequence[Actual],
    stood_in: Sequence[str] = (),
) -> ValueAdded:
    """`company` has the signed forecast; `last` is what would have stood without anybody.

    `opened` is the cycle's month; for the regions in `stood_in` last cycle's numbers were put in.
    Nothing where nobody has reported what was asked for.
    """
    held = Held(company, actuals)
    if not held.weeks:
        return ValueAdded(weeks=0)
    signed = _units(company.forecast)
    before = dict.fromkeys(signed, 0) | _known(signed, last)
    naive = _naive(company, signed, opened)
    return ValueAdded(
        weeks=len(held.weeks),
        steps=tuple(_steps(held, _ladder(signed, naive, before, sent))),
        people=tuple(_people(held, signed, before, sent)),
        agents=(*_checked(held, signed, sent), *_stood_in(held, signed, naive, stood_in)),
    )


def _ladder(
    signed: Units, naive: Units, before: Units, sent: Sequence[Sent]
) -> Iterator[tuple[str, Units]]:
    yield "naive", naive
    yield "last_cycle", before
    yield "sent", {**before, **_known(signed, _lines(one.first for one in sent))}
    yield "checked", {**before, **_known(signed, _lines(one.accepted for one in sent))}
    yield "signed", signed


def _steps(held: Held, ladder: Iterator[tuple[str, Units]]) -> Iterator[StepAdded]:
    earlier: Decimal | None = None
    for key, units in ladder:
        found = held.wape(units)
        added = None if earlier is None else earlier - found
        yield StepAdded(key=key, wape_pct=found, added_pct=added)
        earlier = found


def _people(held: Held, signed: Units, before: Units, sent: Sequence[Sent]) -> Iterator[OneAdded]:
    whole = held.wape(signed)
    for one in sent:
        without = {key: before[key] if key[0] == one.region else n for key, n in signed.items()}
        yield OneAdded(who=one.person, region=one.region, added_pct=held.wape(without) - whole)


def _checked(held: Held, signed: Units, sent: Sequence[Sent]) -> Iterator[OneAdded]:
    """Where what was accepted isn't what was sent first."""
    whole = held.wape(signed)
    for one in sent:
        first = _known(signed, one.first)
        if first and first != _known(signed, one.accepted):
            added = held.wape({**signed, **first}) - whole
            yield OneAdded(who=CHECKER, region=one.region, added_pct=added)


def _stood_in(
    held: Held, signed: Units, naive: Units, regions: Sequence[str]
) -> Iterator[OneAdded]:
    whole = held.wape(signed)
    for region in regions:
        without = {key: naive[key] if key[0] == region else n for key, n in signed.items()}
        yield OneAdded(who=ANALYST, region=region, added_pct=held.wape(without) - whole)


def _naive(company: Company, signed: Units, opened: date) -> dict[LineKey, int]:
    series: dict[tuple[str, str, str], dict[date, int]] = defaultdict(dict)
    for line in company.history:
        series[line.region, line.sku, line.tier][line.month] = line.units
    return {key: naive_of(series[key[:3]], key[3], _lag(key[3], opened)) or 0 for key in signed}


def _lag(month: date, opened: date) -> int:
    return (month.year - opened.year) * YEAR + month.month - opened.month + 1


def _units(lines: Sequence[DemandLine]) -> dict[LineKey, int]:
    found: dict[LineKey, int] = defaultdict(int)
    for line in lines:
        found[line.region, line.sku, line.tier, line.month] += line.units
    return dict(found)


def _known(signed: Units, lines: Sequence[DemandLine]) -> dict[LineKey, int]:
    """Of the series and months that were signed; another code or month is no forecast of them."""
    return {key: n for key, n in _units(lines).items() if key in signed}


def _lines(many: Iterator[tuple[DemandLine, ...]]) -> list[DemandLine]:
    return [line for lines in many for line in lines]
