"""What is reported of a change is told whom it concerns, once each, beside what it bears on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy.orm import Session

from gates.routing import Roles, route
from graphs.case_state import CaseState
from graphs.decided import Decided, cycle_state, decided_last
from graphs.posting import Sending, hold
from graphs.tools import Tools
from graphs.turned_letter import Turn, turned_letters
from mail.views import Fact
from store import cycles, people
from store.tables.cycles import CycleRow
from store.tables.standing import ChangeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """What is said to whom. `key` tells it from what else is said of the same change."""

    key: str
    headline: str
    what: str
    next: str
    facts: tuple[Fact, ...]
    to: tuple[str, ...]
    """People by key."""


Raises: TypeAlias = Callable[[Session, ChangeRow], Iterable[Raised]]
"""What a change gives to say; nothing where it is none of the teller's."""


def raise_to_owners(tools: Tools, state: CaseState, raises: Raises) -> None:
    """Nobody is told where nothing that was decided stands: what is reported bears on nothing."""
    with tools.sessions(state["company_id"]) as session:
        change = session.get_one(ChangeRow, state["subject_id"])
        said = [*raises(session, change)]
        decided = _decided(session, change) if said else None
        if decided is None:
            return
        told = [
            (
                _turn(state, decided, one),
                tuple(people.by_key(session, change.company_id, key) for key in one.to),
            )
            for one in said
        ]
    letters = [letter for turn, to in told for letter in turned_letters(tools, turn, to)]
    sending = Sending(company_id=state["company_id"], case_id=state["case_id"], at=tools.now())
    with tools.sessions(state["company_id"]) as session:
        for letter in letters:
            hold(tools, session, letter, sending)


def _decided(session: Session, change: ChangeRow) -> Decided | None:
    cycle = session.get_one(CycleRow, change.cycle_id)
    return decided_last(session, cycle_state(session, cycle))


def _turn(state: CaseState, decided: Decided, one: Raised) -> Turn:
    return Turn(
        key=f"{state['case_id']}/{one.key}",
        case_id=state["case_id"],
        request_id=decided.request.id,
        question=decided.request.question,
        headline=one.headline,
        what=one.what,
        next=one.next,
        facts=one.facts,
    )


def roles_for(session: Session, change: ChangeRow, matter: str) -> Roles:
    """Whom such a matter is taken to, as the cycle's playbook has it."""
    cycle = session.get_one(CycleRow, change.cycle_id)
    return route(cycles.book_named(session, cycle.playbook).routing, matter)
