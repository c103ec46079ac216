"""What people's evidence says about a fact: which message it came by, and when it reached us."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gates.conditions import Sighting
from gates.evidence import restore_evidence
from store.cycles import action_case
from store.tables.actions import ActionRow
from store.tables.effects import MessageRow


def of_action(session: Session, cycle_id: int, key: str) -> Sighting | None:
    """The last evidence of an action, enough or not."""
    action = _action(session, cycle_id, key)
    if action is None or action.last_evidence is None or action.last_evidence_at is None:
        return None
    return Sighting(evidence=restore_evidence(action.last_evidence), at=action.last_evidence_at)


def is_unread(session: Session, cycle_id: int, key: str, *, until: datetime) -> bool:
    """Whether something that came about the action in time hasn't been read yet."""
    action = _action(session, cycle_id, key)
    if action is None:
        return False
    waiting = select(MessageRow.id).where(
        MessageRow.case_id == action_case(action.id),
        MessageRow.state == "new",
        MessageRow.received_at <= until,
    )
    return session.scalar(waiting.limit(1)) is not None


def _action(session: Session, cycle_id: int, key: str) -> ActionRow | None:
    return session.scalar(
        select(ActionRow).where(ActionRow.cycle_id == cycle_id, ActionRow.key == key)
    )
