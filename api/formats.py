"""How numbers, money, days and time left are written on every page, in its language."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from api import tongue
from api.tongue import Say, say

MINUS = "\N{MINUS SIGN}"
NONE = "\N{EN DASH}"
MINUTE_S = 60
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NEAR = timedelta(hours=48)
"""A deadline so close is marked, on every page."""


def number(value: Decimal | int | None, decimals: int = 0) -> str:
    """A number with its sign and a fixed count of decimals.

    >>> number(Decimal("-1920.04"), 1)
    '−1,920.0'
    """
    if value is None:
        return NONE
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=tongue.locale()).replace("-", MINUS)


def as_given(value: Decimal) -> str:
    """A number with as many decimals as it was given with, and none that say nothing.

    >>> as_given(Decimal("12550.0")), as_given(Decimal("18919.25"))
    ('12,550', '18,919.25')
    """
    exponent = value.normalize().as_tuple().exponent
    return number(value, max(-exponent, 0) if isinstance(exponent, int) else 0)


def signed(value: Decimal, decimals: int = 0) -> str:
    """A difference; nothing is `0`, never `+0`.

    >>> signed(Decimal(13)), signed(Decimal("-0.2")), signed(Decimal("-26"))
    ('+13', '0', '−26')
    """
    rounded = round(value, decimals)
    written = number(abs(rounded), decimals)
    return f"{'+' if rounded > 0 else MINUS if rounded < 0 else ''}{written}"


def eur(value: Decimal | int) -> str:
    """Money at a glance: three figures are enough to rank by.

    >>> eur(182_400), eur(1_940), eur(2_104_000), eur(Decimal("-38"))
    ('€182k', '€1.9k', '€2.10m', '−€38')
    """
    size = abs(Decimal(value))
    sign = MINUS if value < 0 else ""
    for floor, divisor, decimals, scale in _SCALES:
        if size >= floor:
            return sign + say(scale, amount=number(size / divisor, decimals))
    return sign + say("€{amount}", amount=number(size))


_SCALES = (
    (Decimal(999_500), Decimal(1_000_000), 2, Say("€{amount}m")),
    (Decimal(9_950), Decimal(1_000), 0, Say("€{amount}k")),
    (Decimal(1_000), Decimal(1_000), 1, Say("€{amount}k")),
)


def day(value: date | None) -> str:
    """A day with its weekday.

    >>> day(date(2026, 11, 6))
    'Fri 6 Nov'
    """
    return NONE if value is None else format_date(value, say("EEE d MMM"), locale=tongue.locale())


def moment(value: datetime) -> str:
    """Day and time with the zone: for deadlines, which must not be misread."""
    return f"{when(value)} {zone(value)}".rstrip()


def zone(value: datetime) -> str:
    """The name of its zone, where a language has one of its own for it."""
    name = value.tzname() or ""
    return {"CET": say("CET"), "CEST": say("CEST")}.get(name, name)


def until(value: datetime) -> str:
    """The end of a time: its day, where it lasts to the end of that day.

    >>> until(datetime(2026, 11, 13, 23, 59)), until(datetime(2026, 11, 13, 12, 0))
    ('Fri 13 Nov', 'Fri 13 Nov 12:00')
    """
    whole_day = (value.hour, value.minute) == (23, 59)
    return day(value) if whole_day else moment(value)


def in_full(value: datetime) -> str:
    """For what is printed and kept: with year, seconds and zone.

    >>> from datetime import UTC
    >>> in_full(datetime(2026, 11, 5, 9, 40, tzinfo=UTC))
    'Thursday 5 November 2026, 09:40:00 UTC'
    """
    pattern = say("EEEE d MMMM y, HH:mm:ss")
    written = format_datetime(value, pattern, tzinfo=value.tzinfo, locale=tongue.locale())
    return f"{written} {zone(value)}"


def when(value: datetime) -> str:
    """Day and time on a page whose zone is clear."""
    return format_datetime(
        value, say("EEE d MMM HH:mm"), tzinfo=value.tzinfo, locale=tongue.locale()
    )


def month(value: date) -> str:
    return format_date(value, "MMMM y", locale=tongue.locale())


def span(length: timedelta) -> str:
    """Two units at most, the smaller only where it matters.

    >>> span(timedelta(days=1, hours=7, minutes=20)), span(timedelta(hours=6, minutes=40))
    ('1 day 7 h', '6 h')
    >>> span(timedelta(days=4, hours=5)), span(timedelta(minutes=25))
    ('4 days', '25 min')
    """
    days, hours = length // _DAY, (length % _DAY) // _HOUR
    if days == 1 and hours:
        return say("1 day {hours} h", hours=hours)
    if days:
        return say("1 day") if days == 1 else say("{days} days", days=days)
    if hours:
        return say("{hours} h", hours=hours)
    return say("{minutes} min", minutes=max(length // _MINUTE, 1))


def seconds(length_s: int) -> str:
    """How long, in whole words.

    >>> seconds(20), seconds(60), seconds(150)
    ('20 seconds', '1 minute', '3 minutes')
    """
    return (
        count(length_s, "second")
        if length_s < MINUTE_S
        else count(-(-length_s // MINUTE_S), "minute")
    )


def left(due: datetime, now: datetime) -> str:
    """How long there is to a deadline, or how late it is.

    >>> noon = datetime(2026, 11, 5, 12)
    >>> left(datetime(2026, 11, 5, 16), noon), left(datetime(2026, 11, 5, 7), noon)
    ('in 4 h', '5 h late')
    """
    if due > now:
        return say("in {span}", span=span(due - now))
    return say("{span} late", span=span(now - due))


def is_near(due: datetime, now: datetime) -> bool:
    return due - now < NEAR


def ago(then: datetime, now: datetime) -> str:
    if now - then < _MINUTE:
        return say("just now")
    return say("{span} ago", span=span(now - then))


def small_eur(amount: Decimal) -> str:
    """Money that may be less than a cent.

    >>> small_eur(Decimal("0.00451")), small_eur(Decimal("12.5"))
    ('€0.0045', '€12.50')
    """
    return say("€{amount}", amount=number(amount, 2 if amount >= 1 else 4))


def count(amount: int, one: str, many: str | None = None) -> str:
    """A counted noun.

    >>> count(1, "mail"), count(3, "mail")
    ('1 mail', '3 mails')
    """
    return f"{number(amount)} {say(one if amount == 1 else many or one + 's')}"


def headline(text: str) -> str:
    """A phrase that starts a line starts with a capital; the rest keeps its own.

    >>> headline("forecast for DACH")
    'Forecast for DACH'
    """
    text = str(text)  # whoever says it: in the page's language first
    return text[:1].upper() + text[1:]


def glued(text: str) -> str:
    """A percent sign never starts a line."""
    return str(text).replace(" %", "\N{NO-BREAK SPACE}%")
