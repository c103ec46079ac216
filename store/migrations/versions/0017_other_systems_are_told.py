"""Other systems subscribe to what happens."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hook")),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name=op.f("fk_hook_company_id")),
        sa.CheckConstraint("told_seq >= 0 and told_update >= 0", name=op.f("ck_hook_told")),
        sa.CheckConstraint(
            "(ended_at is null) = (ended_why is null)", name=op.f("ck_hook_ended_with_a_reason")
        ),
    )
    op.create_index(op.f("ix_hook_company_id"), "hook", ["company_id"])
    op.execute("alter table hook enable row level security")
    op.execute(
        "create policy own_company on hook using"
        " (company_id = nullif(current_setting('sopwith.company', true), '')::int)"
    )


def downgrade() -> None:
    op.drop_table("hook")
