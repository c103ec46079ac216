"""Every table. Importing this package registers them all on the metadata."""

from store.tables import actions, cycles, effects, gates, inputs, ledger, moves, people, plans
from store.tables.base import Table

__all__ = [
    "Table",
    "actions",
    "cycles",
    "effects",
    "gates",
    "inputs",
    "ledger",
    "moves",
    "people",
    "plans",
]
