"""What is reported of a change of one kind is raised to whom it concerns, once each."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from sqlalchemy.orm import Session

from gates.routing import Roles, route
from graphs.case_state import CaseState
from graphs.posting import Sending, hold
from graphs.tools import Tools
from graphs.turned_letter import Turn, turned_letters
from store import cycles
from store.people import Addressee
from store.tables.cycles import CycleRow
from store.tables.standing import ChangeRow

TurnOf: TypeAlias = Callable[[Session, CaseState, ChangeRow], Iterable[tuple[Turn, Addressee]]]


def roles_for(session: Session, change: ChangeRow, matter: str) -> Roles:
    """Whom such a matter is taken to, as the cycle's playbook has it."""
    cycle = session.get_one(CycleRow, change.cycle_id)
    return route(cycles.book_named(session, cycle.playbook).routing, matter)


def raise_to_owners(tools: Tools, state: CaseState, kind: str, turn_of: TurnOf) -> None:
    """Nobody is told of a change of another kind, nor where there is nothing to say."""
    with tools.sessions(state["company_id"]) as session:
        change = session.get_one(ChangeRow, state["subject_id"])
        found = [*turn_of(session, state, change)] if change.kind == kind else []
    letters = [one for turn, owner in found for one in turned_letters(tools, turn, (owner,))]
    sending = Sending(company_id=state["company_id"], case_id=state["case_id"], at=tools.now())
    with tools.sessions(state["company_id"]) as session:
        for letter in letters:
            hold(tools, session, letter, sending)
