"""Subscriptions: made and ended, and what they haven't been told yet."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.tables.actions import ActionRow, ActionUpdateRow
from store.tables.effects import EffectRow
from store.tables.hooks import HookRow
from store.tables.ledger import LedgerEventRow, LedgerHeadRow

AT_ONCE = 200
"""So many are put in the outbox in one transaction."""
STRAGGLERS = 500
"""Numbers are given before a transaction commits, so a smaller one may appear after a larger."""


def begin(
    session: Session, company_id: int, *, url: str, kinds: Sequence[str], at: datetime
) -> HookRow:
    """A subscription that is told everything from now on."""
    seq = select(LedgerHeadRow.seq).where(LedgerHeadRow.company_id == company_id)
    newest = select(func.max(ActionUpdateRow.id)).where(ActionUpdateRow.company_id == company_id)
    update = session.scalar(newest) or 0
    hook = HookRow(
        company_id=company_id,
        url=url,
        kinds=list(kinds),
        secret_number=1,
        told_seq=session.scalar(seq) or 0,
        began_update=update,
        told_update=update,
        made_at=at,
    )
    session.add(hook)
    session.flush()
    return hook


def all_hooks(session: Session, company_id: int) -> Sequence[HookRow]:
    """Those that ended too, oldest first."""
    return session.scalars(
        select(HookRow).where(HookRow.company_id == company_id).order_by(HookRow.id)
    ).all()


def find(session: Session, company_id: int, hook_id: int) -> HookRow | None:
    return session.scalar(
        select(HookRow).where(HookRow.company_id == company_id, HookRow.id == hook_id)
    )


def locked(session: Session, hook_id: int) -> HookRow | None:
    """A living subscription for one teller at a time; None while another has it."""
    return session.scalar(
        select(HookRow)
        .where(HookRow.id == hook_id, HookRow.ended_at.is_(None))
        .with_for_update(skip_locked=True)
    )


def behind(session: Session) -> list[int]:
    """Living subscriptions of every company with something they may not have been told."""
    newest = (
        select(func.max(ActionUpdateRow.id))
        .where(ActionUpdateRow.company_id == HookRow.company_id)
        .scalar_subquery()
    )
    head = (
        select(LedgerHeadRow.seq)
        .where(LedgerHeadRow.company_id == HookRow.company_id)
        .scalar_subquery()
    )
    moved = (head > HookRow.told_seq) | (newest > HookRow.told_update)
    return list(
        session.scalars(
            select(HookRow.id).where(HookRow.ended_at.is_(None), moved).order_by(HookRow.id)
        )
    )


def untold_events(session: Session, hook: HookRow) -> Sequence[LedgerEventRow]:
    """The ledger has no gaps and its order is that of commits: a number says it all."""
    return session.scalars(
        select(LedgerEventRow)
        .where(
            LedgerEventRow.company_id == hook.company_id,
            LedgerEventRow.seq > hook.told_seq,
        )
        .order_by(LedgerEventRow.seq)
        .limit(AT_ONCE)
    ).all()


def untold_updates(session: Session, hook: HookRow) -> list[tuple[ActionUpdateRow, ActionRow]]:
    """What happened to actions and isn't in the outbox for this subscription, oldest first."""
    key = f"hook/{hook.id}/action/"
    told = select(EffectRow.id).where(
        EffectRow.company_id == hook.company_id,
        EffectRow.key == func.concat(key, ActionUpdateRow.id),
    )
    rows = session.execute(
        select(ActionUpdateRow, ActionRow)
        .join(ActionRow, ActionRow.id == ActionUpdateRow.action_id)
        .where(
            ActionUpdateRow.company_id == hook.company_id,
            ActionUpdateRow.id > max(hook.began_update, hook.told_update - STRAGGLERS),
            ~told.exists(),
        )
        .order_by(ActionUpdateRow.id)
        .limit(AT_ONCE)
    )
    return [(update, action) for update, action in rows]
