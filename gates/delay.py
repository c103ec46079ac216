"""What waiting costs: by the day, and in options that can't be chosen any more."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from gates.brief import Brief, Metric, Option

DAY = timedelta(days=1)


def cost_per_day(stake_eur: Decimal, *, due_at: datetime, now: datetime) -> Decimal:
    """The stake spread over the days left: stake / max(due - now, 1 day), by the day.

    A day never costs more than everything that is at stake.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 5, tzinfo=UTC)
    >>> cost_per_day(Decimal(182_000), due_at=now + timedelta(days=2), now=now)
    Decimal('91000')
    """
    seconds = Decimal(max(due_at - now, DAY) // timedelta(seconds=1))
    return abs(stake_eur) * (DAY // timedelta(seconds=1)) / seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapsed:
    """Options whose day is past, and what the best of them was worth over the best left."""

    names: tuple[str, ...]
    worth_eur: Decimal | None
    """None where the options don't say what they are worth."""


def lapsed(brief: Brief, on: date) -> Lapsed:
    """What waiting until this day has cost."""
    gone = [option for option in brief.options if _is_over(option, on)]
    left = [option for option in brief.options if not _is_over(option, on)]
    worth = None
    metric = _money(brief)
    if metric is not None and gone and left:
        before, now = _best(brief.options, metric), _best(left, metric)
        worth = abs(before - now) * _euros(metric)
    return Lapsed(names=tuple(option.name for option in gone), worth_eur=worth)


def last_day(brief: Brief, on: date) -> tuple[date, tuple[str, ...]] | None:
    """The last responsible moment: the next day on whose end an option lapses, and which."""
    days = [o.choose_by for o in brief.options if o.choose_by is not None and o.choose_by >= on]
    if not days:
        return None
    first = min(days)
    return first, tuple(option.name for option in brief.options if option.choose_by == first)


def _is_over(option: Option, on: date) -> bool:
    return option.choose_by is not None and option.choose_by < on


def _money(brief: Brief) -> Metric | None:
    """The main measure, where it is money and every option has it."""
    for metric in brief.metrics:
        in_money = _euros(metric) and metric.better != "neither" and metric.emphasis
        if in_money and all(metric.key in option.values for option in brief.options):
            return metric
    return None


def _euros(metric: Metric) -> Decimal:
    """How many euro one of the measure's units is; nothing where it isn't money.

    >>> _euros(Metric(key="m", label="", unit="€k", better="higher", decimals=0))
    Decimal('1000')
    """
    return _UNITS.get(metric.unit, Decimal(0))


_UNITS = {
    "EUR": Decimal(1),
    "€": Decimal(1),
    "EUR k": Decimal(1000),
    "k EUR": Decimal(1000),
    "€k": Decimal(1000),
    "k€": Decimal(1000),
}


def _best(options: tuple[Option, ...] | list[Option], metric: Metric) -> Decimal:
    values = [option.values[metric.key] for option in options]
    return max(values) if metric.better == "higher" else min(values)
