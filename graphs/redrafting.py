"""Open requests get the brief of today; answers whose facts moved too far end, and only those."""

from datetime import datetime
from typing import cast

from sqlalchemy.orm import Session

from gates.brief import Brief
from gates.canonical import Json
from gates.catalogue import EXECUTIVE_LOCK, REVIEW, TRADE_OFF
from gates.gate import Gate
from gates.materiality import Tolerances, compare, concerns, figures_of
from gates.people import agent
from graphs.case_state import CaseState
from graphs.frozen import supply_of
from graphs.reconciling_briefs import brief_of
from store import answers, asked_requests, ledger, requests
from store.answers import Given
from store.tables.gates import RequestRow

MONITOR = agent("monitor")


def redraft_open(session: Session, theirs: CaseState, bounds: Tolerances, at: datetime) -> bool:
    """Every open request of the round; says whether there was one."""
    found = False
    for gate in (REVIEW, TRADE_OFF, EXECUTIVE_LOCK):
        key = f"{gate.name}/{theirs['round']}"
        request = asked_requests.find_request(session, theirs["case_id"], key)
        if request is None or requests.lock_request(session, request.id) is None:
            continue
        if request.closed_at is None:
            brief = _brief(session, theirs, gate, request, at)
            found = redraft(session, request, brief, bounds, at) or found
    return found


def _brief(
    session: Session, theirs: CaseState, gate: Gate, request: RequestRow, at: datetime
) -> Brief:
    supply = supply_of(session, theirs)
    return brief_of(session, theirs, gate, supply, now=at, due=request.due_at)


def redraft(
    session: Session, request: RequestRow, brief: Brief, bounds: Tolerances, at: datetime
) -> bool:
    """Let the brief stand in a locked, open request. Answers for which it moved too far end."""
    given = answers.given_in(session, request.id)
    if not requests.revise_brief(session, request, brief, at):
        return False
    ended = [one for one in given if _is_stale(one, brief, bounds)]
    for one in ended:
        answers.end(session, one.decision_id, why="facts_moved", at=at)
    if ended:
        requests.give_time(session, request, at)
    ledger.append(
        session,
        ledger.over(request),
        at=at,
        kind="brief_redrafted",
        actor=MONITOR,
        subject=f"request:{request.id}",
        facts={
            "brief_sha256": request.brief_sha256,
            "asked_again": cast("Json", [one.seat for one in ended]),
            "stands": cast("Json", [one.seat for one in given if one not in ended]),
        },
    )
    return True


def _is_stale(given: Given, brief: Brief, bounds: Tolerances) -> bool:
    """Whether something this answer approved moved too far, or its author took part since."""
    if given.seat in brief.took_part or given.by in brief.took_part:
        return True
    moves = compare(figures_of(given.brief, given.choice), figures_of(brief, given.choice), bounds)
    return concerns(moves, given.role, accountable=given.accountable)
