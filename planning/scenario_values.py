"""One parameter of a lever in a scenario file, by the field's type."""

# pyright: standard
# (a TOML file's values are Any by nature)

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

ALL_PCT = 100


class Kind(NamedTuple):
    """How a value of one type is read from TOML; None where it isn't one."""

    read: Callable[[Any], Any]
    expects: str


def is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _text(value: Any) -> str | None:
    return value if is_text(value) else None


def _yes_or_no(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _codes(value: Any) -> tuple[str, ...] | None:
    texts = isinstance(value, list) and all(isinstance(code, str) for code in value)
    return tuple(value) if texts else None


def _share(value: Any) -> Decimal | None:
    """A TOML float is read as a decimal; true and false aren't numbers."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    share = Decimal(value)
    return share if share.is_finite() and 0 <= share <= ALL_PCT else None


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


KINDS: Mapping[object, Kind] = {
    str: Kind(_text, 'a text such as "OAT-DEC"'),
    bool: Kind(_yes_or_no, "true or false"),
    tuple[str, ...]: Kind(_codes, 'a list of codes such as ["key", "retail"]'),
    int | None: Kind(_whole, "whole hours such as 8"),
    int: Kind(_whole, "a whole number such as 2"),
    Decimal: Kind(_share, "a percentage from 0 to 100 such as 62.5"),
}
