"""An action is offered: what is still owed about that, and how an offer ends unanswered."""

from datetime import datetime

from langgraph.runtime import Runtime
from sqlalchemy.orm import Session

from gates.letter_kinds import Kind
from graphs.action_offers import let_lapse
from graphs.case_state import CaseState
from graphs.tools import Tools
from store import actions, effects, offers
from store.actions import NewUpdate
from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow
from store.tables.offers import OfferRow

ANSWERS = {
    offers.TAKEN: Kind.OFFER_TAKEN,
    offers.REFUSED: Kind.OFFER_REFUSED,
    offers.SILENT: Kind.OFFER_SILENT,
}


def asked_key(case_id: str, offer_id: int) -> str:
    return f"{case_id}/offer/{offer_id}/asked"


def told_key(case_id: str, offer_id: int) -> str:
    return f"{case_id}/offer/{offer_id}/told"


def is_unasked(session: Session, case: CaseRow, action: ActionRow) -> bool:
    row = offers.open_offer(session, action.id)
    key = asked_key(case.id, row.id) if row else ""
    return row is not None and not effects.is_held(session, case.company_id, key)


def to_tell(session: Session, case: CaseRow, action: ActionRow) -> OfferRow | None:
    """The first that was answered, or ran out, without its giver being told."""
    for row in offers.offers_of(session, action.id):
        answered = row.state in ANSWERS
        if answered and not effects.is_held(session, case.company_id, told_key(case.id, row.id)):
            return row
    return None


def lapse(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Nobody answered in time: it stays with the giver."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        action = session.get_one(ActionRow, state["subject_id"], with_for_update=True)
        row = offers.open_offer(session, action.id)
        if row is not None and row.due_at <= tools.now():
            let_lapse(session, action, row, tools.now())
    return {}


def withdraw(session: Session, action: ActionRow, row: OfferRow, to: str, at: datetime) -> None:
    """Nobody needs to take it over any more."""
    offers.settle(row, offers.WITHDRAWN, at=at)
    said = f"{to} need not take it over any more."
    actions.note(session, action, NewUpdate(kind="returned", text=said, at=at))
