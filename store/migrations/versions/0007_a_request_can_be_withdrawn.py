"""A request can be withdrawn and reminded of; a finding says what kind it is and how to fix it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OUTCOMES = "outcome in ('approved','returned','rejected','answered'{more})"

FINDING_WORDS = (
    ("kind", "findings of one kind make one group"),
    ("fix", "what its sender can do about it"),
)


def upgrade() -> None:
    _replace(",'withdrawn'")
    op.add_column("request", sa.Column("remind_at", sa.DateTime(timezone=True)))
    op.add_column("request", sa.Column("reminded_at", sa.DateTime(timezone=True)))
    op.execute("update request set remind_at = due_at")
    op.alter_column("request", "remind_at", nullable=False)
    for name, comment in FINDING_WORDS:
        op.add_column(
            "finding",
            sa.Column(name, sa.Text(), nullable=False, server_default="", comment=comment),
        )
        op.alter_column("finding", name, server_default=None)


def downgrade() -> None:
    op.drop_column("finding", "fix")
    op.drop_column("finding", "kind")
    op.drop_column("request", "reminded_at")
    op.drop_column("request", "remind_at")
    op.execute("update request set outcome = 'rejected' where outcome = 'withdrawn'")
    _replace("")


def _replace(more: str) -> None:
    op.drop_constraint(op.f("ck_request_outcome"), "request")
    op.create_check_constraint(op.f("ck_request_outcome"), "request", OUTCOMES.format(more=more))
