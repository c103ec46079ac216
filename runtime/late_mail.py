"""A message for a case: its case is rung, or where that is over, one for what comes too late."""

from sqlalchemy.orm import Session

from graphs.late_input import KIND as LATE
from graphs.opening_cases import start_as_read, start_in
from runtime.office import Office
from runtime.routing import INPUT
from store import baselines, cases
from store.tables.cycles import CaseRow, CycleRow


def hand_over(office: Office, session: Session, case_id: str, message_id: int) -> None:
    """Somebody reads it: the case it answers, or one of its own beside a frozen baseline.

    The case is held, so that one that finishes meanwhile either finds the message or is found over.
    """
    case = session.get_one(CaseRow, case_id, with_for_update=True)
    if case.kind == INPUT and baselines.frozen(session, case.cycle_id) is not None:
        cycle = session.get_one(CycleRow, case.cycle_id)
        start_in(office.tools, session, cycle, LATE, message_id)
        return
    cases.ring(session, case.id)
    office.defer(session, case.id, case.company_id)


def take_as_read(office: Office, session: Session, case_id: str, message_id: int) -> None:
    """Its case takes it as a person read it; of an input that is over, a late case once more."""
    case = session.get_one(CaseRow, case_id, with_for_update=True)
    if case.state != "done":
        cases.ring(session, case.id)
        office.defer(session, case.id, case.company_id)
    elif case.kind == INPUT and baselines.frozen(session, case.cycle_id) is not None:
        cycle = session.get_one(CycleRow, case.cycle_id)
        start_as_read(office.tools, session, cycle, LATE, message_id)
