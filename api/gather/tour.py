"""Where the tour's stop at the trade-off is."""

from sqlalchemy.orm import Session

from store.reading_cycles import present_cycle
from store.reading_requests import newest_of


def decision_path(session: Session, company_id: int) -> str:
    """The page of this month's trade-off; empty before it was asked."""
    cycle = present_cycle(session, company_id)
    found = newest_of(session, company_id, cycle.id, "trade_off") if cycle else None
    return f"/requests/{found}" if found else ""
