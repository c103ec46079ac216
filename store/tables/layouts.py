"""What people said about the layout of the sheets an input's owner sends."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class ConfirmedLayoutRow(Numbered, Table):
    """One person's word on one shape; a later row of the same shape takes its place."""

    __tablename__ = "confirmed_layout"
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    shape_id: Mapped[str] = mapped_column(comment="digest of the heading row, months aside")
    reading: Mapped[dict[str, Any]] = mapped_column(
        comment="roles of the columns, unit, decimal mark and date order"
    )
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    """The version it was said about."""
    confirmed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime]
