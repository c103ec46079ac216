"""What a model was asked for a case, and what it said: kept so that it can be replayed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class LanguageCallRow(Numbered, Table):
    """One question to a model. It stays as it is, also where its answer wasn't used."""

    __tablename__ = "language_call"
    case_id: Mapped[str] = mapped_column(ForeignKey("work_case.id"), index=True)
    at: Mapped[datetime]
    key: Mapped[str] = mapped_column(comment="SHA-256 of the question")
    question: Mapped[dict[str, Any]]
    heard: Mapped[dict[str, Any]] = mapped_column(comment="the answer, tokens and seconds")
