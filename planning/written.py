"""Numbers, money and months as findings and briefs write them."""

from datetime import date, datetime
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


def about_eur(value: Decimal) -> str:
    """Money at a glance, in three figures.

    >>> about_eur(Decimal(412_300)), about_eur(Decimal(-38_240_000)), about_eur(Decimal(1940))
    ('€412k', '−€38.2m', '€1.94k')
    """
    size = abs(value)
    for floor, suffix in ((Decimal(999_500), "m"), (Decimal("999.5"), "k")):
        if size >= floor:
            scaled = size / (1_000_000 if suffix == "m" else 1_000)
            decimals = max(2 - scaled.adjusted(), 0)
            return f"{MINUS if value < 0 else ''}€{scaled:,.{decimals}f}{suffix}"
    return eur(value)


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


def moment(when: datetime) -> str:
    """A deadline, in the zone it is given in.

    >>> moment(datetime(2026, 11, 6, 17, 0))
    'Fri 6 Nov 17:00'
    """
    return f"{when:%a} {when.day} {when:%b} {when:%H:%M}"


def count(amount: int, one: str, many: str = "") -> str:
    """A counted noun.

    >>> count(1, "row"), count(1200, "row"), count(2, "company", "companies")
    ('1 row', '1,200 rows', '2 companies')
    """
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"
