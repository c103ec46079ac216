"""Weighing a change: what it does to open briefs, and whether something signed moved too far."""

from dataclasses import dataclass
from typing import cast

from langgraph.runtime import Runtime
from sqlalchemy import select
from sqlalchemy.orm import Session

from gates.brief import Brief, Compared
from gates.canonical import Json
from gates.catalogue import EXECUTIVE_LOCK, PLAN_CHANGE
from gates.gate import Gate
from gates.materiality import Move, Tolerances, beyond_rounding, compare, figures_of, material
from gates.people import agent
from gates.premises import Checked, broken
from graphs.case_state import CaseState
from graphs.comparing import COMPARED, compared_move, compared_premise, moved_plain
from graphs.decided import (
    Decided,
    check_premises,
    cycle_state,
    decided_last,
)
from graphs.frozen import Supply, frozen
from graphs.plan_change_briefs import amended_by, change_brief
from graphs.recomputing import is_of_later_weeks
from graphs.recomputing_locked import version_now
from graphs.reconciling_briefs import brief_of
from graphs.redrafting import redraft_open
from graphs.short import keep_short
from graphs.tools import Tools
from planning.constraints import restore_constraint
from planning.options import restore_option
from store import asked_requests, changes, cycles, ledger, plans
from store.tables.cycles import CaseRow, CycleRow
from store.tables.standing import ChangeRow

MONITOR = agent("monitor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What a change means for the last decided matter."""

    decided: Decided
    brief: Brief
    """The brief as it would be drafted now."""
    moves: tuple[Move, ...]
    broken: tuple[Checked, ...]
    gate: Gate
    """Where it is asked again."""

    @property
    def is_beyond(self) -> bool:
        return bool(material(self.moves) or self.broken)

    @property
    def compared(self) -> tuple[Compared, ...]:
        """What broke first, then every number that moved."""
        return (*map(compared_premise, self.broken), *map(compared_move, self.moves))


def weigh(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """One transaction: open briefs are redrafted, and it is written down what comes of it."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        change = session.scalars(
            select(ChangeRow).where(ChangeRow.id == state["subject_id"]).with_for_update()
        ).one()
        if change.closed_at is None and _is_past(session, change):
            changes.conclude(change, "nothing", [], at=tools.now())
        if change.closed_at is None:
            _weigh(tools, session, state, change)
        if change.closed_at is None:
            return {"next": "recompute"}
        beyond = change.verdict == "reopened"
    tools.reached("change.weighed")
    return {"next": "reopen" if beyond else "tell"}


def _is_past(session: Session, change: ChangeRow) -> bool:
    """Whether its cycle is over, or the data is already of the next plan's weeks."""
    cycle = session.get_one(CycleRow, change.cycle_id)
    return cycle.closed_at is not None or (
        change.kind == "data" and is_of_later_weeks(session, cycle_state(session, cycle))
    )


def _weigh(tools: Tools, session: Session, state: CaseState, change: ChangeRow) -> None:
    at = tools.now()
    theirs = cycle_state(session, session.get_one(CycleRow, change.cycle_id))
    bounds = tolerances_of(session, state)
    # held, so that nobody signs the lock while what it is drafted on is replaced
    asked_requests.open_of_gate(session, theirs["case_id"], EXECUTIVE_LOCK.name)
    decided = decided_last(session, theirs)
    if _is_outdated(session, theirs, change):
        change.found = None  # another version was locked meanwhile: computed anew, on that one
        return
    redrafted = False
    if change.found is not None and not (decided and decided.gate.name == EXECUTIVE_LOCK.name):
        _refresh(session, theirs, change)
        redrafted = redraft_open(session, theirs, at)
    weighed = weigh_up(tools, session, theirs, change, bounds)
    asked = change.kind == "asked"
    beyond = weighed is not None and (asked or weighed.is_beyond)
    shown = [*_asked_about(change), *(weighed.compared if weighed else ())]
    verdict = "reopened" if beyond else "redrafted" if redrafted else "noted"
    if verdict == "noted" and not shown:
        verdict = "nothing"
    changes.conclude(change, verdict, COMPARED.dump_python(shown, mode="json"), at=at)
    ledger.append(
        session,
        ledger.in_case(state["company_id"], state["case_id"]),
        at=at,
        kind="change_weighed",
        actor=MONITOR,
        subject=f"change:{change.id}",
        facts={
            "cycle": change.cycle_id,
            "because": change.kind,
            "verdict": verdict,
            "request": str(weighed.decided.request.id) if weighed else None,
            "compared": cast("Json", change.moves),
            "broken": len(weighed.broken) if weighed else 0,
            "moves": [moved_plain(move) for move in weighed.moves] if weighed else [],
        },
    )


def _is_outdated(session: Session, theirs: CaseState, change: ChangeRow) -> bool:
    found = change.found or {}
    return "amended" in found and found["version"] != version_now(session, theirs)


def tolerances_of(session: Session, state: CaseState) -> Tolerances:
    case = session.get_one(CaseRow, state["case_id"])
    return cycles.playbook_of(session, case).tolerances


def _refresh(session: Session, theirs: CaseState, change: ChangeRow) -> None:
    """Nothing is locked yet: the options and shortages are those of the new data."""
    assert change.found is not None
    plans.refresh(session, theirs["subject_id"], theirs["round"], change.found["options"])
    keep_short(
        session, change.found, company_id=theirs["company_id"], cycle_id=theirs["subject_id"]
    )


def weigh_up(
    tools: Tools, session: Session, theirs: CaseState, change: ChangeRow, bounds: Tolerances
) -> Weighed | None:
    """The last decided matter against the facts as they are now; None where nothing stands."""
    decided = decided_last(session, theirs)
    if decided is None:
        return None
    at, supply = tools.now(), supply_now(session, theirs, change)
    amended = amended_by(change, supply)
    if amended is not None and decided.gate.name == EXECUTIVE_LOCK.name:
        gate: Gate = supply.gates[PLAN_CHANGE.name]
        choice: str | None = amended[0].scenario.key
        brief = change_brief(session, theirs, supply, amended, now=at)
    else:
        gate, choice = decided.gate, decided.choice
        brief = brief_of(session, theirs, gate, supply, now=at, due=at + gate.due)
    moves = compare(figures_of(decided.brief, decided.choice), figures_of(brief, choice), bounds)
    return Weighed(
        decided=decided,
        brief=brief,
        moves=beyond_rounding(moves) if gate is PLAN_CHANGE else moves,
        broken=broken(check_premises(session, theirs, decided.base)),
        gate=gate,
    )


def supply_now(session: Session, theirs: CaseState, change: ChangeRow) -> Supply:
    """Options and shortages as this change found them, else as they were stored."""
    company = frozen(session, theirs).company
    if change.found is not None and "options" in change.found:
        constraints, options = change.found["constraints"], change.found["options"]
    else:
        cycle_id = theirs["subject_id"]
        constraints = [row.content for row in plans.constraints_of(session, cycle_id)]
        rows = plans.scenarios_of(session, cycle_id, theirs["round"])
        options = [row.result for row in rows]
    return Supply(
        company=company,
        constraints=tuple(restore_constraint(one) for one in constraints),
        options=tuple(restore_option(company, one) for one in options),
        book=cycles.book_of(session, theirs["case_id"]),
    )


def _asked_about(change: ChangeRow) -> list[Compared]:
    """The changed fact somebody named when they asked."""
    return COMPARED.validate_python(change.facts.get("compared", []))
