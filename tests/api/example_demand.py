"""What somebody said of the demand that the pages show."""

from datetime import date
from decimal import Decimal

from store.tables.demand_said import DemandSaidRow
from tests import stage


def override(company_id: int, cycle_id: int | None, person_id: int) -> DemandSaidRow:
    """All of Granola in December, in one region."""
    return DemandSaidRow(
        company_id=company_id,
        cycle_id=cycle_id,
        kind="override",
        region="nordics",
        family="granola",
        month=date(2026, 12, 1),
        amount=Decimal(90_000),
        reason="a listing that was won",
        said_by=person_id,
        said_at=stage.NOW,
    )
