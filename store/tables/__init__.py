"""Every table. Importing this package registers them all on the metadata."""

from store.tables import (
    accounts,
    actions,
    calendars,
    clock,
    cycles,
    effects,
    gates,
    hooks,
    inputs,
    layouts,
    ledger,
    links,
    moves,
    people,
    plans,
    replies,
    standing,
)
from store.tables.base import Table

__all__ = [
    "Table",
    "accounts",
    "actions",
    "calendars",
    "clock",
    "cycles",
    "effects",
    "gates",
    "hooks",
    "inputs",
    "layouts",
    "ledger",
    "links",
    "moves",
    "people",
    "plans",
    "replies",
    "standing",
]
