"""A case of the stage that waits at its gate, somebody who decides, and what became of it."""

from sqlalchemy import text

from runtime.advancing import advance
from runtime.deciding import Answer, record_ballot
from runtime.office import Office
from runtime.sweeping import start_case
from store.tables.cycles import CaseRow
from store.tables.effects import EffectRow
from store.tables.gates import DecisionRow, RequestRow
from tests import stage


def asked(office: Office) -> RequestRow:
    """A case that waits at its gate, and no job left in the queue."""
    company_id = stage.set_up_company(office)
    case = stage.case_row(office, company_id)
    start_case(office, case)
    advance(office, case.id, company_id)
    with office.unfenced() as session:
        session.execute(text("delete from procrastinate_jobs"))
    return stage.request_of(office, company_id, case.id)


def decide(office: Office, request: RequestRow) -> None:
    answer = Answer(company_id=request.company_id, person_key="ines", request_id=request.id)
    record_ballot(office, answer, stage.ballot(request))


def is_done(office: Office, request: RequestRow) -> bool:
    with office.sessions(request.company_id) as session:
        return session.get_one(CaseRow, request.case_id).state == "done"


def jobs(office: Office) -> list[tuple[str, str]]:
    """Of every step still queued or in hand: queue and status."""
    with office.unfenced() as session:
        rows = session.execute(
            text(
                "select queue_name, status::text from procrastinate_jobs"
                " where task_name = 'advance' and status in ('todo', 'doing')"
            )
        )
        return [(row.queue_name, row.status) for row in rows]


def end_state(office: Office, company_id: int) -> tuple[int, int, int]:
    with office.sessions(company_id) as session:
        return (
            session.query(RequestRow).count(),
            session.query(DecisionRow).count(),
            session.query(EffectRow).count(),
        )


def workers(office: Office) -> int:
    with office.unfenced() as session:
        return int(session.execute(text("select count(*) from procrastinate_workers")).scalar_one())
