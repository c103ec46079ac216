"""Cycles: their step, their playbook, their end."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gates.gate import Gate, Step
from gates.playbook import Playbook, restore
from store.tables.cycles import CaseRow, CycleRow, PlaybookRow
from store.tables.people import CompanyRow

_READ: dict[str, Playbook] = {}
"""What a digest names never changes."""
STEPS: tuple[str, ...] = (*(step.value for step in Step), "closed")


def cycle_case(cycle_id: int) -> str:
    return f"cycle:{cycle_id}"


def input_case(input_id: int) -> str:
    return f"input:{input_id}"


def action_case(action_id: int) -> str:
    return f"action:{action_id}"


def late_case(message_id: int) -> str:
    """Of one mail that came to an input once the baseline was frozen."""
    return f"late:{message_id}"


def change_case(change_id: int) -> str:
    return f"change:{change_id}"


def playbook_case(draft_id: int) -> str:
    return f"playbook:{draft_id}"


def playbook_of(session: Session, case: CaseRow) -> Playbook:
    """The version the case began with, to its end."""
    return book_named(session, case.playbook)


def book_at_hand(sha256: str) -> Playbook | None:
    """A version this process has read before; its content never changes."""
    return _READ.get(sha256)


def book_named(session: Session, sha256: str) -> Playbook:
    if (known := _READ.get(sha256)) is None:
        known = _READ[sha256] = restore(session.get_one(PlaybookRow, sha256).content)
    return known


def gates_of(session: Session, case_id: str) -> Mapping[str, Gate]:
    """Every gate as the case's playbook has it."""
    return book_of(session, case_id).ruled


def book_of(session: Session, case_id: str) -> Playbook:
    return playbook_of(session, session.get_one(CaseRow, case_id))


def go_to(session: Session, cycle_id: int, step: str) -> None:
    """Move the cycle to a step; a step that is behind it already stays behind."""
    cycle = session.get_one(CycleRow, cycle_id)
    if STEPS.index(step) > STEPS.index(cycle.step):
        cycle.step = step


def return_to(session: Session, cycle_id: int, step: str) -> None:
    """A decision sent the cycle back to an earlier step."""
    session.get_one(CycleRow, cycle_id).step = step


def close(session: Session, cycle_id: int, *, at: datetime) -> None:
    cycle = session.get_one(CycleRow, cycle_id)
    cycle.step = "closed"
    cycle.closed_at = cycle.closed_at or at


def company_files(session: Session, company_id: int) -> dict[str, str]:
    """The company directory as loaded: file name to text."""
    files: dict[str, str] = session.scalars(
        select(CompanyRow.master_data).where(CompanyRow.id == company_id)
    ).one()
    return files


def previous_cycle(session: Session, cycle: CycleRow) -> CycleRow | None:
    """The closed cycle before this one."""
    return session.scalar(
        select(CycleRow)
        .where(
            CycleRow.company_id == cycle.company_id,
            CycleRow.month < cycle.month,
            CycleRow.closed_at.is_not(None),
        )
        .order_by(CycleRow.month.desc())
        .limit(1)
    )


def of_month(session: Session, company_id: int, month: date) -> CycleRow | None:
    """The company's cycle of a month, open or closed; any day of the month names it."""
    first = month.replace(day=1)
    return session.scalar(
        select(CycleRow).where(CycleRow.company_id == company_id, CycleRow.month == first)
    )


def newest(session: Session, company_id: int) -> CycleRow | None:
    """The company's last cycle, open or closed."""
    return session.scalar(
        select(CycleRow)
        .where(CycleRow.company_id == company_id)
        .order_by(CycleRow.month.desc())
        .limit(1)
    )
