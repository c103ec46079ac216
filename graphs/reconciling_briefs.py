"""The brief of each gate of the reconciliation, as the tables stand."""

from datetime import datetime

from sqlalchemy.orm import Session

from agents.briefs.executive_lock import executive_lock_brief
from agents.briefs.review import review_brief
from agents.briefs.trade_off import trade_off_brief
from gates.brief import Brief
from gates.catalogue import REVIEW, TRADE_OFF
from gates.gate import Gate
from graphs.case_state import CaseState
from graphs.choosing import chosen
from graphs.frozen import Supply
from graphs.reconciliation_snapshot import snapshot_of
from store import asked_requests, looks


def brief_of(
    session: Session, state: CaseState, gate: Gate, supply: Supply, *, now: datetime, due: datetime
) -> Brief:
    """What the gate's people are shown of these options now."""
    snapshot = snapshot_of(session, state, supply, now=now, due=due)
    if gate.name == REVIEW.name:
        return review_brief(snapshot)
    if gate.name == TRADE_OFF.name:
        return trade_off_brief(snapshot)
    option = chosen(session, state, supply)
    traded = asked_requests.find_request(
        session, state["case_id"], f"{TRADE_OFF.name}/{state['round']}"
    )
    settled = looks.in_force(session, traded) if traded is not None else None
    said = asked_requests.said_in(session, settled.id) if settled is not None else []
    return executive_lock_brief(
        snapshot,
        choice=option.scenario.key,
        chosen_by=said[-1].spoken_by if said else (),
        reason=said[-1].reason if said else "",
    )
