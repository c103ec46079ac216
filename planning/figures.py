"""Exact figures, money and months as findings and briefs write them, to the unit."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

MINUS = "\N{MINUS SIGN}"
NOTHING_EUR = Decimal(0)


def number(value: Decimal | float) -> str:
    """Grouped by thousands, with the decimals it has.

    >>> number(41200), number(Decimal("-7.50")), number(Decimal("1E+3"))
    ('41,200', '−7.5', '1,000')
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    text = f"{exact:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def signed(value: int) -> str:
    """A difference.

    >>> signed(1200), signed(-3), signed(0)
    ('+1,200', '−3', '0')
    """
    return f"+{value:,}" if value > 0 else number(value)


def eur(value: Decimal) -> str:
    """Whole euros.

    >>> eur(Decimal("12400.50")), eur(Decimal(-3))
    ('€12,400', '−€3')
    """
    whole = int(value.to_integral_value(ROUND_HALF_EVEN))
    return f"{MINUS if whole < 0 else ''}€{abs(whole):,}"


def percent_change(before: int, after: int) -> str:
    """How much more or less, to a tenth; from nothing there is no percentage.

    >>> percent_change(200, 230), percent_change(300, 299), percent_change(0, 5)
    ('+15.0 %', '−0.3 %', 'new')
    """
    if before == 0:
        return "new" if after else "0.0 %"
    share = Decimal(100 * (after - before)) / Decimal(before)
    return f"{'+' if share > 0 else ''}{share:.1f} %".replace("-", MINUS)


def month(first_day: date) -> str:
    """The month in words.

    >>> month(date(2026, 12, 1))
    'Dec 2026'
    """
    return f"{first_day:%b %Y}"


def day(when: date) -> str:
    """A day of the year in words.

    >>> day(date(2026, 12, 7))
    '7 Dec 2026'
    """
    return f"{when.day} {when:%b %Y}"


def count(amount: int, one: str, many: str = "") -> str:
    """A counted noun.

    >>> count(1, "row"), count(1200, "row"), count(2, "company", "companies")
    ('1 row', '1,200 rows', '2 companies')
    """
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"
