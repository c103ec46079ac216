"""What is due: waits, effects that may leave, requests nobody answered, cases nobody saw,
and what other systems haven't been told.
"""

from sqlalchemy.orm import Session

from graphs import overdue
from graphs.daily_digest import send_digest
from graphs.telling_seats import tell_seats
from runtime.engine import defer_delivery
from runtime.hooks.telling import tell_hooks
from runtime.office import Office
from store import cases, chases_due, digests, effects, node_work, troubles, untold
from store.tables.cycles import CaseRow


def sweep(office: Office) -> int:
    """Ring cases with a due wait, queue what was lost or may leave, chase requests; how many."""
    at = office.now()
    with office.unfenced() as session:
        due = cases.claim_due_waits(session, at=at)
        for wait in due:
            cases.ring(session, wait.case_id)
            office.defer(session, wait.case_id, wait.company_id)
        lost = troubles.lost_cases(session)
        for case_id, company_id in lost:
            office.defer(session, case_id, company_id)
        leaving = effects.queue_due(session, at=at)
        for effect_id, company_id in leaving:
            defer_delivery(office.queue, session, effect_id, company_id)
        chased = chases_due.due(session, at=at)
    for chase_id, company_id in chased:
        overdue.chase(office.tools, company_id, chase_id)
    told = tell_whose_turn(office) + tell_hooks(office) + send_digests(office)
    write_down(office)
    return len(due) + len(lost) + len(leaving) + len(chased) + told


def write_down(office: Office) -> None:
    """Add what this process's nodes came to; what a dying process had not written is lost."""
    for company_id, work in office.graphs.tally.taken().items():
        with office.sessions(company_id) as session:
            node_work.add(session, company_id, work)


def tell_whose_turn(office: Office) -> int:
    """Mail whom a turn passed on to, and who began to stand in for somebody; says how many."""
    with office.unfenced() as session:
        looked_at = untold.to_look_at(session, at=office.now())
    return sum(tell_seats(office.tools, company, request) for request, company in looked_at)


def send_digests(office: Office) -> int:
    """Send what waits to those whose hour it is; says how many got a letter."""
    with office.unfenced() as session:
        whose = digests.due(session, at=office.now())
    return sum(send_digest(office.tools, company, person) for person, company in whose)


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
        start_within(office, session, row)


def start_within(office: Office, session: Session, row: CaseRow) -> None:
    """The same, inside the transaction that made what the case is about."""
    if cases.open_case(session, row):
        office.defer(session, row.id, row.company_id)
