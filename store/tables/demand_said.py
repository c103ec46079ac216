"""What people said of a cycle's demand beyond the streams: a weight, or a number that stands."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class DemandSaidRow(Numbered, Table):
    """One person's word, with the reason. It counts until it is ended; it is never rewritten."""

    __tablename__ = "demand_said"
    __table_args__ = (
        CheckConstraint("kind in ('weight','override')", name="kind"),
        CheckConstraint("(kind = 'weight') = (stream is not null)", name="stream"),
        CheckConstraint("(kind = 'override') = (month is not null)", name="month"),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("(ended_at is null) = (ended_by is null)", name="ended"),
    )
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    kind: Mapped[str]
    stream: Mapped[str | None]
    region: Mapped[str | None] = mapped_column(comment="none: every region")
    family: Mapped[str | None] = mapped_column(comment="as its code")
    sku: Mapped[str | None]
    tier: Mapped[str | None]
    month: Mapped[date | None]
    amount: Mapped[Decimal] = mapped_column(comment="the weight, or the units")
    reason: Mapped[str]
    said_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]
