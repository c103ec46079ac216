"""One byte form for every value we hash: canonical JSON (RFC 8785) and its SHA-256."""

import hashlib
from typing import Any, TypeAlias, cast

import rfc8785

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"


def canonical_json(value: Json) -> bytes:
    """The RFC 8785 form: keys sorted, no blanks, one spelling per number.

    >>> canonical_json({"b": 1, "a": "é"}).decode()
    '{"a":"é","b":1}'
    """
    return rfc8785.dumps(cast("Any", value))


def sha256(content: bytes) -> str:
    """Lower-case hex digest."""
    return hashlib.sha256(content).hexdigest()
