"""New data: the options people decided on are solved again on it, in a child process."""

from datetime import date
from typing import Any, cast

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agents.supply_work import solved_again
from graphs.case_state import CaseState
from graphs.decided import cycle_state
from graphs.frozen import frozen
from graphs.tools import Tools
from planning.directory import read_company
from planning.options import restore_option
from planning.periods import starts_of
from store import baselines, cycles, plans
from store.tables.cycles import CycleRow
from store.tables.standing import ChangeRow


def recompute(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """New data: the same scenarios solved on it, kept with the change."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        change = session.get_one(ChangeRow, state["subject_id"])
        cycle = session.get_one(CycleRow, change.cycle_id)
        theirs = cycle_state(session, cycle)
        if change.kind != "data" or change.found is not None or not _is_comparable(session, theirs):
            return {}
        base = frozen(session, theirs)
        rows = plans.scenarios_of(session, cycle.id, theirs["round"])
        scenarios = [row.result["scenario"] for row in rows]
    found = tools.apart(solved_again, base.files, base.baseline, scenarios)
    with tools.sessions(state["company_id"]) as session:
        change = session.get_one(ChangeRow, state["subject_id"])
        change.found = change.found or cast("dict[str, Any]", found)
    tools.reached("change.recomputed")
    return {}


def _is_comparable(session: Session, theirs: CaseState) -> bool:
    """Whether options were solved, and the data is of the weeks they were solved for."""
    if baselines.frozen(session, theirs["subject_id"]) is None:
        return False
    solved, loaded = _weeks(session, theirs)
    return bool(solved) and (solved[0], len(solved)) == (loaded[0], len(loaded))


def is_of_later_weeks(session: Session, theirs: CaseState) -> bool:
    """Whether the data as loaded begins after the weeks the cycle's options were solved for."""
    solved, loaded = _weeks(session, theirs)
    return bool(solved) and loaded[0] > solved[0]


def _weeks(session: Session, theirs: CaseState) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Those of the round's options, none before there are any, and those of the data."""
    company = read_company(cycles.company_files(session, theirs["company_id"]))
    rows = plans.scenarios_of(session, theirs["subject_id"], theirs["round"])
    solved = restore_option(company, rows[0].result).plan.weeks if rows else ()
    return solved, starts_of(company)
