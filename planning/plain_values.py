"""Frozen values as plain JSON and back, without loss: decimals as strings, days as ISO dates."""

# pyright: standard
# (a type read from annotations is Any by nature)

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")

KIND = "is"
"""Names the class of a value where several are possible."""


def plain(value: Any) -> Any:
    """JSON's own types only; the same value always gives the same JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {KIND: type(value).__name__, **named}
    if isinstance(value, Mapping):
        return {str(key): plain(child) for key, child in value.items()}
    if isinstance(value, tuple | list):
        return [plain(child) for child in value]
    if isinstance(value, Decimal | StrEnum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def restore(kind: type[Value], content: Any) -> Value:
    """The value `plain` was given, from its JSON and its type."""
    return cast("Value", _restored(kind, content))


def _restored(kind: Any, content: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _one_of(arguments, content)
    if origin is tuple:
        return tuple(_restored(arguments[0], child) for child in content)
    if origin is dict:
        return {key: _restored(arguments[1], child) for key, child in content.items()}
    if is_dataclass(kind):
        made: Any = kind
        hints = _hints(made)
        kept = {name: hint for name, hint in hints.items() if name in content}
        return made(**{name: _restored(hint, content[name]) for name, hint in kept.items()})
    if kind is date:
        return date.fromisoformat(content)
    return kind(content)


def _one_of(kinds: tuple[Any, ...], content: Any) -> Any:
    """None, or the class the content names, or the only kind there is."""
    if content is None:
        return None
    named = [kind for kind in kinds if is_dataclass(kind) and _name(kind) == content[KIND]]
    others = [kind for kind in kinds if kind is not types.NoneType]
    return _restored((named or others)[0], content)


def _name(kind: Any) -> str:
    return str(kind.__name__)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
