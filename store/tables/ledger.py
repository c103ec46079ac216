"""The ledger: append-only, one hash chain a company, numbered from a locked head row."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Table


class LedgerHeadRow(Table):
    __tablename__ = "ledger_head"
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    seq: Mapped[int]
    sha256: Mapped[str]


class LedgerEventRow(Table):
    __tablename__ = "ledger_event"
    __table_args__ = (CheckConstraint("seq > 0", name="seq"),)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str]
    content: Mapped[bytes] = mapped_column(comment="canonical JSON, the hashed bytes")
    sha256: Mapped[str]


class SignedHeadRow(Table):
    """How long the chain was at a moment, and with which hashes, under our key."""

    __tablename__ = "signed_head"
    __table_args__ = (CheckConstraint("seq > 0", name="seq"),)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    note: Mapped[str] = mapped_column(comment="the exact signed text")
    verifier: Mapped[str] = mapped_column(comment="the public key that signed it")
    at: Mapped[datetime]
