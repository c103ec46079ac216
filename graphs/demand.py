"""The demand review: one baseline from what every region sent, signed before it is planned."""

from dataclasses import replace

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agents.brief_baseline import baseline_brief
from gates.brief import Brief, Evidence
from gates.canonical import canonical_json, sha256
from gates.catalogue import BASELINE
from gates.people import agent
from graphs.asking import Question, ask_people
from graphs.baseline_snapshot import snapshot_of
from graphs.case_state import CaseState
from graphs.demand_said import demand_as_it_stands
from graphs.tools import Tools
from planning.baseline import baseline_content
from planning.company import Company
from planning.consolidation import Consolidated
from store import asked_requests, baselines, cases, cycles, inputs, ledger
from store.redrafting import redraft
from store.tables.cycles import CaseRow, CycleRow
from store.tables.plans import BaselineRow

ANALYST = agent("demand_analyst")


def consolidate(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Draft the baseline from what stands and put it to its gate."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        cycles.go_to(session, state["subject_id"], "demand_review")
        _, brief = draft(tools, session, state["subject_id"])
        gate = cycles.gates_of(session, state["case_id"])[BASELINE.name]
    key = f"baseline/{state['baseline_round']}"
    ask_people(tools, state, Question(key=key, gate=gate, brief=brief))
    tools.reached("cycle.consolidated")
    return {}


def draft(tools: Tools, session: Session, cycle_id: int) -> tuple[BaselineRow, Brief]:
    """The baseline as the inputs stand now, as a version of its own, and its brief."""
    cycle = session.get_one(CycleRow, cycle_id)
    company, whole = demand_as_it_stands(session, cycle)
    content = baseline_content(whole)
    row = baselines.draft(
        session,
        company_id=cycle.company_id,
        cycle_id=cycle_id,
        content=content,
        sha256=sha256(canonical_json(content)),
        at=tools.now(),
    )
    return row, brief_of(session, cycle, company, whole, row)


def brief_of(
    session: Session, cycle: CycleRow, company: Company, whole: Consolidated, row: BaselineRow
) -> Brief:
    """The brief names the version by its digest, so that signing it signs every number."""
    brief = baseline_brief(snapshot_of(session, cycle, company, whole, at=row.made_at))
    signed = Evidence(
        says=f"Every number of the baseline, version {row.version}",
        where="the sum of what is listed here",
        sender="Sopwith",
        at=row.made_at,
        sha256=row.sha256,
    )
    return replace(brief, evidence=(*brief.evidence, signed))


def redraft_baseline(tools: Tools, session: Session, cycle_id: int) -> None:
    """An input or a waiver changed while the baseline waits for its signature: show what is so.

    Whoever had the earlier brief open is refused with what moved.
    """
    request = asked_requests.open_of_gate(session, cycles.cycle_case(cycle_id), BASELINE.name)
    if request is None:
        return
    _, brief = draft(tools, session, cycle_id)
    redraft(session, request, brief, by=ANALYST, at=tools.now())


def ring_cycle(tools: Tools, session: Session, cycle_id: int) -> None:
    case = session.get_one(CaseRow, cycles.cycle_case(cycle_id))
    cases.ring(session, case.id)
    tools.defer(session, case.id, case.company_id)


def after_gate(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Frozen, or back to the regions with the reason."""
    tools = runtime.context
    at = tools.now()
    with tools.sessions(state["company_id"]) as session:
        key = f"baseline/{state['baseline_round']}"
        request = asked_requests.find_request(session, state["case_id"], key)
        assert request is not None
        if request.outcome != "approved":
            return {"next": "reopen_inputs"}
        baseline = baselines.latest(session, state["subject_id"])
        assert baseline is not None
        _end_inputs(tools, session, state["subject_id"])
        if baseline.frozen_at is None:
            baselines.freeze(session, baseline, request_id=request.id, at=at)
            ledger.append(
                session,
                ledger.over(request),
                at=at,
                kind="baseline_frozen",
                actor=ANALYST,
                subject=f"cycle:{state['subject_id']}",
                facts={
                    "version": baseline.version,
                    "sha256": baseline.sha256,
                    "request": str(request.id),
                },
            )
    tools.reached("cycle.frozen")
    return {"next": "plan_supply"}


def _end_inputs(tools: Tools, session: Session, cycle_id: int) -> None:
    """The input cases end: what comes now is a change."""
    for asked in inputs.inputs_of(session, cycle_id):
        case = session.get(CaseRow, cycles.input_case(asked.id))
        if case is not None and case.state != "done":
            cases.ring(session, case.id)
            tools.defer(session, case.id, case.company_id)
