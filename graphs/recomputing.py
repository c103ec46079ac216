"""New data: the options people decided on are solved again on it, in a child process."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agents.supply_work import solved_again
from graphs.case_state import CaseState
from graphs.decided import cycle_state
from graphs.frozen import Frozen, frozen
from graphs.recomputing_locked import solved_on_locked, version_now, work_on_locked
from graphs.tools import Tools
from planning.directory import read_company
from planning.options import restore_option
from planning.periods import starts_of
from store import baselines, cycles, plans
from store.tables.cycles import CycleRow
from store.tables.standing import ChangeRow


def recompute(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """New data: the same scenarios solved on it, kept with the change.

    Once a plan is locked it is that plan, kept and adjusted, that is solved.
    """
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        change = session.get_one(ChangeRow, state["subject_id"])
        theirs = cycle_state(session, session.get_one(CycleRow, change.cycle_id))
        version = version_now(session, theirs)
        locked = work_on_locked(tools, session, theirs, change)
        owed = version is None and _is_owed(session, theirs, change)
        drafted = _drafted(session, theirs) if owed else None
    if locked is not None:
        _keep(tools, state, solved_on_locked(tools, locked, version))
    elif drafted is not None:
        base, scenarios = drafted
        _keep(
            tools, state, tools.apart(solved_again, base.files, base.baseline, scenarios, base.past)
        )
    return {}


def _drafted(session: Session, theirs: CaseState) -> tuple[Frozen, list[dict[str, Any]]]:
    """What the round's options were drafted on, and their scenarios."""
    rows = plans.scenarios_of(session, theirs["subject_id"], theirs["round"])
    return frozen(session, theirs), [row.result["scenario"] for row in rows]


def _is_owed(session: Session, theirs: CaseState, change: ChangeRow) -> bool:
    return change.kind == "data" and change.found is None and _is_comparable(session, theirs)


def _keep(tools: Tools, state: CaseState, found: Mapping[str, Any]) -> None:
    with tools.sessions(state["company_id"]) as session:
        change = session.get_one(ChangeRow, state["subject_id"])
        change.found = change.found or dict(found)
    tools.reached("change.recomputed")


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
