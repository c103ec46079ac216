"""Captured mail, and messages that came in, newest first."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables.effects import CapturedMailRow, MessageRow

LIMIT = 200


def captured(session: Session, company_id: int) -> Sequence[CapturedMailRow]:
    return session.scalars(
        select(CapturedMailRow)
        .where(CapturedMailRow.company_id == company_id)
        .order_by(CapturedMailRow.captured_at.desc(), CapturedMailRow.id.desc())
        .limit(LIMIT)
    ).all()


def captured_mail(session: Session, company_id: int, mail_id: int) -> CapturedMailRow | None:
    return session.scalar(
        select(CapturedMailRow).where(
            CapturedMailRow.company_id == company_id, CapturedMailRow.id == mail_id
        )
    )


def came_in(session: Session, company_id: int) -> Sequence[MessageRow]:
    return session.scalars(
        select(MessageRow)
        .where(MessageRow.company_id == company_id)
        .order_by(MessageRow.received_at.desc(), MessageRow.id.desc())
        .limit(LIMIT)
    ).all()


def message(session: Session, company_id: int, message_id: int) -> MessageRow | None:
    return session.scalar(
        select(MessageRow).where(MessageRow.company_id == company_id, MessageRow.id == message_id)
    )
