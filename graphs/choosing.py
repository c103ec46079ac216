"""Which option a round's decisions chose."""

from sqlalchemy.orm import Session

from graphs.case_state import CaseState
from graphs.frozen import Supply
from planning.options import SolvedOption
from planning.scenario import DO_NOTHING
from store import asked_requests


def chosen(session: Session, state: CaseState, supply: Supply) -> SolvedOption:
    """The trade-off's choice; where there was nothing to trade off, the plan as agreed."""
    key = f"trade_off/{state['round']}"
    request = asked_requests.find_request(session, state["case_id"], key)
    if request is not None:
        return next(o for o in supply.options if o.scenario.key == request.choice)
    return next(o for o in supply.options if o.scenario.key != DO_NOTHING)
