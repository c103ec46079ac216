"""Every table. Importing this package registers them all on the metadata."""

from store.tables import (
    actions,
    clock,
    cycles,
    effects,
    gates,
    inputs,
    ledger,
    moves,
    people,
    plans,
    replies,
    standing,
)
from store.tables.base import Table

__all__ = [
    "Table",
    "actions",
    "clock",
    "cycles",
    "effects",
    "gates",
    "inputs",
    "ledger",
    "moves",
    "people",
    "plans",
    "replies",
    "standing",
]
