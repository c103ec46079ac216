"""Evidence may bear on more than its action: the decision behind it is looked at."""

from sqlalchemy.orm import Session

from graphs.day_actions import is_about_a_day
from graphs.opening_cases import start_in
from graphs.tools import Tools
from store import cases, changes, cycles
from store.changes import NewChange
from store.tables.actions import ActionRow
from store.tables.cycles import CycleRow
from store.tables.effects import MessageRow


def look_at_evidence(
    tools: Tools, session: Session, action: ActionRow, message: MessageRow
) -> None:
    """Ring the cycle, which may wait for this proof.

    What falls short is looked at, and a day that was missing: the plan is solved with it.
    """
    cycle = session.get_one(CycleRow, action.cycle_id)
    if cycle.closed_at is not None:
        return
    case_id = cycles.cycle_case(cycle.id)
    cases.ring(session, case_id)
    tools.defer(session, case_id, cycle.company_id)
    if action.evidence is not None and not is_about_a_day(action):
        return
    new = NewChange(
        key=f"action/{action.id}/message/{message.id}",
        kind="evidence",
        at=tools.now(),
        facts={"action": action.key, "message": message.id},
    )
    change_id = changes.note(session, cycle, new)
    if change_id is not None:
        start_in(tools, session, cycle, "change", change_id)
