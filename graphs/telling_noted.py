"""A change that stays inside the tolerances of a locked plan: whom it touches is told, once."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from gates.catalogue import PLAN_CHANGE
from gates.people import Role
from graphs.case_state import CaseState
from graphs.comparing import COMPARED
from graphs.raising import Raised, raise_to_owners
from graphs.tools import Tools
from mail.views import Fact
from store import cycles, people
from store.tables.standing import ChangeRow

MOST_FACTS = 8


def tell_noted(tools: Tools, state: CaseState) -> None:
    """Nobody has to answer: the plan stays, and this is what moved under it."""
    raise_to_owners(tools, state, _noted)


def _noted(session: Session, change: ChangeRow) -> Iterator[Raised]:
    moves = COMPARED.validate_python(change.moves or [])
    if change.verdict != "noted" or "amended" not in (change.found or {}) or not moves:
        return
    yield Raised(
        key="noted",
        headline="Noted: the plan stands, its numbers moved inside their tolerances",
        what="What the plan comes to was computed again on what is known now.",
        next="Nothing changes, and nobody has to answer.",
        facts=tuple(
            Fact(label=one.label, value=f"{one.signed} → {one.now} {one.unit}".strip())
            for one in moves[:MOST_FACTS]
        ),
        to=_touched(session, change),
    )


def _touched(session: Session, change: ChangeRow) -> tuple[str, ...]:
    gate = cycles.gates_of(session, cycles.cycle_case(change.cycle_id))[PLAN_CHANGE.name]
    roles = {Role.SOP_LEAD, *gate.roles} - {gate.accountable}
    everyone = people.everyone(session, change.company_id)
    return tuple(who.key for who in everyone if Role(who.role) in roles)
