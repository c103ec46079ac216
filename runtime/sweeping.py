"""What is due: waits whose time has come, and decisions nobody has acted on."""

from runtime.office import Office
from store import cases
from store.tables.cycles import CaseRow


def sweep(office: Office) -> int:
    """Ring every case with a due wait; says how many."""
    at = office.now()
    with office.unfenced() as session:
        due = cases.claim_due_waits(session, at=at)
        for wait in due:
            cases.ring(session, wait.case_id)
            office.defer(session, wait.case_id, wait.company_id)
    return len(due)


def reconcile(office: Office) -> int:
    """At start-up: queue every case that was rung and not looked at."""
    with office.unfenced() as session:
        unseen = cases.unseen_cases(session)
        for case_id, company_id in unseen:
            office.defer(session, case_id, company_id)
    return len(unseen)


def start_case(office: Office, row: CaseRow) -> None:
    """Open a case and queue its first step. Opening it twice changes nothing."""
    with office.sessions(row.company_id) as session:
        if cases.open_case(session, row):
            office.defer(session, row.id, row.company_id)
