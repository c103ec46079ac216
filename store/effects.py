"""The outbox: holding an effect, claiming it, and writing down what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.looks import STOOD, is_suspended
from store.tables.effects import CapturedMailRow, EffectRow
from store.tables.gates import RequestRow

WAITS = tuple(timedelta(seconds=seconds) for seconds in (2, 4, 8, 16, 32))
"""Between one attempt to hand a mail over and the next."""
STUCK_AFTER = timedelta(seconds=60)
"""An attempt with no outcome for this long belonged to a process that died."""

OUTBOX = cast("Table", EffectRow.__table__)
HOLD = insert(OUTBOX).on_conflict_do_nothing().returning(OUTBOX.c.id)
"""On the table, not the mapped row: that takes half the time, and many steps wait for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEffect:
    """`key` is the idempotency key; `request_id` names the gate it must wait for."""

    key: str
    kind: str
    content: dict[str, Any]
    held_until: datetime
    case_id: str | None = None
    request_id: UUID | None = None
    to_person_id: int | None = None
    for_digest: bool = False
    """It leaves with others in one letter: `store.digests` takes it, never a claim."""


def hold(
    session: Session,
    company_id: int,
    effect: NewEffect,
    *,
    at: datetime,
    queued: bool = False,
) -> int | None:
    """Put an effect in the outbox; None when it is there already.

    `queued` says that the caller queues its delivery itself, in the same transaction.
    """
    values = {
        "company_id": company_id,
        "key": effect.key,
        "kind": effect.kind,
        "content": effect.content,
        "held_until": effect.held_until,
        "case_id": effect.case_id,
        "request_id": effect.request_id,
        "to_person_id": effect.to_person_id,
        "state": "held",
        "made_at": at,
        "queued_at": at if queued else None,
        "attempts": 0,
        "for_digest": effect.for_digest,
    }
    held: int | None = session.scalar(HOLD, values)
    return held


def is_held(session: Session, company_id: int, key: str) -> bool:
    """Whether an effect was ever put in the outbox under this key."""
    found = select(EffectRow.id).where(EffectRow.company_id == company_id, EffectRow.key == key)
    return session.scalar(found) is not None


def held_since(session: Session, company_id: int, prefix: str, since: datetime) -> int:
    """How many effects were put in the outbox since then under keys that begin so."""
    counted = session.scalar(
        select(func.count())
        .select_from(EffectRow)
        .where(
            EffectRow.company_id == company_id,
            EffectRow.key.startswith(prefix, autoescape=True),
            EffectRow.made_at >= since,
        )
    )
    return counted or 0


def queue_due(session: Session, *, at: datetime, limit: int = 200) -> list[tuple[int, int]]:
    """Effects that may leave now, marked as queued: id and company.

    The mark lapses, so that an effect whose job was lost is queued again.
    """
    queued_long_ago = or_(EffectRow.queued_at.is_(None), EffectRow.queued_at <= at - STUCK_AFTER)
    rows = session.scalars(
        select(EffectRow)
        .where(_may_leave(at), queued_long_ago)
        .order_by(EffectRow.held_until, EffectRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.queued_at = at
    return [(row.id, row.company_id) for row in rows]


def claim(session: Session, effect_id: int, *, at: datetime) -> EffectRow | None:
    """Take the effect for one attempt, or None when it is gone, held or in other hands."""
    effect = session.scalar(
        select(EffectRow)
        .where(EffectRow.id == effect_id, _may_leave(at))
        .with_for_update(skip_locked=True)
    )
    if effect is None or not gate_allows(session, effect):
        return None
    effect.state = "sending"
    effect.tried_at = at
    effect.attempts += 1
    return effect


def _may_leave(at: datetime) -> ColumnElement[bool]:
    waiting = and_(EffectRow.state.in_(("held", "unknown")), EffectRow.held_until <= at)
    stuck = and_(EffectRow.state == "sending", EffectRow.tried_at <= at - STUCK_AFTER)
    return and_(~EffectRow.for_digest, or_(waiting, stuck))


def gate_allows(session: Session, effect: EffectRow) -> bool:
    """No effect leaves before its gate is decided, while it is looked at again, or once it fell.

    The request stays locked until the attempt is claimed, so that nothing reopens it in between.
    """
    if effect.request_id is None:
        return True
    decided = select(RequestRow.outcome).where(RequestRow.id == effect.request_id)
    outcome = session.scalar(decided.with_for_update(read=True))
    return outcome in STOOD and not is_suspended(session, effect.request_id)


def withdraw_together(session: Session, request_id: UUID) -> bool:
    """Withdraw every effect of a request together; False, and nothing done, if one has begun."""
    rows = session.scalars(
        select(EffectRow).where(EffectRow.request_id == request_id).with_for_update()
    ).all()
    if any(row.state not in {"held", "withdrawn"} for row in rows):
        return False
    for row in rows:
        row.state = "withdrawn"
    return True


def record_sent(effect: EffectRow, *, at: datetime) -> None:
    effect.state = "sent"
    effect.sent_at = at
    effect.problem = None


def record_trouble(
    effect: EffectRow,
    *,
    at: datetime,
    problem: str,
    known: bool,
    final: bool,
    waits: Sequence[timedelta] = WAITS,
) -> None:
    """Nothing is guessed: `known` says that it surely didn't arrive, else it may have.

    It is tried again after each of `waits`, then no more.
    """
    effect.problem = problem
    if final or effect.attempts > len(waits):
        effect.state = "failed" if known else "unknown"
        effect.held_until = at + timedelta(days=36500)
        return
    effect.queued_at = None
    effect.state = "held" if known else "unknown"
    effect.held_until = at + waits[effect.attempts - 1]


def withdraw_held(session: Session, request_id: UUID) -> int:
    """What a decision that fell still holds back never leaves; says how much that was."""
    rows = session.scalars(
        select(EffectRow)
        .where(EffectRow.request_id == request_id, EffectRow.state == "held")
        .with_for_update()
    ).all()
    for row in rows:
        row.state = "withdrawn"
    return len(rows)


def capture(session: Session, mail: CapturedMailRow) -> None:
    """Keep a mail instead of sending it. The same Message-ID again is the same mail."""
    session.execute(
        insert(CapturedMailRow)
        .values(
            company_id=mail.company_id,
            message_id=mail.message_id,
            to_address=mail.to_address,
            subject=mail.subject,
            content=mail.content,
            captured_at=mail.captured_at,
        )
        .on_conflict_do_nothing()
    )
