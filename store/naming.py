"""What cases are called in any database: an id says which row here, a name which thing it is."""

from collections.abc import Iterator, Sequence
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow, CycleRow
from store.tables.inputs import InputRequestRow


def case_names(session: Session, cycle: CycleRow) -> dict[str, str]:
    """By case: the region of an input, the key of an action; others are counted."""
    found = select(CaseRow).where(CaseRow.cycle_id == cycle.id)
    rows = session.scalars(found.order_by(CaseRow.kind, CaseRow.subject_id, CaseRow.id)).all()
    return dict(_named(session, cycle, rows))


def _named(session: Session, cycle: CycleRow, rows: Sequence[CaseRow]) -> Iterator[tuple[str, str]]:
    numbers = {kind: count(1) for kind in ("change", "late_input", "playbook_change")}
    for row in rows:
        if row.kind == "cycle":
            yield row.id, f"cycle/{cycle.month:%Y-%m}"
        elif row.kind == "input_request":
            yield row.id, f"input/{session.get_one(InputRequestRow, row.subject_id).region}"
        elif row.kind == "follow_up":
            yield row.id, f"action/{session.get_one(ActionRow, row.subject_id).key}"
        else:
            yield row.id, f"{row.kind}/{next(numbers[row.kind])}"
