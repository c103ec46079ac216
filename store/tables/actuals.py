"""What really happened, as it was reported."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class ActualsFileRow(Numbered, Table):
    """One file of weekly actuals, kept as it came."""

    __tablename__ = "actuals_file"
    __table_args__ = (UniqueConstraint("company_id", "sha256"),)
    name: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes]
    at: Mapped[datetime]


class ActualRow(Numbered, Table):
    """One quantity of one week. Of several files that say it, the newest counts."""

    __tablename__ = "actual"
    __table_args__ = (
        UniqueConstraint("actuals_file_id", "week", "kind", "code"),
        CheckConstraint("kind in ('made','received','asked','shipped','stock')", name="kind"),
        CheckConstraint("quantity >= 0", name="quantity"),
    )
    actuals_file_id: Mapped[int] = mapped_column(ForeignKey("actuals_file.id"))
    week: Mapped[date] = mapped_column(index=True, comment="its Monday")
    kind: Mapped[str]
    code: Mapped[str]
    quantity: Mapped[int]


class CycleScoreRow(Numbered, Table):
    """What a closed cycle's forecast and decision came to, on the actuals known by then."""

    __tablename__ = "cycle_score"
    __table_args__ = (UniqueConstraint("cycle_id"),)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    content: Mapped[dict[str, Any]]
    at: Mapped[datetime]
