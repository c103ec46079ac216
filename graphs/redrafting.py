"""Open requests of a round get the brief of today."""

from datetime import datetime

from sqlalchemy.orm import Session

from gates.brief import Brief
from gates.catalogue import EXECUTIVE_LOCK, REVIEW, TRADE_OFF
from gates.gate import Gate
from gates.people import agent
from graphs.case_state import CaseState
from graphs.frozen import supply_of
from graphs.reconciling_briefs import brief_of
from store import asked_requests, requests
from store.redrafting import redraft
from store.tables.gates import RequestRow

MONITOR = agent("monitor")


def redraft_open(session: Session, theirs: CaseState, at: datetime) -> bool:
    """Every open request of the round; says whether there was one."""
    found = False
    for gate in (REVIEW, TRADE_OFF, EXECUTIVE_LOCK):
        key = f"{gate.name}/{theirs['round']}"
        request = asked_requests.find_request(session, theirs["case_id"], key)
        if request is None or requests.lock_request(session, request.id) is None:
            continue
        if request.closed_at is None:
            brief = _brief(session, theirs, gate, request, at)
            found = redraft(session, request, brief, by=MONITOR, at=at) or found
    return found


def _brief(
    session: Session, theirs: CaseState, gate: Gate, request: RequestRow, at: datetime
) -> Brief:
    supply = supply_of(session, theirs)
    return brief_of(session, theirs, gate, supply, now=at, due=request.due_at)
