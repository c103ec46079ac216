"""Offers of actions: who asked whom to take one over, until when, and what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables.actions import ActionRow
from store.tables.offers import OfferRow

ASKED, TAKEN, REFUSED, SILENT, WITHDRAWN = "asked", "taken", "refused", "silent", "withdrawn"
RETURNED = (REFUSED, SILENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffer:
    giver_id: int
    receiver_id: int
    reason: str
    asked_at: datetime
    due_at: datetime


def make_offer(session: Session, action: ActionRow, new: NewOffer) -> OfferRow:
    """Ask the receiver. The action has no other open offer, whose key the database holds."""
    row = OfferRow(
        company_id=action.company_id,
        action_id=action.id,
        giver_id=new.giver_id,
        receiver_id=new.receiver_id,
        reason=new.reason,
        asked_at=new.asked_at,
        due_at=new.due_at,
        state=ASKED,
        said="",
    )
    session.add(row)
    session.flush()
    return row


def open_offer(session: Session, action_id: int) -> OfferRow | None:
    return session.scalar(
        select(OfferRow).where(OfferRow.action_id == action_id, OfferRow.state == ASKED)
    )


def offers_of(session: Session, action_id: int) -> Sequence[OfferRow]:
    """Oldest first."""
    return session.scalars(
        select(OfferRow).where(OfferRow.action_id == action_id).order_by(OfferRow.id)
    ).all()


def asked_of(session: Session, company_id: int, person_id: int) -> Sequence[OfferRow]:
    """What a person is asked to take over, soonest first."""
    return session.scalars(
        select(OfferRow)
        .where(
            OfferRow.company_id == company_id,
            OfferRow.receiver_id == person_id,
            OfferRow.state == ASKED,
        )
        .order_by(OfferRow.due_at, OfferRow.id)
    ).all()


def settle(offer: OfferRow, state: str, *, at: datetime, said: str = "") -> None:
    """Once: what is settled stays so."""
    if offer.state == ASKED:
        offer.state, offer.answered_at, offer.said = state, at, said
