"""Whether what a case read last still has to be answered with what is unclear about it."""

from sqlalchemy.orm import Session

from store import effects, messages
from store.replies import CLARIFY
from store.tables.cycles import CaseRow


def clarify_key(case_id: str, message_id: int) -> str:
    return f"{case_id}/clarify/{message_id}"


def clarity_owed(session: Session, case: CaseRow) -> bool:
    """The message was read, was not clear, and nobody has been told."""
    message = messages.last_read(session, case.id)
    if message is None or (message.reading or {}).get("leads") != CLARIFY:
        return False
    return not effects.is_held(session, case.company_id, clarify_key(case.id, message.id))
