"""A finding that may still be waived, held against everybody else until the transaction ends."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables.inputs import FindingRow


def open_finding(session: Session, company_id: int, finding_id: int) -> FindingRow | None:
    return session.scalar(
        select(FindingRow)
        .where(
            FindingRow.company_id == company_id,
            FindingRow.id == finding_id,
            FindingRow.state == "open",
        )
        .with_for_update()
    )
