"""Evidence may bear on more than its action: the decision behind it is looked at."""

from sqlalchemy.orm import Session

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
    """Ring the cycle, which may wait for this proof; what falls short is looked at."""
    cycle = session.get_one(CycleRow, action.cycle_id)
    if cycle.closed_at is not None:
        return
    case_id = cycles.cycle_case(cycle.id)
    cases.ring(session, case_id)
    tools.defer(session, case_id, cycle.company_id)
    if action.evidence is not None:
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
