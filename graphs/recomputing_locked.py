"""A change under a locked plan: that plan kept and adjusted, solved in a child process."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from agents.supply_work import amended_plan
from graphs.case_state import CaseState
from graphs.demand_now import EXCEPTION, SOLVED_FOR_ALL, demand_now
from graphs.frozen import Frozen, frozen
from graphs.plan_in_force import InForce, confirmed, plan_in_force
from graphs.supplier_day import awaited
from graphs.tools import Tools
from planning.actuals import Actual
from planning.amending import Locked
from planning.directory import read_company
from planning.periods import starts_of
from planning.plain_values import plain
from store import actuals, asked_requests, company_data, cycles, plans
from store.tables.cycles import CaseRow
from store.tables.standing import ChangeRow

Work = tuple[dict[str, str], dict[str, Any], dict[str, Any], str]


def version_now(session: Session, theirs: CaseState) -> int | None:
    """The plan version in force, by its id."""
    version = plans.version_of(session, theirs["subject_id"])
    return version.id if version is not None else None


def work_on_locked(
    tools: Tools, session: Session, theirs: CaseState, change: ChangeRow
) -> Work | None:
    """What is to be solved; None where nothing is locked, the data is of other weeks, nothing
    that is planned with is new, or another exception raised with this one is solved for both.
    """
    weighed_with = change.kind == EXCEPTION and not change.facts.get(SOLVED_FOR_ALL)
    if weighed_with or change.found is not None or version_now(session, theirs) is None:
        return None
    base = frozen(session, theirs)
    company = base.company
    now = plan_in_force(session, theirs, company)
    if now is None or now.option.plan.weeks != starts_of(company):
        return None
    if change.kind == "data" and _as_signed(session, now, base):
        return None
    case = session.get_one(CaseRow, cycles.change_case(change.id))
    known = tuple(awaited(session, change.cycle_id, company))
    locked = Locked(
        option=now.option,
        on=tools.now().astimezone(ZoneInfo(company.timezone)).date(),
        frozen_weeks=cycles.playbook_of(session, case).frozen_weeks,
        confirmed=tuple(confirmed(session, theirs, company, now.option)),
        happened=_happened(session, now, change, day_known=bool(known)),
        awaited=known,
    )
    baseline = demand_now(session, change, base.baseline)
    return base.files, baseline, plain(locked), str(change.id)


def _happened(
    session: Session, now: InForce, change: ChangeRow, *, day_known: bool
) -> tuple[Actual, ...]:
    """A promise that isn't kept is weighed from where everything really stands, and so is what
    was missing once its day is known.
    """
    if change.kind != EXCEPTION and not day_known:
        return ()
    return actuals.of_weeks(session, change.company_id, now.option.plan.weeks)


def _as_signed(session: Session, now: InForce, base: Frozen) -> bool:
    signed = company_data.drafted_on(session, asked_requests.by_id(session, now.version.request_id))
    return read_company(signed).planned_from == read_company(base.files).planned_from


def solved_on_locked(tools: Tools, work: Work, version: int | None) -> dict[str, Any]:
    """Kept with the change, and with the version of the plan it is about."""
    return {"amended": tools.apart(amended_plan, *work), "version": version}
