"""Links in letters that open one page without signing in: an input's, or an action's."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Table


class InputLinkRow(Table):
    """One letter's link; only the digest of what opens it is kept."""

    __tablename__ = "input_link"
    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    input_request_id: Mapped[int] = mapped_column(ForeignKey("input_request.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]


class ActionLinkRow(Table):
    """The same for an action's page."""

    __tablename__ = "action_link"
    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
