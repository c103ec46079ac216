"""How numbers, money, days and lists are written inside a sentence (British English)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

MINUS = "\N{MINUS SIGN}"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_SCALES = (
    (Decimal(999_500), Decimal(1_000_000), 2, "m"),
    (Decimal(9_950), Decimal(1_000), 0, "k"),
    (Decimal(1_000), Decimal(1_000), 1, "k"),
)


def day(value: date) -> str:
    """A day with its weekday.

    >>> day(date(2026, 11, 6))
    'Fri 6 Nov'
    """
    return f"{_DAYS[value.weekday()]} {value.day} {_MONTHS[value.month - 1]}"


def moment(value: datetime) -> str:
    """A deadline, in the zone it is given in.

    >>> moment(datetime(2026, 11, 6, 17, 0))
    'Fri 6 Nov 17:00'
    """
    return f"{day(value)} {value:%H:%M}"


def week(monday: date) -> str:
    """The number of an ISO week.

    >>> week(date(2027, 1, 4))
    '01'
    """
    return f"{monday.isocalendar().week:02}"


def number(value: Decimal | float, decimals: int = 0) -> str:
    """A number with thousands set apart.

    >>> number(Decimal("-12550.04"), 1), number(1200)
    ('−12,550.0', '1,200')
    """
    return f"{value:,.{decimals}f}".replace("-", MINUS)


def short(value: Decimal | int) -> str:
    """A quantity at a glance, in three figures.

    >>> short(65_883), short(940), short(2_104_000)
    ('66k', '940', '2.10m')
    """
    size = abs(Decimal(value))
    sign = MINUS if value < 0 else ""
    for floor, divisor, decimals, suffix in _SCALES:
        if size >= floor:
            return f"{sign}{number(size / divisor, decimals)}{suffix}"
    return f"{sign}{number(size)}"


def eur(value: Decimal | int) -> str:
    """Money at a glance.

    >>> eur(182_400), eur(Decimal("-4736.96"))
    ('€182k', '−€4.7k')
    """
    sign = MINUS if value < 0 else ""
    return f"{sign}€{short(abs(Decimal(value)))}"


def pct(value: Decimal | float) -> str:
    """A percentage with one decimal, none where it is whole.

    >>> pct(Decimal("15.00")), pct(7.04)
    ('15 %', '7.0 %')
    """
    exact = Decimal(str(value))
    return f"{number(exact, 0 if exact == exact.to_integral_value() else 1)} %"


def counted(amount: int, one: str, many: str | None = None) -> str:
    """A counted noun, small numbers in words.

    >>> counted(6, "week"), counted(1, "item"), counted(24, "item")
    ('six weeks', 'one item', '24 items')
    """
    written = _SMALL[amount] if 0 <= amount < len(_SMALL) else number(amount)
    return f"{written} {one if amount == 1 else many or one + 's'}"


def listed(names: Sequence[str]) -> str:
    """Names in a row.

    >>> listed(["Retail"]), listed(["syrup", "oats", "honey"])
    ('Retail', 'syrup, oats and honey')
    """
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def capital(text: str) -> str:
    """The first letter large, the rest as it is.

    >>> capital("oat syrup from Nordhavre")
    'Oat syrup from Nordhavre'
    """
    return text[:1].upper() + text[1:]


def in_sentence(name: str) -> str:
    """A name in the middle of a sentence: its first letter small unless it is a code.

    >>> in_sentence("Oat syrup"), in_sentence("PET bottle")
    ('oat syrup', 'PET bottle')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
