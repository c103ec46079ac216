"""One number as somebody sends it, and the ways in which rows are picked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from planning.checks.facts import Key
from planning.company import Company

HEADER = ("Region", "SKU", "Tier", "Month", "Unit", "Quantity", "Comment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One number as somebody sends it."""

    sku: str
    tier: str
    month: date
    quantity: Decimal
    unit: str = "units"
    comment: str = ""

    @property
    def key(self) -> Key:
        return self.sku, self.tier, self.month


Change = Callable[[list[Row], Random, Company], tuple[list[Row], set[Key]]]


def one_of(rows: list[Row], chance: Random) -> int:
    """The place of a number large enough to matter."""
    large = [n for n, row in enumerate(rows) if row.quantity >= 500]  # noqa: PLR2004
    return chance.choice(large)


def changed(rows: list[Row], n: int, quantity: Decimal) -> tuple[list[Row], set[Key]]:
    """The rows with one other quantity, and whose it is."""
    rows[n] = replace(rows[n], quantity=quantity)
    return rows, {rows[n].key}


def family_of(rows: list[Row], chance: Random, company: Company) -> list[int]:
    family = chance.choice(sorted({item.family for item in company.items}))
    of = {item.sku for item in company.items if item.family == family}
    return [n for n, row in enumerate(rows) if row.sku in of]
