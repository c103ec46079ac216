"""Weights and numbers that people say for one cycle's demand, each with its reason."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0052"
branch_labels = None
depends_on = None

TABLE = "demand_said"
TIME = sa.DateTime(timezone=True)
TEXTS = {
    "stream": None,
    "region": "none: every region",
    "family": "as its code",
    "sku": None,
    "tier": None,
}
CHECKS = {
    "kind": "kind in ('weight','override')",
    "stream": "(kind = 'weight') = (stream is not null)",
    "month": "(kind = 'override') = (month is not null)",
    "amount": "amount >= 0",
    "ended": "(ended_at is null) = (ended_by is null)",
}


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        _to("company_id", "company"),
        _to("cycle_id", "cycle"),
        sa.Column("kind", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), comment=told) for name, told in TEXTS.items()),
        sa.Column("month", sa.Date()),
        sa.Column("amount", sa.Numeric(18, 2), nullable=False, comment="the weight, or the units"),
        sa.Column("reason", sa.Text(), nullable=False),
        _to("said_by", "person"),
        sa.Column("said_at", TIME, nullable=False),
        _to("ended_by", "person", nullable=True),
        sa.Column("ended_at", TIME),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        *(
            sa.CheckConstraint(holds, name=op.f(f"ck_{TABLE}_{name}"))
            for name, holds in CHECKS.items()
        ),
    )
    for column in ("company_id", "cycle_id"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])
    op.execute(f"alter table {TABLE} enable row level security")
    op.execute(
        f"create policy own_company on {TABLE} using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )


def downgrade() -> None:
    op.drop_table(TABLE)


def _to(column: str, other: str, *, nullable: bool = False) -> sa.Column[int]:
    name = op.f(f"fk_{TABLE}_{column}_{other}")
    return sa.Column(
        column, sa.Integer(), sa.ForeignKey(f"{other}.id", name=name), nullable=nullable
    )
