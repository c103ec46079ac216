"""What each node of the graphs came to, for the admin's page of them."""

from decimal import Decimal

from sqlalchemy import BigInteger, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Numbered, Table


class NodeWorkRow(Numbered, Table):
    """Runs, failures and seconds of one node of a company's cases, all of them together."""

    __tablename__ = "node_work"
    __table_args__ = (UniqueConstraint("company_id", "kind", "node"),)
    kind: Mapped[str]
    node: Mapped[str]
    runs: Mapped[int]
    failures: Mapped[int]
    seconds: Mapped[float]
    longest_s: Mapped[float] = mapped_column(comment="of one run")
    tokens: Mapped[int] = mapped_column(
        BigInteger(), server_default="0", comment="of a model's answers"
    )
    cost_eur: Mapped[Decimal] = mapped_column(
        Numeric(18, 6), server_default="0", comment="of those whose price is stated"
    )
