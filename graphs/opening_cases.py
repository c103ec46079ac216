"""Starting a case from within another: its row and its first job, in one transaction."""

from sqlalchemy.orm import Session

from graphs.case_state import CaseState
from graphs.tools import Tools
from graphs.versions import GRAPH_VERSIONS
from store import canaries, cases, cycles
from store.tables.cycles import CaseRow, CycleRow

IDS = {
    "input_request": cycles.input_case,
    "follow_up": cycles.action_case,
    "change": cycles.change_case,
    "late_input": cycles.late_case,
}


def start(tools: Tools, session: Session, state: CaseState, *, kind: str, subject_id: int) -> None:
    """Open the case unless it exists. It keeps the playbook of its cycle, or of a canary."""
    start_in(tools, session, session.get_one(CycleRow, state["subject_id"]), kind, subject_id)


def start_in(tools: Tools, session: Session, cycle: CycleRow, kind: str, subject_id: int) -> None:
    """The same, for a cycle."""
    _open(tools, session, cycle, kind, subject_id, case_id=IDS[kind](subject_id))


def start_as_read(
    tools: Tools, session: Session, cycle: CycleRow, kind: str, subject_id: int
) -> None:
    """A second case of the same subject, once a person has said what it means."""
    _open(tools, session, cycle, kind, subject_id, case_id=f"{IDS[kind](subject_id)}/read")


def _open(
    tools: Tools, session: Session, cycle: CycleRow, kind: str, subject_id: int, *, case_id: str
) -> None:
    row = CaseRow(
        id=case_id,
        company_id=cycle.company_id,
        cycle_id=cycle.id,
        kind=kind,
        subject_id=subject_id,
        graph_version=GRAPH_VERSIONS[kind],
        playbook=canaries.book_for(session, cycle, kind, subject_id, case_id),
    )
    if cases.open_case(session, row):
        tools.defer(session, row.id, row.company_id)
