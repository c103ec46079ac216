"""An input that still takes versions: its latest one, held while another is added, and its case."""

from sqlalchemy.orm import Session

from gates.errors import MoveNotAllowed
from graphs.case_state import CaseState
from graphs.input_facts import InputFacts, input_facts
from runtime.office import Office
from store import baselines, cases, submissions
from store.cycles import input_case
from store.tables.cycles import CycleRow
from store.tables.inputs import InputRequestRow, SubmissionRow

MEANWHILE = "Another version came meanwhile; look at its findings."
FROZEN = "The baseline is frozen; what comes now goes the way of a change."


def sendable(session: Session, input_id: int, *, lock: bool = False) -> InputRequestRow:
    """The input, frozen or not; locked, whoever else adds a version waits. Refused once closed."""
    asked = session.get_one(InputRequestRow, input_id, with_for_update=lock or None)
    if session.get_one(CycleRow, asked.cycle_id).closed_at is not None:
        raise MoveNotAllowed("The cycle is closed; the next one will ask you again.")
    return asked


def is_frozen(session: Session, asked: InputRequestRow) -> bool:
    return baselines.frozen(session, asked.cycle_id) is not None


def open_input(session: Session, input_id: int, *, lock: bool = False) -> InputRequestRow:
    """The input; locked, whoever else adds a version waits. Refused once the baseline is frozen."""
    asked = session.get_one(InputRequestRow, input_id, with_for_update=lock or None)
    if baselines.frozen(session, asked.cycle_id) is not None:
        raise MoveNotAllowed(FROZEN)
    return asked


def latest_open(session: Session, asked: InputRequestRow, version: int) -> SubmissionRow:
    """The version somebody speaks of. Refused once another came or the baseline is frozen."""
    if baselines.frozen(session, asked.cycle_id) is not None:
        raise MoveNotAllowed(FROZEN)
    latest = submissions.latest_submission(session, asked.id)
    if latest is None or latest.version != version:
        raise MoveNotAllowed(MEANWHILE)
    return latest


def held(session: Session, input_id: int, submission_id: int) -> InputRequestRow:
    """The input, locked. Refused as above."""
    asked = open_input(session, input_id, lock=True)
    latest = submissions.latest_submission(session, asked.id)
    if latest is None or latest.id != submission_id:
        raise MoveNotAllowed(MEANWHILE)
    return asked


def facts_of(session: Session, asked: InputRequestRow) -> InputFacts:
    case_id = input_case(asked.id)
    state = CaseState(company_id=asked.company_id, case_id=case_id, subject_id=asked.id)
    return input_facts(session, state)


def ring_input(office: Office, session: Session, asked: InputRequestRow) -> None:
    """Its case looks again."""
    case_id = input_case(asked.id)
    cases.ring(session, case_id)
    office.defer(session, case_id, asked.company_id)
