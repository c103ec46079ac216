"""The directory and the baseline that a cycle's plan was computed from."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from store import baselines, company_data, cycles
from store.tables.gates import RequestRow
from store.tables.plans import PlanVersionRow

WITH_OPTIONS = ("executive_lock", "trade_off", "review")
"""Gates whose briefs show the options, those asked last first."""


def planned_on(
    session: Session, company_id: int, cycle_id: int, version: PlanVersionRow | None
) -> tuple[dict[str, str], dict[str, Any]] | None:
    """As the decision was drafted that locked the version, or else the latest that is asked.

    None before the baseline is frozen.
    """
    baseline = baselines.frozen(session, cycle_id)
    if baseline is None:
        return None
    request = _asked(session, cycle_id, version)
    files = (
        cycles.company_files(session, company_id)
        if request is None
        else company_data.drafted_on(session, request)
    )
    return files, baseline.content


def _asked(session: Session, cycle_id: int, version: PlanVersionRow | None) -> RequestRow | None:
    if version is not None:
        return session.get_one(RequestRow, version.request_id)
    return session.scalars(
        select(RequestRow)
        .where(RequestRow.cycle_id == cycle_id, RequestRow.gate.in_(WITH_OPTIONS))
        .order_by(RequestRow.opened_at.desc())
        .limit(1)
    ).first()
