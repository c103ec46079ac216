"""The office's clock, which the demo and tests move."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Table


class ClockRow(Table):
    """How far the office's clock is ahead of the database's; only demo and tests move it."""

    __tablename__ = "office_clock"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    ahead_s: Mapped[float]
