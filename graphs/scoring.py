"""A closed cycle's forecast and decision against what happened, for the next one to open with."""

from datetime import date
from typing import Any, cast

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from agents.scoring_work import scored
from gates.canonical import Json
from gates.people import SYSTEM
from graphs.agents_scored import counted, drafted, recommended
from graphs.case_state import CaseState
from graphs.frozen import frozen
from graphs.plan_in_force import plan_in_force
from graphs.sent_inputs import sent_for
from graphs.tools import Tools
from planning.actuals import Actual
from planning.forecast_added import Sent
from store import actuals, asked_requests, company_data, ledger, plans, scores
from store.tables.cycles import CycleRow

Work = tuple[
    dict[str, str],
    dict[str, Any],
    list[dict[str, Any]],
    str,
    tuple[Actual, ...],
    tuple[Sent, ...],
    date,
]
KNOWN = 4
"""Where in it is what happened."""


def score(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Once; nothing where no plan was locked or nobody has said what happened."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        is_scored = scores.of_cycle(session, state["subject_id"]) is not None
        work = None if is_scored else decided_and_came(session, state)
    if work is None:
        return {}
    content = tools.apart(scored, *work)
    with tools.sessions(state["company_id"]) as session:
        content |= {"agents": _agents(session, state, content)}
        cycle = session.get_one(CycleRow, state["subject_id"])
        if scores.keep(session, cycle, content, at=tools.now()):
            ledger.append(
                session,
                ledger.in_case(state["company_id"], state["case_id"]),
                at=tools.now(),
                kind="cycle_scored",
                actor=SYSTEM,
                subject=f"cycle:{cycle.id}",
                facts=cast("dict[str, Json]", content),
            )
    tools.reached("cycle.scored")
    return {}


def _agents(session: Session, state: CaseState, content: dict[str, Any]) -> list[dict[str, Any]]:
    picked = drafted(recommended(session, state), content["options"])
    return [*picked, *counted(session, state["subject_id"])]


def decided_and_came(session: Session, state: CaseState) -> Work | None:
    """None where no plan was locked, or nobody has said what happened."""
    work = decided(session, state)
    return work if work is not None and work[KNOWN] else None


def decided(session: Session, state: CaseState) -> Work | None:
    """On the data the plan in force was signed on, with the options it was chosen from.

    None where no plan was locked. What happened is empty where nobody has said it yet.
    """
    version = plans.version_of(session, state["subject_id"])
    if version is None:
        return None
    request = asked_requests.by_id(session, version.request_id)
    base = frozen(session, state)
    now = plan_in_force(session, state, base.company)
    if now is None:
        return None
    known = actuals.of_weeks(session, state["company_id"], now.option.plan.weeks)
    rows = plans.scenarios_of(session, state["subject_id"], state["round"])
    chosen = next(row for row in rows if row.id == version.scenario_id)
    offered = [row.result for row in rows if not _was_adjusted(row.key) or row.id == chosen.id]
    files = company_data.drafted_on(session, request)
    month = session.get_one(CycleRow, state["subject_id"]).month
    sent = sent_for(session, state["subject_id"])
    return files, base.baseline, offered, chosen.key, known, sent, month


def _was_adjusted(key: str) -> bool:
    """A former adjustment of the plan: superseded, and no option anybody chose from."""
    return key.partition("_")[0] in {"keep", "adjust"} and key.rpartition("_")[2].isdecimal()
