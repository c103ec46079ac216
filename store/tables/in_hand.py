"""What is being computed at this moment."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class InHandRow(Numbered, Table):
    """A row while a case's heavy work goes on; written over as it comes along."""

    __tablename__ = "in_hand"
    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint("0 <= done and done <= out_of", name="done"),
    )
    case_id: Mapped[str] = mapped_column(ForeignKey("work_case.id"))
    stage: Mapped[str]
    what: Mapped[str]
    done: Mapped[int]
    out_of: Mapped[int]
    at: Mapped[datetime]
