"""The real orders, where they are present: beside the checkout, never in it."""

from pathlib import Path

import pytest

from planning.records import OrderRecords
from runtime.order_records import load_records

PLACE = Path("shared") / "data" / "supplygraph"
ABSENT = f"the SupplyGraph data isn't at {PLACE} in any folder above the checkout"


def folder() -> Path | None:
    """`shared/data/supplygraph` in the nearest folder above that has it."""
    above = Path(__file__).resolve().parents
    return next((path / PLACE for path in above if (path / PLACE).is_dir()), None)


def records() -> OrderRecords:
    """The records, or the test is skipped and says why."""
    found = folder()
    if found is None:
        pytest.skip(ABSENT)
    return load_records(found)
