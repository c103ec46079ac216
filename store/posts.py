"""Posts to other systems as their page and their subscription see them: the outbox's other kind."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.tables.effects import EffectRow

KIND = "hook"
ENDED = ("failed", "unknown")
WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 60, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
)
"""Between one attempt and the next: three days in all, as Standard Webhooks proposes."""


def latest(session: Session, company_id: int, *, limit: int) -> Sequence[EffectRow]:
    """The newest posts of every subscription."""
    return session.scalars(
        select(EffectRow)
        .where(EffectRow.company_id == company_id, EffectRow.kind == KIND)
        .order_by(EffectRow.id.desc())
        .limit(limit)
    ).all()


def hold_again(session: Session, company_id: int, effect_id: int, *, at: datetime) -> bool:
    """Put a post that ended without arriving back in the outbox; says whether it was such a one."""
    moved = session.execute(
        update(EffectRow)
        .where(
            EffectRow.company_id == company_id,
            EffectRow.id == effect_id,
            EffectRow.kind == KIND,
            EffectRow.state.in_(ENDED),
        )
        .values(state="held", attempts=0, held_until=at, queued_at=None, problem=None)
        .returning(EffectRow.id)
    )
    return moved.first() is not None
