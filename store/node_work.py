"""What the nodes of a company's graphs came to: runs, failures, seconds, and a model's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store.tables.node_work import NodeWorkRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeWork:
    """Of one node, over however many runs."""

    runs: int = 0
    failures: int = 0
    seconds: float = 0.0
    longest_s: float = 0.0
    tokens: int = 0
    cost_eur: Decimal = Decimal(0)

    def __add__(self, other: "NodeWork") -> "NodeWork":
        return NodeWork(
            runs=self.runs + other.runs,
            failures=self.failures + other.failures,
            seconds=self.seconds + other.seconds,
            longest_s=max(self.longest_s, other.longest_s),
            tokens=self.tokens + other.tokens,
            cost_eur=self.cost_eur + other.cost_eur,
        )


def add(session: Session, company_id: int, work: Mapping[tuple[str, str], NodeWork]) -> None:
    """Add to what is there, in one order, so that two workers never wait for each other in turn."""
    for (kind, node), one in sorted(work.items()):
        new = insert(NodeWorkRow).values(
            company_id=company_id,
            kind=kind,
            node=node,
            runs=one.runs,
            failures=one.failures,
            seconds=one.seconds,
            longest_s=one.longest_s,
            tokens=one.tokens,
            cost_eur=one.cost_eur,
        )
        more = new.on_conflict_do_update(
            index_elements=("company_id", "kind", "node"),
            set_={
                "runs": NodeWorkRow.runs + new.excluded.runs,
                "failures": NodeWorkRow.failures + new.excluded.failures,
                "seconds": NodeWorkRow.seconds + new.excluded.seconds,
                "longest_s": func.greatest(NodeWorkRow.longest_s, new.excluded.longest_s),
                "tokens": NodeWorkRow.tokens + new.excluded.tokens,
                "cost_eur": NodeWorkRow.cost_eur + new.excluded.cost_eur,
            },
        )
        session.execute(more)


def of_kind(session: Session, company_id: int, kind: str) -> dict[str, NodeWork]:
    rows = session.scalars(
        select(NodeWorkRow).where(NodeWorkRow.company_id == company_id, NodeWorkRow.kind == kind)
    )
    return {
        row.node: NodeWork(
            runs=row.runs,
            failures=row.failures,
            seconds=row.seconds,
            longest_s=row.longest_s,
            tokens=row.tokens,
            cost_eur=row.cost_eur,
        )
        for row in rows
    }
