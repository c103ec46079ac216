"""The supply review: what the frozen demand is short of, and the options that answer it."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agents.supply_work import shortages, solved_options
from gates.people import agent
from graphs.case_state import CaseState
from graphs.tools import Tools
from planning.baseline import restore_baseline
from planning.company import Company
from planning.constraints import Constraint, restore_constraint
from planning.directory import read_company
from planning.options import SolvedOption, restore_option
from store import baselines, cycles, ledger, plans
from store.plans import NewScenario

DRAFTER = agent("scenario_drafter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """The company directory and the baseline a cycle plans with."""

    files: dict[str, str]
    baseline: dict[str, Any]

    @property
    def company(self) -> Company:
        return restore_baseline(read_company(self.files), self.baseline)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """What was found and what was solved, as values."""

    company: Company
    constraints: tuple[Constraint, ...]
    options: tuple[SolvedOption, ...]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.company.timezone)


def frozen(session: Session, state: CaseState) -> Frozen:
    baseline = baselines.frozen(session, state["subject_id"])
    assert baseline is not None
    files = cycles.company_files(session, state["company_id"])
    return Frozen(files=files, baseline=baseline.content)


def supply_of(session: Session, state: CaseState) -> Supply:
    """The round's options with the constraints they answer, as they were stored."""
    company = frozen(session, state).company
    cycle_id = state["subject_id"]
    return Supply(
        company=company,
        constraints=tuple(
            restore_constraint(row.content) for row in plans.constraints_of(session, cycle_id)
        ),
        options=tuple(
            restore_option(company, row.result)
            for row in plans.scenarios_of(session, cycle_id, state["round"])
        ),
    )


def plan(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Plan the frozen demand under normal supply, and keep what it is short of, with the cause."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        cycles.go_to(session, state["subject_id"], "supply_review")
        base = frozen(session, state)
    found = tools.apart(shortages, base.files, base.baseline)
    with tools.sessions(state["company_id"]) as session:
        plans.set_constraints(
            session,
            company_id=state["company_id"],
            cycle_id=state["subject_id"],
            found={str(one["key"]): one for one in found},
        )
    tools.reached("cycle.planned")
    return {}


def draft_options(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Solve the options. Where nothing is short there is nothing to trade off."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        base = frozen(session, state)
        short = bool(plans.constraints_of(session, state["subject_id"]))
        there = bool(plans.scenarios_of(session, state["subject_id"], state["round"]))
    if not there:
        solved = tools.apart(solved_options, base.files, base.baseline)
        with tools.sessions(state["company_id"]) as session:
            _keep(session, tools, state, solved)
    with tools.sessions(state["company_id"]) as session:
        cycles.go_to(session, state["subject_id"], "reconciliation")
    tools.reached("cycle.drafted")
    return {"next": "ask_reviews" if short else "ask_lock"}


def _keep(session: Session, tools: Tools, state: CaseState, solved: list[dict[str, Any]]) -> None:
    plans.add_scenarios(
        session,
        company_id=state["company_id"],
        cycle_id=state["subject_id"],
        round_number=state["round"],
        solved=[
            NewScenario(key=one["scenario"]["key"], name=one["scenario"]["name"], result=one)
            for one in solved
        ],
    )
    ledger.append(
        session,
        company_id=state["company_id"],
        at=tools.now(),
        kind="options_drafted",
        actor=DRAFTER,
        subject=f"cycle:{state['subject_id']}",
        facts={
            "round": state["round"],
            "options": {one["scenario"]["key"]: one["metrics"] for one in solved},
        },
    )
