"""What came from a region, as values: a version, its numbers with their cells, what was found."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSubmission:
    """What came, as it came. `message_id` is the message it came in."""

    input_id: int
    file_name: str
    sha256: str
    content: bytes
    sender_id: int
    channel: str
    message_id: str | None
    received_at: datetime
    late: bool
    state: str
    understood: dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One number with the cell it stands in."""

    region: str
    sku: str
    tier: str
    month: date
    units: int
    sheet: str
    cell_row: int
    cell_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFinding:
    rule: str
    severity: str
    sheet: str | None
    cell_row: int | None
    cell_column: int | None
    observed: str
    expected: str
    message: str
    kind: str
    """What is wrong in a few words; findings of one kind make one group."""
    fix: str
    impact_units: int | None
    impact_eur: Decimal | None
    correction: list[Any] | None
    """What would put it right, cell by cell, as plain values."""
