"""What a cycle's demand is short of, and which promises can't all be kept, as it is kept."""

from typing import Any

from sqlalchemy.orm import Session

from store import plans


def keep_short(
    session: Session, found: dict[str, list[dict[str, Any]]], *, company_id: int, cycle_id: int
) -> None:
    """As `agents.supply_work` found it: the newest look replaces the one before."""
    plans.set_constraints(
        session,
        company_id=company_id,
        cycle_id=cycle_id,
        found={str(one["key"]): one for one in found["constraints"]},
    )
    plans.set_contradictions(
        session,
        company_id=company_id,
        cycle_id=cycle_id,
        found=found.get("contradictions", []),
    )
