"""What the database itself says of a playbook's change: it guards activations by the same word."""

from sqlalchemy import text
from sqlalchemy.orm import Session

ASKED = text(
    "select * from playbook_loosens((select content from playbook where sha256 = :was),"
    " (select content from playbook where sha256 = :now))"
)


def loosens(session: Session, was: str, now: str) -> tuple[str, ...]:
    """Settings that it can't call tightened; nothing of this may be activated by one person."""
    return tuple(session.execute(ASKED, {"was": was, "now": now}).scalars())
