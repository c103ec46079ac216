"""How people get in: their signed-in browsers."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Table


class WebSessionRow(Table):
    """A signed-in browser. Only the SHA-256 of its token is kept, and the token changes."""

    __tablename__ = "web_session"
    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(comment="when it last asked for anything")
    stepped_up_at: Mapped[datetime] = mapped_column(comment="when they last proved who they are")
    closed_at: Mapped[datetime | None]
    way: Mapped[str] = mapped_column(comment="how they signed in")
    browser: Mapped[str] = mapped_column(comment="as it calls itself, for its owner to recognise")
