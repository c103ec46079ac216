"""Every table. Importing this package registers them all on the metadata."""

from store.tables import (
    actions,
    clock,
    cycles,
    effects,
    gates,
    inputs,
    layouts,
    ledger,
    links,
    moves,
    people,
    plans,
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
    "layouts",
    "ledger",
    "links",
    "moves",
    "people",
    "plans",
    "standing",
]
