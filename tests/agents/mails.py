"""The question every mail of these tests answers, and shorthand for asking it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from agents.reading_values import Asked, Colleague, ReplyContext, Scope

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""A Tuesday."""


def context(text: str, **changes: Any) -> ReplyContext:
    """46,000 litres of oat syrup were planned; Tomas was asked to confirm them."""
    said: dict[str, Any] = {
        "text": text,
        "now": NOW,
        "asked": Asked.ACTION,
        "expected_quantity": Decimal(46_000),
        "unit": "litres",
        "sender_key": "tomas",
        "people": (
            Colleague(key="tomas", name="Tomas Lind"),
            Colleague(key="lena", name="Lena Hoffmann"),
            Colleague(key="ruth", name="Ruth Adeyemi"),
        ),
        "names": ("Nordhavre",),
    }
    return ReplyContext(**(said | changes))


def forecast(text: str, **changes: Any) -> ReplyContext:
    """The Nordics' forecast was asked for; December and January are open to change."""
    said: dict[str, Any] = {
        "asked": Asked.FORECAST,
        "expected_quantity": None,
        "scopes": (
            Scope(key="oat-bars", name="Oat Bars", kind="family", plan_units=Decimal(26_000)),
            Scope(key="GRA-750", name="Granola", kind="sku", plan_units=Decimal(8_000)),
        ),
        "months": (date(2026, 12, 1), date(2027, 1, 1)),
    }
    return context(text, **(said | changes))
