"""How numbers, money, days and time left are written on every page (British English)."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

LOCALE = "en_GB"
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
    return format_decimal(value, format=pattern, locale=LOCALE).replace("-", MINUS)


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
    for floor, divisor, decimals, suffix in _SCALES:
        if size >= floor:
            return f"{sign}€{number(size / divisor, decimals)}{suffix}"
    return f"{sign}€{number(size)}"


_SCALES = (
    (Decimal(999_500), Decimal(1_000_000), 2, "m"),
    (Decimal(9_950), Decimal(1_000), 0, "k"),
    (Decimal(1_000), Decimal(1_000), 1, "k"),
)


def day(value: date | None) -> str:
    """A day with its weekday.

    >>> day(date(2026, 11, 6))
    'Fri 6 Nov'
    """
    return NONE if value is None else format_date(value, "EEE d MMM", locale=LOCALE)


def moment(value: datetime) -> str:
    """Day and time with the zone: for deadlines, which must not be misread."""
    return f"{when(value)} {value.tzname()}"


def until(value: datetime) -> str:
    """The end of a time: its day, where it lasts to the end of that day.

    >>> until(datetime(2026, 11, 13, 23, 59)), until(datetime(2026, 11, 13, 12, 0))
    ('Fri 13 Nov', 'Fri 13 Nov 12:00')
    """
    whole_day = (value.hour, value.minute) == (23, 59)
    return day(value) if whole_day else moment(value).removesuffix(" None")


def in_full(value: datetime) -> str:
    """For what is printed and kept: with year, seconds and zone.

    >>> from datetime import UTC
    >>> in_full(datetime(2026, 11, 5, 9, 40, tzinfo=UTC))
    'Thursday 5 November 2026, 09:40:00 UTC'
    """
    pattern = "EEEE d MMMM y, HH:mm:ss"
    written = format_datetime(value, pattern, tzinfo=value.tzinfo, locale=LOCALE)
    return f"{written} {value.tzname()}"


def when(value: datetime) -> str:
    """Day and time on a page whose zone is clear."""
    return format_datetime(value, "EEE d MMM HH:mm", tzinfo=value.tzinfo, locale=LOCALE)


def month(value: date) -> str:
    return format_date(value, "MMMM y", locale=LOCALE)


def span(length: timedelta) -> str:
    """Two units at most, the smaller only where it matters.

    >>> span(timedelta(days=1, hours=7, minutes=20)), span(timedelta(hours=6, minutes=40))
    ('1 day 7 h', '6 h')
    >>> span(timedelta(days=4, hours=5)), span(timedelta(minutes=25))
    ('4 days', '25 min')
    """
    days, hours = length // _DAY, (length % _DAY) // _HOUR
    if days == 1 and hours:
        return f"1 day {hours} h"
    if days:
        return "1 day" if days == 1 else f"{days} days"
    return f"{hours} h" if hours else f"{max(length // _MINUTE, 1)} min"


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
    return f"in {span(due - now)}" if due > now else f"{span(now - due)} late"


def is_near(due: datetime, now: datetime) -> bool:
    return due - now < NEAR


def ago(then: datetime, now: datetime) -> str:
    return "just now" if now - then < _MINUTE else f"{span(now - then)} ago"


def count(amount: int, one: str, many: str | None = None) -> str:
    """A counted noun.

    >>> count(1, "mail"), count(3, "mail")
    ('1 mail', '3 mails')
    """
    return f"{number(amount)} {one if amount == 1 else many or one + 's'}"


def headline(text: str) -> str:
    """A phrase that starts a line starts with a capital; the rest keeps its own.

    >>> headline("forecast for DACH")
    'Forecast for DACH'
    """
    return text[:1].upper() + text[1:]


def glued(text: str) -> str:
    """A percent sign never starts a line."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")
