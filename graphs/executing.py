"""Executing a lock: the plan's version and promises, its actions, and when the cycle ends."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gates.canonical import Json, canonical_json, sha256
from gates.evidence import plain_predicate
from gates.follow_through import Effects
from gates.people import SYSTEM
from gates.planned_action import PlannedAction
from graphs.case_state import CaseState
from graphs.opening_cases import start
from graphs.reminding import DAY_ENDS
from graphs.tools import Tools
from planning.commitments import Commitment
from planning.options import SolvedOption
from store import actions, cases, cycles, ledger, people, plans
from store.actions import NewAction
from store.plans import NewCommitment
from store.tables.cycles import CaseRow, CycleRow
from store.tables.gates import RequestRow
from store.tables.plans import PlanVersionRow


def execute(
    tools: Tools,
    session: Session,
    state: CaseState,
    option: SolvedOption,
    effects: Effects,
    request: RequestRow,
) -> None:
    """Do what locking the option does. Safe to repeat: everything has a key of its own."""
    cycles.go_to(session, state["subject_id"], "execution")
    for action in effects.actions:
        start_action(tools, session, state, action, request)
    case = session.get_one(CaseRow, state["case_id"])
    weeks = cycles.playbook_of(session, case).follow_up_weeks
    ends = session.get_one(CycleRow, state["subject_id"]).opened_at + timedelta(weeks=weeks)
    cases.add_wait(session, case=case, key="execution/ends", due_at=ends)
    if effects.locks is not None:
        _lock(tools, session, state, option, effects, request)


def start_action(
    tools: Tools, session: Session, state: CaseState, action: PlannedAction, request: RequestRow
) -> None:
    """Make an action of the decision and open its case. Once, by its key."""
    owner = people.by_key(session, state["company_id"], action.owner)
    action_id = actions.make(
        session,
        state["company_id"],
        NewAction(
            cycle_id=state["subject_id"],
            request_id=request.id,
            key=action.key,
            title=action.title,
            deliverable=action.deliverable,
            owner_id=owner.person_id,
            depends_on=action.depends_on,
            done_when=plain_predicate(action.done_when),
            due_at=datetime.combine(action.due, DAY_ENDS, ZoneInfo(owner.timezone)),
        ),
    )
    start(tools, session, state, kind="follow_up", subject_id=action_id)


def _lock(
    tools: Tools,
    session: Session,
    state: CaseState,
    option: SolvedOption,
    effects: Effects,
    request: RequestRow,
) -> None:
    rows = plans.scenarios_of(session, state["subject_id"], state["round"])
    scenario = next(row for row in rows if row.key == option.scenario.key)
    known = plans.version_of(session, state["subject_id"])
    at = tools.now()
    version = plans.lock_version(
        session,
        scenario=scenario,
        request_id=request.id,
        sha256=sha256(canonical_json(scenario.result)),
        at=at,
        promised=map(promise, effects.commitments),
    )
    if known is None or known.id != version.id:
        ledger.append(
            session,
            ledger.over(request),
            at=at,
            kind="plan_locked",
            actor=SYSTEM,
            subject=f"cycle:{state['subject_id']}",
            facts=_facts(version, option, effects),
        )


def promise(one: Commitment) -> NewCommitment:
    """A commitment as it is kept with its plan version."""
    return NewCommitment(
        kind=one.kind.value,
        code=one.code,
        name=one.name,
        quantity=one.quantity,
        unit=one.unit,
        order_by=one.order_by,
        due=one.due,
    )


def _facts(version: PlanVersionRow, option: SolvedOption, effects: Effects) -> dict[str, Json]:
    return {
        "version": version.version,
        "option": option.scenario.key,
        "sha256": version.sha256,
        "request": str(version.request_id),
        "commitments": len(effects.commitments),
    }
