"""Other systems subscribe to what happens."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hook",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("company_id", sa.Integer(), sa.ForeignKey("company.id"), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column(
            "kinds",
            JSONB(none_as_null=True),
            nullable=False,
            comment="names of what it is told; empty is all",
        ),
        sa.Column("secret_number", sa.Integer(), nullable=False, comment="counts its secrets"),
        sa.Column(
            "told_seq",
            sa.Integer(),
            nullable=False,
            comment="ledger events up to here are in the outbox",
        ),
        sa.Column(
            "began_update",
            sa.Integer(),
            nullable=False,
            comment="what happened to actions is told from here",
        ),
        sa.Column(
            "told_update",
            sa.Integer(),
            nullable=False,
            comment="the newest of those in the outbox",
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("ended_why", sa.Text()),
        sa.CheckConstraint("told_seq >= 0 and told_update >= 0", name="told"),
        sa.CheckConstraint("(ended_at is null) = (ended_why is null)", name="ended_with_a_reason"),
    )
    op.create_index("ix_hook_company_id", "hook", ["company_id"])
    op.execute("alter table hook enable row level security")
    op.execute(
        "create policy own_company on hook using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )


def downgrade() -> None:
    op.drop_table("hook")
