"""Actions offered to a colleague: theirs only once they say yes."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class OfferRow(Numbered, Table):
    """One at a time an action; until it is taken the giver owns it."""

    __tablename__ = "action_offer"
    __table_args__ = (
        CheckConstraint("state in ('asked','taken','refused','silent','withdrawn')", name="state"),
        CheckConstraint("(state = 'asked') = (answered_at is null)", name="answered"),
        CheckConstraint("giver_id <> receiver_id", name="two_people"),
        Index("uq_action_offer_open", "action_id", unique=True, postgresql_where="state = 'asked'"),
    )
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    receiver_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str]
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    state: Mapped[str]
    answered_at: Mapped[datetime | None]
    said: Mapped[str]
