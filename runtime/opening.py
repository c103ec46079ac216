"""Opening a cycle: its row, the playbook it keeps to its end, and the case that runs it."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gates.chain import Channel
from gates.errors import Refusal
from gates.gate import Step
from gates.people import SYSTEM
from graphs.closing import end
from graphs.versions import GRAPH_VERSIONS
from planning.calendar_weeks import working_day_after
from planning.company import Company
from planning.directory import read_company
from runtime.office import Office
from runtime.sweeping import start_within
from store import canaries, ledger
from store.ledger import Occasion
from store.tables.cycles import CaseRow, CycleRow
from store.tables.people import CompanyRow

CYCLE = "cycle"
EXECUTION = Step.EXECUTION.value
INPUTS_OPEN_WORKING_DAYS = 2
CUT_OFF = time(17)
"""Company time."""


class AnotherCycleIsOpen(Refusal):
    """Another cycle of this company has no plan yet; the next opens once it has."""


class CompanyUnknown(Refusal):
    """There is no such company in this database; load its directory first."""


def open_cycle(office: Office, company_id: int, *, month: date) -> int:
    """Open the company's cycle of a month; returns its id. The same month again is the same.

    A cycle that is being executed ends with it: what it left open goes on in the new one.
    """
    at = office.now()
    month = month.replace(day=1)
    with office.sessions(company_id) as session:
        company = _locked(session, company_id)
        cycles = session.scalars(select(CycleRow).where(CycleRow.company_id == company_id)).all()
        for cycle in cycles:
            if cycle.month == month:
                return cycle.id
        still_open = [cycle for cycle in cycles if cycle.closed_at is None]
        if planning := [cycle.name for cycle in still_open if cycle.step != EXECUTION]:
            raise AnotherCycleIsOpen(f"Open is {', '.join(planning)}.")
        for cycle in still_open:
            end(office.tools, session, cycle)
        cycle = CycleRow(
            company_id=company_id,
            name=f"{month:%B %Y}",
            month=month,
            step="inputs",
            playbook=canaries.book_for_cycle(session, company_id),
            opened_at=at,
            inputs_due_at=inputs_due_at(company, at),
        )
        session.add(cycle)
        session.flush()
        case = _case_of(cycle)
        start_within(office, session, case)
        _write_history(session, cycle, case.id)
        return cycle.id


def inputs_due_at(company: Company, at: datetime) -> datetime:
    """The second working day after `at`, 17:00 where the company is."""
    zone = ZoneInfo(company.timezone)
    day = working_day_after(
        at.astimezone(zone).date(), INPUTS_OPEN_WORKING_DAYS, company.closed_days
    )
    return datetime.combine(day, CUT_OFF, zone)


def _locked(session: Session, company_id: int) -> Company:
    """The company as loaded; nobody else opens a cycle of it meanwhile."""
    files: dict[str, Any] | None = session.scalar(
        select(CompanyRow.master_data).where(CompanyRow.id == company_id).with_for_update()
    )
    if files is None:
        raise CompanyUnknown
    return read_company(files)


def _case_of(cycle: CycleRow) -> CaseRow:
    return CaseRow(
        id=f"{CYCLE}:{cycle.id}",
        company_id=cycle.company_id,
        cycle_id=cycle.id,
        kind=CYCLE,
        subject_id=cycle.id,
        graph_version=GRAPH_VERSIONS[CYCLE],
        playbook=cycle.playbook,
    )


def _write_history(session: Session, cycle: CycleRow, case_id: str) -> None:
    ledger.append(
        session,
        Occasion(
            company_id=cycle.company_id,
            channel=Channel.COMMAND_LINE,
            case_id=case_id,
            brief_sha256=None,
        ),
        at=cycle.opened_at,
        kind="cycle_opened",
        actor=SYSTEM,
        subject=f"cycle:{cycle.id}",
        facts={
            "name": cycle.name,
            "playbook": cycle.playbook,
            "inputs_due_at": cycle.inputs_due_at.isoformat(),
        },
    )
