"""A change that stays inside the tolerances of a locked plan: whom it touches is told, once."""

from sqlalchemy.orm import Session

from gates.brief import Compared
from gates.catalogue import PLAN_CHANGE
from gates.people import Role
from graphs.case_state import CaseState
from graphs.comparing import COMPARED
from graphs.decided import cycle_state, decided_last
from graphs.posting import Sending, hold
from graphs.tools import Tools
from graphs.turned_letter import Turn, turned_letters
from mail.views import Fact
from store import cycles, people
from store.people import Addressee
from store.tables.cycles import CycleRow
from store.tables.standing import ChangeRow

MOST_FACTS = 8


def tell_noted(tools: Tools, state: CaseState) -> None:
    """Nobody has to answer: the plan stays, and this is what moved under it."""
    with tools.sessions(state["company_id"]) as session:
        change = session.get_one(ChangeRow, state["subject_id"])
        moves = COMPARED.validate_python(change.moves or [])
        if change.verdict != "noted" or "amended" not in (change.found or {}) or not moves:
            return
        turn, to = _turn(session, state, change, moves)
    if turn is None:
        return
    letters = turned_letters(tools, turn, to)
    sending = Sending(company_id=state["company_id"], case_id=state["case_id"], at=tools.now())
    with tools.sessions(state["company_id"]) as session:
        for letter in letters:
            hold(tools, session, letter, sending)


def _turn(
    session: Session, state: CaseState, change: ChangeRow, moves: list[Compared]
) -> tuple[Turn | None, tuple[Addressee, ...]]:
    theirs = cycle_state(session, session.get_one(CycleRow, change.cycle_id))
    decided = decided_last(session, theirs)
    if decided is None:
        return None, ()
    gate = cycles.gates_of(session, theirs["case_id"])[PLAN_CHANGE.name]
    roles = {Role.SOP_LEAD, *gate.roles} - {gate.accountable}
    to = tuple(
        who for who in people.everyone(session, change.company_id) if Role(who.role) in roles
    )
    turn = Turn(
        key=f"{state['case_id']}/noted",
        case_id=state["case_id"],
        request_id=decided.request.id,
        question=decided.request.question,
        headline="Noted: the plan stands, its numbers moved inside their tolerances",
        what="What the plan comes to was computed again on what is known now.",
        next="Nothing changes, and nobody has to answer.",
        facts=tuple(
            Fact(label=one.label, value=f"{one.signed} → {one.now} {one.unit}".strip())
            for one in moves[:MOST_FACTS]
        ),
    )
    return turn, to
