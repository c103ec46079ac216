"""One cell of a company directory's CSV file: text to value and back, by the field's type."""

# pyright: standard
# (rows are read by field name: their values are Any by nature)

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

Value = str | bool | int | Decimal | date | tuple[str, ...] | None


class Kind(NamedTuple):
    """How a column is read and written; `expects` completes "write …"."""

    parse: Callable[[str], Value]
    show: Callable[[Value], str]
    expects: str


class NotThat(ValueError):
    """The text isn't what the column holds."""


def _text(text: str) -> Value:
    if not text:
        raise NotThat
    return text


def _yes_or_no(text: str) -> Value:
    if text not in {"yes", "no"}:
        raise NotThat
    return text == "yes"


def _whole(text: str) -> Value:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        raise NotThat
    return int(text)


def _number(text: str) -> Value:
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise NotThat from error
    if not value.is_finite() or "_" in text:
        raise NotThat
    return value


def _day(text: str) -> Value:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotThat from error


def _month(text: str) -> Value:
    return _day(f"{text}-01")


def _list(text: str) -> Value:
    return tuple(text.split(" ")) if text else ()


def _or_empty(kind: Kind) -> Kind:
    return Kind(
        lambda text: kind.parse(text) if text else None,
        lambda value: "" if value is None else kind.show(value),
        f"{kind.expects}, or nothing",
    )


TEXT = Kind(_text, str, "a text that isn't empty")
YES_OR_NO = Kind(_yes_or_no, lambda value: "yes" if value else "no", "yes or no")
WHOLE = Kind(_whole, str, "a whole number such as 1250, without separators")
NUMBER = Kind(_number, lambda value: f"{value:f}", "a number such as 12.5, with a point")
DAY = Kind(_day, str, "a date such as 2026-12-07")
MONTH = Kind(_month, lambda value: f"{value:%Y-%m}", "a month such as 2026-12")
LIST = Kind(
    _list,
    lambda value: " ".join(value) if isinstance(value, tuple) else "",
    "codes separated by one space",
)

BY_TYPE: Mapping[object, Kind] = {
    str: TEXT,
    bool: YES_OR_NO,
    int: WHOLE,
    Decimal: NUMBER,
    date: DAY,
    tuple[str, ...]: LIST,
    int | None: _or_empty(WHOLE),
    str | None: _or_empty(TEXT),
    date | None: _or_empty(DAY),
    Decimal | None: _or_empty(NUMBER),
}
