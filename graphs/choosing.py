"""Which option a round's decisions chose."""

from sqlalchemy.orm import Session

from gates.conditions import ConditionState
from graphs.case_state import CaseState
from graphs.frozen import Supply
from planning.options import SolvedOption
from planning.scenario import DO_NOTHING
from store import asked_requests, conditions, looks


def chosen(session: Session, state: CaseState, supply: Supply) -> SolvedOption:
    """What counts: the trade-off's choice, or what the lock falls back to once a condition lapsed.

    Where there was nothing to trade off, the plan as agreed.
    """
    key = fallen_back(session, state) or traded(session, state)
    if key is not None:
        return next(o for o in supply.options if o.scenario.key == key)
    return next(o for o in supply.options if o.scenario.key != DO_NOTHING)


def traded(session: Session, state: CaseState) -> str | None:
    """The trade-off's choice, as it was last settled."""
    key = f"trade_off/{state['round']}"
    request = asked_requests.find_request(session, state["case_id"], key)
    return looks.in_force(session, request).choice if request is not None else None


def fallen_back(session: Session, state: CaseState) -> str | None:
    key = f"executive_lock/{state['round']}"
    request = asked_requests.find_request(session, state["case_id"], key)
    row = conditions.condition_row(session, request.id) if request is not None else None
    if row is None or row.state != ConditionState.LAPSED:
        return None
    return conditions.condition_of(row).fallback
